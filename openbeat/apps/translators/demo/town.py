"""Translators of Alder Falls, and what they have done so far, all of it through the app's own services."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators.demo.makers import a_translator, written
from openbeat.apps.translators.demo.words import RETURNED, TEXTS
from openbeat.apps.translators.lifecycle import Credit, Reason, Stage
from openbeat.apps.translators.services import drafts, looks, tongues, works
from openbeat.core.people import demo as people
from openbeat.core.people import services as accounts
from openbeat.core.people.demo import Part
from openbeat.core.translation import queries as translations
from openbeat.core.translation.models import Text as Row
from openbeat.core.translation.passages import digest

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.demo import Town
    from openbeat.core.hooks.texts import Source
    from openbeat.core.people.models import Person

MYA = Part("mya", "Mya Thida", _("A volunteer who translates into Burmese."), "my", name_public="Mya T.")
OTHERS = (("Marisol Vega", "es"), ("Samira Aziz", "ar"), ("Ko Naing", "my"))
HOUR = timedelta(hours=1)
DAYS_AGO = 6


def make(town: Town) -> None:
    """Let people say what they translate into, and walk the texts that the town has through its stages."""
    at = town.at(40)
    pairs = _translators(town, at)
    waiting = accounts.register(
        accounts.Newcomer("marie.louis@example.org", "Marie Louis", "ht"), at=at, confirmed=True
    )
    tongues.say("ht", by=waiting, at=town.at(2))
    for number, text in enumerate(TEXTS):
        if source := _source_of(text.words):
            for language, stage in text.stages.items():
                asked_at = town.at(DAYS_AGO - number % 3, 9)
                _walk(town, source, (language, text.said[language], stage), pairs[language], asked_at)
    _residents_words(town)


def _translators(town: Town, at: datetime) -> dict[str, tuple[Person, Person]]:
    """Two for each language: whoever translates, and whoever reads it again."""
    mya = people.appear(MYA, (), at)
    first = {"es": town.cast.rosa, "ar": town.cast.noor, "my": mya}
    pairs = {}
    for name, language in OTHERS:
        address = f"{name.lower().replace(' ', '.')}@example.org"
        second = accounts.register(accounts.Newcomer(address, name, language), at=at, confirmed=True)
        pairs[language] = (a_translator(second, language, at), a_translator(first[language], language, at))
    return pairs


def _source_of(words: str) -> Source | None:
    row = Row.objects.filter(digest=digest(words), public=True).order_by("pk").first()
    return translations.source(row) if row else None


def _walk(town: Town, source: Source, said: tuple[str, str, Stage], pair: tuple[Person, Person], at: datetime) -> Work:
    language, words, stage = said
    one, other = pair
    work = works.ask(source, language, urgent=language == "ar", by=town.cast.lee, at=at)
    if stage == Stage.ASKED:
        return work
    work = works.take(work, by=one, at=at + HOUR)
    if stage == Stage.TAKEN:
        return _returned(work, words, pair, at) if language == "es" else work
    work = _proposed(work, words, one, at + 3 * HOUR)
    if stage == Stage.PUBLISHED:
        work = looks.sign(work, work.version, by=other, at=at + 5 * HOUR)
    return work


def _proposed(work: Work, words: str, by: Person, at: datetime) -> Work:
    work = drafts.write(work, written(work, [words]), by=by, at=at)
    return drafts.propose(work, work.version, Credit(20, by.name_public or by.name), by=by, at=at)


def _returned(work: Work, words: str, pair: tuple[Person, Person], at: datetime) -> Work:
    one, other = pair
    work = _proposed(work, words, one, at + 3 * HOUR)
    return looks.give_back(work, Reason(RETURNED, "en"), by=other, at=at + 5 * HOUR)


def _residents_words(town: Town) -> None:
    """What residents wrote in Spanish is asked for in English, where everybody may read it."""
    rows = Row.objects.filter(language="es", public=True, kind="concerns.concern").order_by("pk")
    for row in rows[:3]:
        if source := translations.source(row):
            works.ask(source, "en", by=town.cast.lee, at=town.at(1))

"""Somebody who translates, and a work at any stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Written, beside
from openbeat.apps.translators.lifecycle import Credit, Stage
from openbeat.apps.translators.services import drafts, looks, tongues, works
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source
    from openbeat.core.people.demo import Cast

WORDS = ("La luz no funciona.", "Nos vemos el lunes a las seis.")
HOUR = timedelta(hours=1)


def a_translator(person: Person, language: str = "es", at: datetime = NOON) -> Person:
    """Somebody who was admitted as translator into a language; as the database knows them now."""
    tongue = tongues.say(language, by=person, at=at)
    if tongue.admitted_at is None:
        tongues.admit(tongue, by=BUILDER, at=at)
    return Person.objects.get(pk=person.pk)


def written(work: Work, words: Sequence[str] = WORDS) -> Written:
    """What a form sends that shows the work as it stands, with these words in its fields."""
    source = queries.source_of(work)
    shown = tuple(place.source for place in beside((), source.words)) if source else ()
    return Written(work.version, shown, tuple([*words, *[""] * len(shown)][: len(shown)]))


def a_work(cast: Cast, source: Source, stage: Stage = Stage.ASKED, language: str = "es") -> Work:
    """A work that stands at this stage: asked by Lee, translated by Rosa, read again by Noor."""
    rosa, noor = a_translator(cast.rosa, language), a_translator(cast.noor, language)
    work = works.ask(source, language, by=cast.lee, at=NOON)
    if stage == Stage.WITHDRAWN:
        return works.withdraw(work, by=cast.lee, at=NOON)
    if stage != Stage.ASKED:
        work = works.take(work, by=rosa, at=NOON + HOUR)
    if stage in {Stage.PROPOSED, Stage.PUBLISHED}:
        work = drafts.write(work, written(work), by=rosa, at=NOON + 2 * HOUR)
        work = drafts.propose(work, work.version, Credit(30, "Rosa V."), by=rosa, at=NOON + 3 * HOUR)
    if stage == Stage.PUBLISHED:
        work = looks.sign(work, work.version, by=noor, at=NOON + 4 * HOUR)
    return work

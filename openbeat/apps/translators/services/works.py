"""Ask for a translation, take it, hand it back, withdraw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Piece, pack
from openbeat.apps.translators.lifecycle import Act, Sight
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.policies import WORK_POLICY, role_of
from openbeat.apps.translators.services import owing
from openbeat.apps.translators.services.holding import held, move
from openbeat.core.department import services as department
from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.translation import languages
from openbeat.core.translation import queries as translations
from openbeat.core.translation import services as texts
from openbeat.core.translation.models import Text
from openbeat.core.translation.passages import digest
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from openbeat.core.hooks.texts import Source
    from openbeat.core.translation.models import Translation
    from openbeat.kit.actors import Actor

TELL_ASKED = "translators.tell_asked"


@transaction.atomic
def ask(source: Source, language: str, *, urgent: bool = False, by: Actor, at: datetime) -> Work:
    """Ask for a text in a language, by the date that is promised; what is asked for already gives that one.

    Raises Refused, also where it stands in this language and is current.
    """
    WORK_POLICY.require(by, Act.ASK, Sight("", reads=queries.reads(source, by)))
    if language not in languages.WRITTEN:
        raise Refused(_("We do not publish in this language."))
    if language == source.language:
        raise Refused(_("The text is in this language already."))
    text = Text.objects.select_for_update(of=("self",)).get(pk=texts.ask_for(source, at=at).pk)
    if open_ := queries.into(text, language):
        return open_
    published = translations.translation(text, language)
    if published and published.digest == digest(source.words):
        raise Refused(_("It can be read in this language already."))
    work = _new(text, language, urgent=urgent, by=by, at=at)
    if published and published.pairs:
        _begin_with(work, published, at)
    ledger.record(Act.ASK, work, by=by, at=at, area=work.area_id, language=language, urgent=urgent)
    loop.owe(owing.promise_of(work), work, debtor=owing.debtor(work, by=by, at=at), at=at, due=work.due_at)
    if by.person:
        jobs.later(TELL_ASKED, work.pk)
    return work


@transaction.atomic
def ask_for_all(
    sources: Iterable[Source], language: str, *, urgent: bool = False, by: Actor, at: datetime
) -> list[Work]:
    """Ask for all of these that can be asked for; raises Refused where none of them can."""
    asked, why = [], Refused(_("There is nothing to translate."))
    sources = list(sources)
    _hold(sources)
    for source in sources:
        try:
            asked.append(ask(source, language, urgent=urgent, by=by, at=at))
        except Refused as problem:
            why = problem
    if not asked:
        raise why
    return asked


def _hold(sources: Sequence[Source]) -> None:
    """Hold the rows of these texts in the order in which the list of texts does: so the two wait for no one another."""
    any_of = Q(pk__in=[])
    for source in sources:
        any_of |= Q(kind=source.ref.kind, key=source.ref.key, field=source.field)
    list(Text.objects.select_for_update(of=("self",)).filter(any_of).order_by("pk"))


def _new(text: Text, language: str, *, urgent: bool, by: Actor, at: datetime) -> Work:
    work = Work(text=text, area=text.area, language=language, urgent=urgent, private=not text.public, asked_at=at)
    work.asked_by, work.asked_as = by.person, role_of(by)
    work.due_at = department.due(owing.promise_of(work), at)
    work.save()
    return work


def _begin_with(work: Work, published: Translation, at: datetime) -> None:
    """An update begins with the words that are published; whoever made them is its author only if none is changed."""
    pieces = [Piece(source, words, str(published.origin)) for source, words in published.pairs]
    facts: dict[str, Any] = {"text": work.text, "pieces": pack(pieces)}
    Draft.objects.create(work=work, version=1, saved_at=at, **facts)
    work.version, work.is_update = 1, True
    work.save(update_fields=["version", "is_update"])


@transaction.atomic
def take(work: Work, *, by: Actor, at: datetime) -> Work:
    """Take it on oneself to translate; nobody else can while it is taken. Raises Refused."""
    work, _source = held(work, Act.TAKE, by)
    return move(work, Act.TAKE, by=by, at=at, taken_by=by.person, taken_at=at)


@transaction.atomic
def hand_back(work: Work, *, by: Actor, at: datetime) -> Work:
    """Give it back to whoever wants to go on; what was written stays. Raises Refused."""
    work, _source = held(work, Act.HAND_BACK, by)
    nothing = {"taken_by": None, "taken_at": None, "credit": "", "returned_why": "", "returned_why_language": ""}
    return move(work, Act.HAND_BACK, by=by, at=at, **nothing)


@transaction.atomic
def withdraw(work: Work, *, by: Actor, at: datetime) -> Work:
    """Say that nobody needs it any more; what was written stays with it. Raises Refused."""
    work, _source = held(work, Act.WITHDRAW, by)
    loop.release(owing.promise_of(work), work, why="withdrawn", at=at)
    return move(work, Act.WITHDRAW, by=by, at=at, withdrawn_at=at)


@transaction.atomic
def take_down(work: Work, *, by: Actor, at: datetime) -> Work:
    """Let the published translation no longer be read; raises Refused, also where a newer one stands in its place."""
    work, _source = held(work, Act.TAKE_DOWN, by)
    if not queries.is_newest(work):
        raise Refused(_("A newer translation stands in its place. Take that one down."))
    if work.text:
        texts.withdraw(work.text, work.language, by=by, at=at)
    return move(work, Act.TAKE_DOWN, by=by, at=at, withdrawn_at=at)

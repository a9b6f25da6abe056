"""Owe an answer, pause its clock, hand it over, change its date, keep it: in the transaction of an app's own act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.core.department import services as department
from openbeat.core.loop.models import Obligation, Pause, Shift
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from enum import StrEnum

    from django.db.models import Model

    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area, Post


class NotOwed(Exception):
    """Raised when a promise about a thing is changed that is not open."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes the answer: a post, or one person; and the area it belongs to."""

    area: Area | None
    post: Post | None = None
    person: Person | None = None


def owe(
    promise: StrEnum | str, thing: Model, *, debtor: Debtor, at: datetime, due: datetime | None = None
) -> Obligation:
    """Open a promise: the debtor owes an answer from now on, by `due` or by the department's promise of that name.

    Owing what is owed already changes nothing and gives the open row.
    """
    ref, name = Ref.of(thing), str(promise)
    row, _made = Obligation.objects.get_or_create(
        promise=name,
        kind=ref.kind,
        key=ref.key,
        kept_at=None,
        released_at=None,
        defaults=_terms(name, debtor, at, due),
    )
    return row


def owe_new(promises: Iterable[StrEnum | str], thing: Model, *, debtor: Debtor, at: datetime) -> list[Obligation]:
    """Open several promises about a thing that was made just now, of which nothing can be owed yet; in one query."""
    ref = Ref.of(thing)
    rows = [
        Obligation(promise=str(promise), kind=ref.kind, key=ref.key, **_terms(str(promise), debtor, at, None))
        for promise in promises
    ]
    return Obligation.objects.bulk_create(rows)


def _terms(name: str, debtor: Debtor, at: datetime, due: datetime | None) -> dict[str, Any]:
    due = due or department.due(name, at)
    return {
        "version": department.in_force(name, at),
        "area": debtor.area,
        "owner": debtor.post,
        "person": debtor.person,
        "made_at": at,
        "first_due_at": due,
        "due_at": due,
    }


def keep(promise: StrEnum | str, thing: Model, *, at: datetime) -> None:
    """The answer was given: the promise is kept, late or not. Without an open promise nothing happens."""
    row = _open(promise, thing)
    if row:
        _end_pause(row, at)
        row.kept_at, row.paused_at = at, None
        row.save(update_fields=["kept_at", "paused_at"])


def release(promise: StrEnum | str, thing: Model, *, why: str, at: datetime) -> None:
    """Nobody waits for it any longer, for a reason code. Without an open promise nothing happens."""
    row = _open(promise, thing)
    if row:
        _end_pause(row, at)
        row.released_at, row.released_why, row.paused_at = at, why, None
        row.save(update_fields=["released_at", "released_why", "paused_at"])


def pause(promise: StrEnum | str, thing: Model, *, reason: str, language: str, at: datetime) -> None:
    """Stop the clock for a reason that is shown; raises NotOwed."""
    row = _must_be_open(promise, thing)
    if row.paused_at is None:
        Pause.objects.create(obligation=row, reason=reason, language=language, since=at)
        row.paused_at = at
        row.save(update_fields=["paused_at"])


def resume(promise: StrEnum | str, thing: Model, *, at: datetime) -> None:
    """Let the clock run again: the date moves by as long as it stood; raises NotOwed."""
    row = _must_be_open(promise, thing)
    if row.paused_at is not None:
        row.due_at += at - row.paused_at
        _end_pause(row, at)
        row.paused_at = None
        row.save(update_fields=["due_at", "paused_at"])


def shift(promise: StrEnum | str, thing: Model, *, due: datetime, why: Reason, at: datetime) -> None:
    """Promise another date, with a reason that stays visible; raises NotOwed."""
    row = _must_be_open(promise, thing)
    Shift.objects.create(obligation=row, was=row.due_at, now=due, reason=why.words, language=why.language, at=at)
    row.due_at = due
    row.save(update_fields=["due_at"])


def hand_over(promise: StrEnum | str, thing: Model, *, debtor: Debtor) -> None:
    """Another post or person owes it from now on; the date stays; raises NotOwed."""
    row = _must_be_open(promise, thing)
    row.area, row.owner, row.person = debtor.area, debtor.post, debtor.person
    row.save(update_fields=["area", "owner", "person"])


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that say why, and their language."""

    words: str
    language: str


def _open(promise: StrEnum | str, thing: Model) -> Obligation | None:
    ref = Ref.of(thing)
    rows = Obligation.objects.select_for_update().filter(
        promise=str(promise), kind=ref.kind, key=ref.key, kept_at=None, released_at=None
    )
    return rows.order_by("pk").first()


def _must_be_open(promise: StrEnum | str, thing: Model) -> Obligation:
    row = _open(promise, thing)
    if row is None:
        raise NotOwed(f"{promise}: {thing}")
    return row


def _end_pause(row: Obligation, at: datetime) -> None:
    if row.paused_at is not None:
        row.pauses.filter(until=None).update(until=at)

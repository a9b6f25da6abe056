"""Read what stands in the log of one matter, and what waits for its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry, Leaf, Matter
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.registry import Log
from openbeat.kit import tlog
from openbeat.kit.tlog import Statement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.kit.refs import Ref

PORTION = 2000  # lines of one transaction
PATIENCE = timedelta(minutes=1)  # within which an act has its place, or somebody must look


@dataclass(frozen=True, slots=True)
class Standing:
    """An accountable act of a matter: its number, what was done when, the public facts, and its place in the log."""

    number: int
    act: str
    at: datetime
    facts: dict[str, Any]
    sequence: int | None  # None: it waits, and the number is what it will be

    def statement(self, secret: bytes) -> Statement:
        """What its leaf commits to."""
        return Statement(secret, self.number, self.act, tlog.written_time(self.at), self.facts)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many acts wait for their place, since when, and whether that is too long."""

    count: int
    since: datetime | None
    late: bool


def matter(ref: Ref) -> Matter | None:
    """The matter that this thing is in the log; None before anybody got a receipt or an act was sequenced."""
    return Matter.objects.filter(kind=ref.kind, key=ref.key).first()


def secret(ref: Ref) -> bytes | None:
    """The secret with which its owner finds a matter's acts in the log; None where it has none yet."""
    found = matter(ref)
    return bytes(found.secret) if found else None


def standing(ref: Ref) -> list[Standing]:
    """All accountable acts of a thing, by number: those that have their place, then those that wait for it."""
    rows = Leaf.objects.filter(matter__kind=ref.kind, matter__key=ref.key).select_related("entry").order_by("number")
    found = [_placed(row) for row in rows]
    waiting = Entry.objects.filter(kind=ref.kind, key=ref.key, log__isnull=False, sequence=None).order_by("pk")
    return found + [_waits(number, entry) for number, entry in enumerate(waiting, start=len(found) + 1)]


def _placed(leaf: Leaf) -> Standing:
    entry = leaf.entry
    assert entry is not None  # noqa: S101  a constraint: whoever has a matter has an act
    return Standing(leaf.number or 0, entry.act, entry.at, leaf.facts, leaf.sequence)


def _waits(number: int, entry: Entry) -> Standing:
    return Standing(number, entry.act, entry.at, registry.public_facts(entry.kind, entry.act, entry.facts), None)


def next_entries(log: Log, most: int) -> list[Entry]:
    """Those that wait for their place, by key; never "after the last one": keys are committed in any order."""
    waiting = Entry.objects.filter(log=log, sequence=None).order_by("pk")
    return list(waiting.only("at", "act", "kind", "key", "facts")[:most])


def anything_waits() -> bool:
    """Whether an open act has no place yet."""
    return Entry.objects.filter(log=Log.OPEN, sequence=None).exists()


def last_numbers(matters: Iterable[int]) -> dict[int, int]:
    """The highest number that each of these matters has in the log."""
    rows = Leaf.objects.filter(matter__in=list(matters)).order_by().values_list("matter")
    return dict(rows.annotate(last=Max("number")))


def waiting(at: datetime) -> Waiting:
    """How many acts wait. Open ones wait for seconds; sealed ones for the next fixed time, which must have come."""
    rows = Entry.objects.filter(log__isnull=False, sequence=None)
    is_open = Q(log=Log.OPEN)
    skipped = _was_passed_over(rows.filter(log=Log.SEALED, at__lt=at - tlog.SLOT - PATIENCE))
    counted = rows.aggregate(
        all=Count("pk"), open=Count("pk", filter=is_open), since=Min("at"), oldest=Min("at", filter=is_open)
    )
    late = bool(counted["open"] and counted["oldest"] < at - PATIENCE)
    return Waiting(counted["all"], counted["since"], late or skipped or batch_is_late(at))


def _was_passed_over(rows: QuerySet[Entry]) -> bool:
    """Whether one of these sealed acts, for which a fixed time came, is not one that a full batch had no room for."""
    first = rows.order_by("pk").values_list("pk", flat=True).first()
    return first is not None and not _had_no_room(first)


def _had_no_room(entry: int) -> bool:
    """Whether the last batch was full, of acts that all came before this one. A batch with any filling was not full."""
    filling = Leaf.objects.filter(filling__isnull=False).aggregate(last=Max("sequence"))["last"]
    full = Leaf.objects.filter(entry__log=Log.SEALED, sequence__gt=-1 if filling is None else filling)
    batch = full.order_by("-sequence").values_list("entry_id", flat=True)[: tlog.MOST_BATCH]
    earlier = [found for found in batch if found < entry]
    return len(earlier) == tlog.MOST_BATCH


def batch_is_late(at: datetime) -> bool:
    """Whether a fixed time passed more than a minute ago and no batch came; before the first one none is."""
    last = heads.last_slot()
    return last is not None and tlog.batch_is_due(last, at) and at - tlog.slot_of(at) > PATIENCE


def batch_ahead(at: datetime) -> datetime | None:
    """The fixed time of the last batch where it is still to come: until then, for a day at most, no other comes."""
    last = heads.last_slot()
    return last if last is not None and last > at + PATIENCE else None

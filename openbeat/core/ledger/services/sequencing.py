"""The sequencer: gives each accountable act its place in the log, signs the tree, and has it published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import SystemRandom
from secrets import token_bytes

from django.db import transaction

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry, Leaf
from openbeat.core.ledger.queries import heads, matters, signing
from openbeat.core.ledger.queries.signing import Halted, NoKey
from openbeat.core.ledger.registry import Log
from openbeat.core.ledger.services import keys, locks, secrets
from openbeat.core.ledger.services.growing import append
from openbeat.core.ledger.services.publishing import publish
from openbeat.kit import tlog
from openbeat.kit.refs import Ref
from openbeat.kit.tlog import Statement

PORTION = matters.PORTION


def sequence(*, at: datetime) -> int:
    """Give all that waits its place in the log and publish the signed heads; gives how many leaves are new.

    Sealed acts get theirs when a fixed time has come. Where another process does the same this one does nothing.
    Raises Halted where nothing may be signed.
    """
    if not publish(at=at) and heads.latest():
        return 0
    count = 0
    if tlog.batch_is_due(heads.last_slot(), at):
        count += _enter(_sealed, at=at, slot=tlog.slot_of(at))
    while matters.anything_waits() and (new := _enter(_open, at=at)):
        count += new
    return count


def _enter(take: Callable[[datetime], Sequence[Leaf]], *, at: datetime, slot: datetime | None = None) -> int:
    with transaction.atomic(durable=True):
        leaves = take(at) if _is_ours() else []
        if leaves:
            append(heads.latest(), leaves, at=at, slot=slot)
    publish(at=at)
    return len(leaves)


def _is_ours() -> bool:
    """Whether we may sign now: nobody else is about to, and the log contains what was published.

    Raises Halted, also where the key of the filling is gone: then nobody could show that filling was none.
    """
    if not locks.take():
        return False
    head = heads.latest()
    if head and head.published_at is None:
        return False  # another process has signed it, and publishes it this moment
    if why := heads.trouble(head) or signing.filling_trouble():
        raise Halted(why)
    return True


def _open(_at: datetime) -> list[Leaf]:
    """The open acts that wait, in the order of their entries."""
    return leaves_of(matters.next_entries(Log.OPEN, PORTION))


def _sealed(at: datetime) -> list[Leaf]:
    """The sealed acts that wait, filled up and mixed, if the time has come."""
    if not tlog.batch_is_due(heads.last_slot(), at):
        return []
    found = leaves_of(matters.next_entries(Log.SEALED, tlog.MOST_BATCH))
    return mixed([*found, *filling(tlog.filled(len(found)) - len(found))])


def filling(count: int) -> list[Leaf]:
    """Leaves that commit to nothing and look like every other; an audit computes them again. Raises Halted."""
    try:
        key = keys.filling_or_new()
    except NoKey as problem:
        raise Halted(str(problem)) from problem
    marks = [token_bytes(tlog.MARK) for _each in range(count)]
    return [Leaf(data=tlog.filling(key, mark), filling=mark) for mark in marks]


def mixed(leaves: Sequence[Leaf]) -> list[Leaf]:
    """In any order, but for each matter: its acts follow each other by number."""
    found = list(leaves)
    SystemRandom().shuffle(found)
    places: dict[int | None, list[int]] = {}
    for place, leaf in enumerate(found):
        places.setdefault(leaf.matter_id, []).append(place)
    for matter, own in places.items():
        if matter is not None:
            for place, leaf in zip(own, sorted((found[at] for at in own), key=_number), strict=True):
                found[place] = leaf
    return found


def _number(leaf: Leaf) -> int:
    return leaf.number or 0


def leaves_of(entries: Sequence[Entry]) -> list[Leaf]:
    """A leaf for each of these acts, numbered within its matter; it has no place yet. At most four statements."""
    known = secrets.matters(Ref(entry.kind, entry.key) for entry in entries)
    last = matters.last_numbers(matter.pk for matter in known.values())
    leaves = []
    for entry in entries:
        matter = known[Ref(entry.kind, entry.key)]
        last[matter.pk] = number = last.get(matter.pk, 0) + 1
        facts = registry.public_facts(entry.kind, entry.act, entry.facts)
        statement = Statement(bytes(matter.secret), number, entry.act, tlog.written_time(entry.at), facts)
        leaves.append(Leaf(data=statement.leaf(), entry=entry, matter=matter, number=number, facts=facts))
    return leaves

"""Writers beside the sequencer, and two sequencers: each act has one place, and nobody waits for the log."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, connections, transaction

from openbeat.core.ledger import queries
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.services import locks, log
from openbeat.core.ledger.tests.acts import NOON, Act, act, kinds, thing
from openbeat.kit import merkle, notes
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite in memory knows one connection only; to include these, run them by tools/pgtemp.py",
    ),
]
CODE = "0123456789ABCDEFG"


@pytest.fixture(autouse=True)
def _two_kinds() -> Iterator[None]:
    with kinds():
        yield


def assert_sound(acts: int) -> None:
    """Every act has one place, in the order of its matter, and what is published is the tree over all of them."""
    leaves = [bytes(data) for data in Leaf.objects.order_by("sequence").values_list("data", flat=True)]
    kept = heads.kept_note()
    assert kept is not None
    body = notes.Checkpoint.parse(kept.text)
    assert (body.size, body.root) == (len(leaves), merkle.root([merkle.leaf_hash(data) for data in leaves]))
    assert Leaf.objects.filter(entry__isnull=False).count() == acts
    assert not Entry.objects.filter(log__isnull=False, sequence=None)
    by_matter: dict[int, list[int]] = {}
    placed = Leaf.objects.filter(entry__isnull=False).order_by("sequence")
    for matter, number in placed.values_list("matter", "number"):
        by_matter.setdefault(matter or 0, []).append(number or 0)
    assert all(numbers == [*range(1, len(numbers) + 1)] for numbers in by_matter.values())
    assert not Checkpoint.objects.filter(published_at=None)


def writing(number: int) -> Callable[[], object]:
    """Forty acts of one matter, each in a transaction, some with a receipt beside it."""

    def run() -> None:
        for step in range(40):
            with transaction.atomic():
                act(number)
                if step % 5 == 4:
                    log.give(thing(number), CODE)

    return run


def following(done: threading.Event) -> threading.Thread:
    """A sequencer, as a worker runs it."""

    def run() -> None:
        while not done.is_set():
            log.sequence(at=NOON)
        connections.close_all()

    return threading.Thread(target=run)


def test_writers_and_two_sequencers_at_once() -> None:
    done = threading.Event()
    followers = [following(done), following(done)]
    for each in followers:
        each.start()
    wrong = at_once(*(writing(number) for number in range(4)))
    done.set()
    for each in followers:
        each.join()
    log.sequence(at=NOON)

    assert wrong == []
    assert_sound(acts=160)


def test_an_act_with_a_lower_key_that_is_committed_later_gets_its_place_too() -> None:
    log.sequence(at=NOON)
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            act(1)
            written.set()
            assert go_on.wait(20)

    def quick() -> None:
        assert written.wait(20)
        try:
            act(2)
            log.sequence(at=NOON)
            assert queries.published().size == 9  # type: ignore[union-attr]
        finally:
            go_on.set()

    assert at_once(slow, quick) == []
    log.sequence(at=NOON)

    lower, higher = Entry.objects.order_by("pk")
    assert (lower.key, lower.sequence, higher.key, higher.sequence) == ("1", 9, "2", 8)
    assert_sound(acts=2)


def test_what_is_rolled_back_leaves_no_leaf_and_no_gap() -> None:
    with transaction.atomic():
        act(1)
        transaction.set_rollback(True)
    act(1, Act.ANSWER)

    log.sequence(at=NOON)

    assert [(each.number, each.act) for each in queries.standing(thing(1))] == [(1, "answer")]
    assert_sound(acts=1)


def test_nobody_waits_for_the_sequencer_and_a_second_one_goes_away() -> None:
    log.sequence(at=NOON)
    held, done = threading.Event(), threading.Event()

    def sequencer() -> None:
        with transaction.atomic():
            assert locks.take()
            held.set()
            assert done.wait(20)

    def writer() -> None:
        assert held.wait(20)
        try:
            act(1)  # would never end if it waited
            assert log.sequence(at=NOON) == 0
        finally:
            done.set()

    assert at_once(sequencer, writer) == []
    assert log.sequence(at=NOON) == 1
    assert_sound(acts=1)

"""Acts get their places: each once, in order, with what it says; and what is signed is the tree over all of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.core.ledger import kept, queries, registry, services
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf, Matter, Tile
from openbeat.core.ledger.queries.proofs import proof_file
from openbeat.core.ledger.services import log
from openbeat.core.ledger.services.sequencing import PORTION, filling, mixed
from openbeat.core.ledger.tests.acts import NOON, OPEN, Act, act, thing
from openbeat.kit import merkle, notes, proofs, tlog
from openbeat.kit.actors import VISITOR
from openbeat.kit.notes import Note
from openbeat.kit.refs import Ref
from openbeat.kit.tlog import Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_kinds")]

CODE = "0123456789ABCDEFG"
SECOND = timedelta(seconds=1)
ROUND = 21  # statements of a round that signs something


@pytest.fixture
def begun() -> None:
    """The first batch, which comes when a log begins, is over."""
    log.sequence(at=NOON)


def head() -> Checkpoint:
    found = queries.published()
    assert found is not None
    return found


def data() -> list[bytes]:
    return [bytes(each) for each in Leaf.objects.order_by("sequence").values_list("data", flat=True)]


def assert_sound() -> None:
    """What is signed and published is the tree over all leaves; what is served of it is just that."""
    found, leaves = head(), data()
    hashes = [merkle.leaf_hash(each) for each in leaves]
    body = notes.Checkpoint.parse(Note.parse(found.note).require(queries.verifier(found)))
    assert (body.origin, body.size, body.root) == ("localhost:8000/log", len(leaves), merkle.root(hashes))
    assert [*range(len(leaves))] == [*Leaf.objects.order_by("sequence").values_list("sequence", flat=True)]
    assert {row.sequence: row.entry_id for row in Leaf.objects.filter(entry__isnull=False)} == dict(
        Entry.objects.filter(sequence__isnull=False).order_by().values_list("sequence", "pk")
    )
    tiles = merkle.grow(0, {}, hashes)
    assert {(row.level, row.index): bytes(row.hashes) for row in Tile.objects.order_by("pk")} == tiles


# --- what an act becomes ---------------------------------------------------------------------------------
def test_an_accountable_act_says_so_and_others_do_not() -> None:
    rows = [
        act(),
        act(1, Act.LOOK),
        act(2, sealed=True),
        services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON),
    ]

    assert [row.log for row in rows] == [registry.Log.OPEN, None, registry.Log.SEALED, None]


def test_an_act_costs_one_statement(count_queries: CountQueries) -> None:
    with count_queries(1):
        act(category="lighting")


def test_one_kind_cannot_be_open_and_sealed() -> None:
    registry.accountable(OPEN, {Act.LOOK: ()})

    assert registry.named()[OPEN] == {"raise": ("category",), "answer": ("stage", "was"), "look": ()}
    with pytest.raises(registry.Torn, match=r"tests\.open is open already"):
        registry.accountable(OPEN, {Act.LOOK: ()}, sealed=True)


@pytest.mark.usefixtures("begun")
def test_an_open_act_has_its_place_at_once_with_what_the_decision_says() -> None:
    log.give(thing(7), CODE)
    act(7, category="lighting", role="chief", at=NOON + SECOND)
    act(7, Act.ANSWER, was="raised", stage="answered", at=NOON + 2 * SECOND)

    assert log.sequence(at=NOON + 3 * SECOND) == 2

    secret = tlog.secret_of(CODE)
    one = Statement(secret, 1, "raise", "2026-05-04T12:00:01.000000Z", {"category": "lighting"})
    two = Statement(secret, 2, "answer", "2026-05-04T12:00:02.000000Z", {"was": "raised", "stage": "answered"})
    assert data()[8:] == [one.leaf(), two.leaf()]
    assert [(each.number, each.sequence, each.statement(secret)) for each in queries.standing(thing(7))] == [
        (1, 8, one),
        (2, 9, two),
    ]
    assert queries.secret(thing(7)) == secret
    assert_sound()


@pytest.mark.usefixtures("begun")
def test_what_waits_is_shown_with_the_number_that_it_will_have() -> None:
    act(7, category="lighting")
    log.sequence(at=NOON)
    act(7, Act.ANSWER, stage="answered", words="never shown")

    found = [(each.number, each.act, each.facts, each.sequence) for each in queries.standing(thing(7))]

    assert found == [(1, "raise", {"category": "lighting"}, 8), (2, "answer", {"stage": "answered"}, None)]


@pytest.mark.usefixtures("begun")
def test_a_fact_without_a_canonical_form_is_left_out_and_stops_nothing() -> None:
    act(7, category=1.5)

    assert log.sequence(at=NOON) == 1
    assert [each.facts for each in queries.standing(thing(7))] == [{}]


@pytest.mark.usefixtures("begun")
def test_a_fact_that_no_proof_file_may_have_so_deep_is_left_out() -> None:
    act(7, category=[[[["deep"]]]])
    act(7, category=[[[[["too deep"]]]]])

    log.sequence(at=NOON)
    file = proof_file(thing(7), at=NOON)

    assert [each["facts"] for each in (file or {})["acts"]] == [{"category": [[[["deep"]]]]}, {}]
    assert len(proofs.parse(kept.as_json(file or {}).encode()).acts) == 2


def test_a_matter_keeps_its_first_secret() -> None:
    log.give(thing(1), CODE)
    log.give(thing(1), "ZZZZZZZZZZZZZZZZZ")
    act(1)
    act(2)
    log.sequence(at=NOON)
    log.give(thing(2), CODE)

    assert queries.secret(thing(1)) == tlog.secret_of(CODE)
    assert queries.secret(thing(2)) != tlog.secret_of(CODE)
    assert Matter.objects.count() == 2


def test_what_is_not_in_the_log_gets_no_secret() -> None:
    log.give(Ref("a.b", "1"), CODE)

    assert queries.secret(Ref("a.b", "1")) is None


# --- sealed acts -------------------------------------------------------------------------------------------
def test_a_batch_comes_at_each_fixed_time_also_when_there_is_nothing() -> None:
    sizes = [log.sequence(at=NOON + timedelta(hours=hours)) for hours in (0, 1, 5, 6, 7, 11.9, 12, 40)]

    assert sizes == [8, 0, 0, 8, 0, 0, 8, 8]
    assert_sound()


@pytest.mark.usefixtures("begun")
def test_a_sealed_act_waits_for_its_time_and_cannot_be_told_from_filling() -> None:
    for number in range(9):
        act(number, sealed=True, at=NOON + SECOND)
    act(1)

    assert log.sequence(at=NOON + timedelta(hours=5)) == 1
    assert log.sequence(at=NOON + timedelta(hours=6)) == 16

    assert [each.sequence for each in queries.standing(thing(1))] == [8]
    assert {len(each) for each in data()} == {48}
    assert len(set(data())) == 8 + 1 + 16
    assert Leaf.objects.filter(sequence__gte=9, entry__isnull=False).count() == 9
    assert_sound()


@pytest.mark.usefixtures("begun")
def test_what_does_not_fit_into_a_batch_waits_for_the_next() -> None:
    for number in range(258):
        act(number % 5, sealed=True)

    assert log.sequence(at=NOON + timedelta(hours=6)) == 256
    assert log.sequence(at=NOON + timedelta(hours=6, minutes=1)) == 0
    assert log.sequence(at=NOON + timedelta(hours=12)) == 8
    assert not Entry.objects.filter(log__isnull=False, sequence=None)


clocks = st.lists(st.integers(-10, 30), min_size=1, max_size=30)


@given(clocks)
def test_a_clock_that_goes_on_brings_each_batch_once(hours: list[int]) -> None:
    last, at, times = None, NOON, []
    for step in hours:
        at += timedelta(hours=abs(step))
        if tlog.batch_is_due(last, at):
            last = tlog.slot_of(at)
            times.append(last)

    assert times == sorted(set(times))
    assert {at.hour for at in times} <= {0, 6, 12, 18}
    assert last == tlog.slot_of(at)


@given(clocks)
def test_a_clock_that_is_set_back_by_less_than_a_day_brings_no_batch_twice(hours: list[int]) -> None:
    last, latest, times = None, NOON, []
    for step in hours:
        at = latest + timedelta(hours=step, minutes=7)
        latest = max(latest, at)
        if tlog.batch_is_due(last, at):
            last = tlog.slot_of(at)
            times.append(last)

    assert len(times) == len(set(times))


@given(st.integers(25, 10_000), st.integers(0, 100))
def test_a_clock_that_was_far_ahead_is_not_waited_for(ahead: int, later: int) -> None:
    last = tlog.slot_of(NOON + timedelta(hours=ahead + 6))

    assert tlog.batch_is_due(last, NOON)
    assert tlog.batch_is_due(tlog.slot_of(NOON), NOON + timedelta(hours=later)) == (later >= 6)


@given(st.lists(st.integers(1, 4), max_size=40), st.integers(0, 30))
def test_in_a_mixed_batch_the_acts_of_a_matter_follow_each_other(matters: list[int], more: int) -> None:
    counts: dict[int, int] = {}
    leaves = []
    for matter in matters:
        counts[matter] = counts.get(matter, 0) + 1
        leaves.append(Leaf(matter_id=matter, number=counts[matter], data=b""))
    leaves += filling(more)

    found = mixed(leaves)

    assert sorted(map(id, found)) == sorted(map(id, leaves))
    for matter, count in counts.items():
        assert [leaf.number for leaf in found if leaf.matter_id == matter] == [*range(1, count + 1)]


# --- the tree -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("steps", [[1, 254, 1], [248], [249], [600, 1], [PORTION + 1]])
@pytest.mark.slow
def test_the_tree_is_sound_at_any_size(steps: list[int]) -> None:
    log.sequence(at=NOON)

    for step in steps:
        for number in range(step):
            act(number % 7)
        assert log.sequence(at=NOON) == step

    assert_sound()
    assert Checkpoint.objects.filter(published_at=None).count() == 0


def test_a_checkpoint_is_signed_for_each_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openbeat.core.ledger.services.sequencing.PORTION", 3)
    log.sequence(at=NOON)
    for number in range(7):
        act(number)

    log.sequence(at=NOON)

    assert [*Checkpoint.objects.order_by("pk").values_list("size", flat=True)] == [8, 11, 14, 15]
    assert_sound()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.usefixtures("begun")
def test_the_sequencer_asks_as_often_for_many_acts_as_for_one(count: int, count_queries: CountQueries) -> None:
    for number in range(count):
        act(number)
        act(number, Act.ANSWER)

    with count_queries(ROUND + 2 * connection.features.has_select_for_update):  # its lock is asked for twice
        log.sequence(at=NOON)


@pytest.mark.usefixtures("begun")
def test_when_nothing_waits_three_questions_are_asked_and_nothing_is_locked(count_queries: CountQueries) -> None:
    with count_queries(3):
        log.sequence(at=NOON)

"""An audit names each kind of tampering, by its row; and finds nothing where nobody tampered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.core.hooks import counts
from openbeat.core.ledger import registry, services, triggers
from openbeat.core.ledger.models import Checkpoint, Cosignature, Entry, Leaf, Matter, Published, Tile, Witness
from openbeat.core.ledger.queries import heads, matters, signing
from openbeat.core.ledger.queries.audit import Audit, Difference, dating, figures
from openbeat.core.ledger.services import counts as publishing
from openbeat.core.ledger.services import log, sequencing
from openbeat.core.ledger.tests.acts import NOON, OPEN, SEALED, Act, act
from openbeat.kit import notes, tlog
from openbeat.kit.actors import VISITOR
from openbeat.kit.notes import Note, Verifier
from openbeat.kit.refs import Ref

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_kinds")]

SECOND = timedelta(seconds=1)
SEED = bytes(range(32))


@contextmanager
def as_administrator() -> Iterator[Any]:
    """Somebody with SQL and every right takes the triggers out, and puts them in again."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        yield cursor
    triggers.install(connection)


def audit(at: datetime = NOON) -> list[Difference]:
    return list(Audit(at).differences())


def kinds() -> set[str]:
    return {str(found.kind) for found in audit()}


@pytest.fixture
def town() -> None:
    """Three matters with acts, open and sealed, in five states of the log, one of them co-signed; a published count."""
    for number in (1, 2):
        act(number, category="lighting")
        act(number, sealed=True)
    log.sequence(at=NOON)
    for second in range(1, 4):
        act(1, Act.ANSWER, was="raised", stage=f"s{second}")
        act(3, category="noise")
        log.sequence(at=NOON + second * SECOND)
    head = heads.published()
    assert head
    witness = log.add_witness(str(Verifier("w.example", notes.COSIGNATURE, notes.public_of(SEED))), at=NOON)
    line = notes.cosign(Note.parse(head.note).text, witness.name, SEED, seconds=int(NOON.timestamp()))
    log.cosign(str(Note(Note.parse(head.note).text, (line,))).encode(), at=NOON)


def row(model: Any, **which: Any) -> Any:
    return model.objects.filter(**which).order_by("pk").first()


def first(act: str) -> Any:
    return row(Entry, act=act, kind=OPEN)


def test_where_nobody_tampered_nothing_differs(town: None) -> None:
    recount = Audit(NOON)

    assert list(recount.differences()) == []
    assert (recount.lines, recount.summaries, recount.waiting.count) == (
        Leaf.objects.count(), Checkpoint.objects.count(), 0,
    )  # fmt: skip


def test_an_empty_installation_holds() -> None:
    assert audit() == []


@pytest.mark.parametrize(
    "change",
    [
        {"act": "close"},
        {"at": NOON - SECOND},
        {"facts": {"was": "raised", "stage": "other"}},
        {"facts": {}},
    ],
    ids=["what", "when", "a fact", "no facts"],
)
def test_an_act_that_was_rewritten_is_named(town: None, change: dict[str, Any]) -> None:
    entry = first("answer")
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(**change)

    assert [(found.kind, found.row) for found in audit()] == [("act rewritten", f"ledger_entry {entry.pk}")]


def test_a_public_fact_that_was_added_to_an_act_is_named() -> None:
    log.name_acts(at=NOON)
    entry = act(5, Act.ANSWER, stage="x", secretly=1)
    log.sequence(at=NOON)
    assert audit() == []
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(facts={"stage": "x", "secretly": 1, "was": "raised"})

    assert [(found.kind, found.row) for found in audit()] == [("act rewritten", f"ledger_entry {entry.pk}")]


def test_a_fact_that_is_called_public_later_is_not_missed_in_acts_of_before() -> None:
    log.name_acts(at=NOON)
    act(5, Act.ANSWER, stage="x", count=1)
    log.sequence(at=NOON)
    registry.accountable(OPEN, {Act.ANSWER: ("was", "stage", "count")})
    assert log.name_acts(at=NOON) == 1
    later = act(5, Act.ANSWER, stage="x", count=1)
    log.sequence(at=NOON)

    assert audit() == []
    assert row(Leaf, entry=later).facts == {"stage": "x", "count": 1}


def test_an_act_that_was_moved_to_another_matter_is_named(town: None) -> None:
    with as_administrator():
        Entry.objects.filter(pk=first("answer").pk).update(key="2")
    assert kinds() == {"act elsewhere"}


def test_two_acts_that_changed_places_are_named(town: None) -> None:
    one, other = Entry.objects.filter(sequence__isnull=False).order_by("sequence")[:2]
    with as_administrator():
        Entry.objects.filter(pk=one.pk).update(sequence=10_000)
        Entry.objects.filter(pk=other.pk).update(sequence=one.sequence)
        Entry.objects.filter(pk=one.pk).update(sequence=other.sequence)

    moved = [(found.kind, found.row) for found in audit()]
    assert sorted(moved) == sorted(("act moved", f"ledger_entry {each.pk}") for each in (one, other))


def test_an_act_that_was_taken_out_is_named_with_its_line_and_without(town: None) -> None:
    entry = first("answer")
    with as_administrator() as cursor, connection.constraint_checks_disabled():
        cursor.execute("DELETE FROM ledger_leaf WHERE entry_id = %s", [entry.pk])
        assert kinds() == {"line missing", "number missing", "act without line"}
        cursor.execute("DELETE FROM ledger_entry WHERE id = %s", [entry.pk])
        assert kinds() == {"line missing", "number missing"}


def test_a_line_whose_act_is_gone_is_named(town: None) -> None:
    entry = first("answer")
    with as_administrator() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_leaf DISABLE TRIGGER ALL")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        cursor.execute("DELETE FROM ledger_entry WHERE id = %s", [entry.pk])
        found = [(each.kind, each.row) for each in audit()]
        cursor.execute("DELETE FROM ledger_leaf WHERE entry_id = %s", [entry.pk])
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_leaf ENABLE TRIGGER ALL")
            cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ALL")

    assert found == [("act missing", f"ledger_entry {entry.pk}")]


def test_an_act_that_says_it_waits_though_it_has_a_line_is_named(town: None) -> None:
    with as_administrator():
        Entry.objects.filter(pk=first("answer").pk).update(sequence=None)

    assert kinds() >= {"act moved"}


def test_an_act_that_is_kept_out_of_the_log_is_named(town: None) -> None:
    entry = act(1, Act.ANSWER)
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(log=None)

    assert [(found.kind, found.row) for found in audit()] == [("act hidden", f"ledger_entry {entry.pk}")]


@pytest.mark.parametrize("beyond", [0, 1, 999_999_999_999], ids=["the next place", "one further", "far away"])
def test_an_act_that_waits_and_is_said_to_have_a_place_is_named(town: None, beyond: int) -> None:
    entry, head = act(1, Act.ANSWER), heads.latest()
    assert head
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(sequence=head.size + beyond)
    log.sequence(at=NOON + 9 * SECOND)

    (found,) = audit()
    assert (found.kind, found.row) == ("act without line", f"ledger_entry {entry.pk}")
    assert str(head.size + beyond) in found.words


def test_acts_that_wait_are_counted_and_named_after_a_minute(town: None) -> None:
    act(1, Act.ANSWER, at=NOON)
    soon = Audit(NOON + timedelta(seconds=59))
    assert (list(soon.differences()), soon.waiting.count) == ([], 1)

    late = list(Audit(NOON + timedelta(seconds=61)).differences())
    words = "1 acts wait for their place in the log, the oldest since 2026-05-04 12:00 UTC: is the worker running?"
    assert [(found.kind, found.words) for found in late] == [("act late", words)]


def test_an_act_that_is_dated_days_back_is_named_by_the_summary_before_it_and_by_the_act_before_it(town: None) -> None:
    then = NOON + timedelta(minutes=30)
    for number in (1, 30):
        act(number, Act.ANSWER, at=NOON - timedelta(days=3), stage="long ago")
    log.sequence(at=then)

    one, other = Entry.objects.order_by("-pk")[:2][::-1]
    dated, signed = "is dated 2026-05-01 12:00 UTC", "2026-05-04 12:00 UTC"
    late, after = f"and came into the log later than what waited on {signed}", f"that it follows ({signed})"
    assert [(each.kind, each.row, each.words) for each in audit(then)] == [
        ("act backdated", f"ledger_entry {one.pk}", f"the act of line {one.sequence} {dated}, {late}"),
        ("act backdated", f"ledger_entry {other.pk}", f"the act of line {other.sequence} {dated}, {late}"),
        (
            "act out of order",
            f"ledger_entry {one.pk}",
            f"the act of line {one.sequence} {dated}, before the act of its matter {after}",
        ),
    ]


def test_acts_that_waited_while_the_worker_was_out_are_not_backdated(
    town: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sequencing, dating):
        monkeypatch.setattr(module, "PORTION", 5)
    for hour in range(1, 13):
        act(40 + hour % 3, at=NOON + timedelta(hours=hour))
    back = NOON + timedelta(hours=15)
    with pytest.MonkeyPatch.context() as stopped:
        stopped.setattr(matters, "anything_waits", lambda: False)  # killed when the late batch had come
        log.sequence(at=back)
    for second in (1, 2):
        log.sequence(at=back + second * SECOND)

    assert Entry.objects.filter(sequence=None, log__isnull=False).count() == 0
    assert audit(back) == []


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from([-300, -20, 0, 0, 1, 20, 400])), min_size=1, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_whenever_the_worker_is_at_work_and_however_clocks_are_set_no_act_of_the_moment_is_backdated(
    steps: list[tuple[int, int]],
) -> None:
    """Each step: how many minutes after an act the worker comes, and by how many minutes the clock moves before it.

    A clock that is set back while no worker runs cannot be told from a date that was: there the worker comes at once.
    """
    with rolled_back():
        at = NOON
        for number, (waits, moves) in enumerate(steps):
            at += timedelta(minutes=moves)
            act(number, at=at)
            at += timedelta(minutes=waits if moves >= 0 else 0)
            log.sequence(at=at)

        assert "act backdated" not in kinds()


HELD = "1 acts wait for their place in the log, the oldest since 2026-05-04 12:00 UTC: is the worker running?"


def test_a_sealed_act_is_late_after_a_fixed_time_also_where_no_batch_ever_came() -> None:
    act(1, sealed=True)

    assert audit(NOON + tlog.SLOT + 59 * SECOND) == []
    found = audit(NOON + tlog.SLOT + 61 * SECOND)
    assert [(each.kind, each.words) for each in found] == [("act late", HELD)]


def test_a_sealed_act_that_a_batch_passed_over_is_late_and_one_that_did_not_fit_is_not() -> None:
    held = act(1, sealed=True)
    with as_administrator():
        Entry.objects.filter(pk=held.pk).update(log=None)
    for number in range(tlog.MOST_BATCH + 1):
        act(2 + number, sealed=True)
    then = NOON + tlog.SLOT
    log.sequence(at=then)
    assert audit(then + 2 * 60 * SECOND) == []

    with as_administrator():
        Entry.objects.filter(pk=held.pk).update(log=registry.Log.SEALED)

    found = audit(then + 2 * 60 * SECOND)
    assert [(each.kind, each.words) for each in found] == [("act late", HELD.replace("1 acts", "2 acts"))]


def test_a_batch_that_did_not_come_and_one_of_a_time_to_come_are_named(town: None) -> None:
    late = "the batch of the last fixed time did not come: does a worker run?"
    assert [(each.kind, each.words) for each in audit(NOON + tlog.SLOT + 61 * SECOND)] == [("batch late", late)]

    for hours in (3, 9, 23):
        assert audit(NOON - 59 * SECOND) == []
        (found,) = audit(NOON - timedelta(hours=hours))
        words = "the last batch is of 2026-05-04 12:00 UTC, which is still to come: the clock was ahead then"
        assert (found.kind, found.row, found.words) == (
            "batch ahead",
            "ledger_checkpoint",
            f"{words}, or is behind now",
        )


@pytest.mark.parametrize("filling", [False, True], ids=["of an act", "that fills up"])
def test_a_line_that_was_rewritten_is_named(town: None, filling: bool) -> None:  # noqa: FBT001
    leaf = row(Leaf, entry__isnull=filling)
    with as_administrator():
        Leaf.objects.filter(pk=leaf.pk).update(data=bytes(48))

    found = [(each.kind, each.row) for each in audit()]
    assert ("line rewritten", f"ledger_leaf {leaf.pk}") in found
    assert len([each for each in found if each[0] == "line rewritten"]) == 1


@pytest.mark.parametrize("change", [{"number": 99}, {"facts": {"stage": "other"}}], ids=["number", "facts"])
def test_a_line_whose_row_was_rewritten_is_named(town: None, change: dict[str, Any]) -> None:
    leaf = row(Leaf, entry=first("answer"))
    with as_administrator():
        Leaf.objects.filter(pk=leaf.pk).update(**change)

    assert ("line rewritten", f"ledger_leaf {leaf.pk}") in [(each.kind, each.row) for each in audit()]


def test_another_secret_of_a_matter_is_named_with_each_of_its_lines(town: None) -> None:
    matter = row(Matter, kind=OPEN, key="1")
    with as_administrator():
        Matter.objects.filter(pk=matter.pk).update(secret=bytes(32))

    rows = Leaf.objects.filter(matter=matter).order_by("sequence").values_list("pk", flat=True)
    assert [(each.kind, each.row) for each in audit()] == [("line rewritten", f"ledger_leaf {pk}") for pk in rows]


def test_another_thing_of_a_matter_is_named(town: None) -> None:
    with as_administrator():
        Matter.objects.filter(kind=OPEN, key="1").update(key="77")

    assert kinds() == {"act elsewhere"}


def test_lines_taken_off_the_end_are_named(town: None) -> None:
    last = Leaf.objects.order_by("-sequence").first()
    assert last
    with as_administrator():
        Leaf.objects.filter(pk=last.pk).delete()

    assert kinds() >= {"summary ahead", "act without line"}


def test_a_whole_end_taken_off_is_seen_by_what_was_published(town: None) -> None:
    head = heads.latest()
    assert head
    before = Checkpoint.objects.order_by("-pk")[1]
    with as_administrator():
        Cosignature.objects.all().delete()
        gone = list(Leaf.objects.filter(sequence__gte=before.size).values_list("entry_id", flat=True))
        Leaf.objects.filter(sequence__gte=before.size).delete()
        Entry.objects.filter(pk__in=gone).delete()
        Checkpoint.objects.filter(pk=head.pk).delete()

    found = audit()
    assert {each.kind for each in found} >= {"published summary"}
    assert "does not contain the checkpoint that was published last" in found[-1].words


def test_lines_that_were_never_signed_are_named(town: None) -> None:
    size = Leaf.objects.count()
    Leaf.objects.create(sequence=size, data=bytes(48))

    assert [(each.kind, each.words) for each in audit()] == [
        ("summary missing", f"lines from {size} on were never signed: the summary over them is missing")
    ]


def test_parts_of_the_tree_are_recounted(town: None) -> None:
    tile = row(Tile)
    Tile.objects.filter(pk=tile.pk).update(hashes=bytes(32) + bytes(tile.hashes)[32:])
    assert [(each.kind, each.row) for each in audit()][:1] == [("tile differs", f"ledger_tile {tile.pk}")]
    assert "line rewritten" not in kinds()
    Tile.objects.filter(pk=tile.pk).delete()
    assert "tile missing" in kinds()
    Tile.objects.create(level=tile.level, index=tile.index, hashes=tile.hashes)
    extra = Tile.objects.create(level=0, index=7, hashes=bytes(32))
    deep = Tile.objects.create(level=3, index=0, hashes=bytes(32))
    assert [(each.kind, each.row) for each in audit()] == [
        ("tile too many", f"ledger_tile {each.pk}") for each in (extra, deep)
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("root", bytes(32)), ("size", 3), ("note", "hello"), ("key", "x+00000000+AQ=="), ("origin", "elsewhere/log")],
)
def test_a_summary_that_was_rewritten_is_named(town: None, field: str, value: Any) -> None:
    head = Checkpoint.objects.order_by("pk")[1]
    with as_administrator():
        Checkpoint.objects.filter(pk=head.pk).update(**{field: value})

    assert ("summary not signed", f"ledger_checkpoint {head.pk}") in [(each.kind, each.row) for each in audit()]


def test_a_summary_signed_anew_over_another_tree_is_named(town: None) -> None:
    """Whoever has the key of the log can sign anything; that it does not fit the lines is seen all the same."""
    head = Checkpoint.objects.order_by("pk")[1]
    seed = log_seed()
    body = notes.Checkpoint(head.origin, head.size, bytes(32))
    note = str(notes.sign(str(body), head.origin, seed))
    with as_administrator():
        Checkpoint.objects.filter(pk=head.pk).update(root=bytes(32), note=note)

    kinds = ("summary differs", "summary not sealed")
    assert [(each.kind, each.row) for each in audit()] == [(kind, f"ledger_checkpoint {head.pk}") for kind in kinds]


def log_seed() -> bytes:
    return signing.seed()


def test_the_file_beside_the_database_is_compared(town: None) -> None:
    kept = heads.file().read_bytes()
    heads.file().write_bytes(kept.replace(b"\n", b"\nx", 1))
    assert "published summary" in kinds()
    heads.file().unlink()
    assert "published summary" in kinds()
    heads.file().write_bytes(kept)
    assert kinds() == set()


def test_a_cosignature_that_does_not_fit_is_named(town: None) -> None:
    signed = row(Cosignature)
    before = signed.line
    for change in (
        {"line": before[:-8] + "AAAAAAA="},
        {"seen_at": NOON - SECOND},
        {"checkpoint_id": row(Checkpoint).pk},
    ):
        Cosignature.objects.filter(pk=signed.pk).update(**change)
        assert [(each.kind, each.row) for each in audit()] == [("co-signature", f"ledger_cosignature {signed.pk}")]
        Cosignature.objects.filter(pk=signed.pk).update(
            line=before, seen_at=signed.seen_at, checkpoint_id=signed.checkpoint_id
        )
    assert kinds() == set()


@pytest.fixture
def counted() -> Iterator[None]:
    """A count of an installed app."""
    counts.offer("tests.raised", "Raised", OPEN, [Act.RAISE])
    yield
    counts._OFFERED.pop("tests.raised")


@pytest.mark.usefixtures("counted")
def test_a_published_count_is_counted_again(town: None) -> None:
    publishing.publish(at=NOON)
    act(8)
    log.sequence(at=NOON + 9 * SECOND)
    publishing.publish(at=NOON + 9 * SECOND)
    assert audit() == []
    one, other = Published.objects.order_by("pk")
    assert (one.number, other.number) == (5, 6)
    with as_administrator():
        Published.objects.filter(pk=one.pk).update(number=4)

    assert [(each.kind, each.row, each.words) for each in audit()] == [
        (
            "count not sealed",
            f"ledger_published {one.pk}",
            "tests.raised for 2026 (4) was changed, or the count before it was changed or taken out",
        ),
        (
            "count differs",
            f"ledger_published {one.pk}",
            f"tests.raised for 2026 was published as 4, and the first {one.size} lines have 5",
        ),
    ]


@pytest.mark.usefixtures("counted")
def test_counts_of_an_older_log_are_counted_again_where_its_lines_stand_now(town: None) -> None:
    publishing.publish(at=NOON)
    act(8)
    log.sequence(at=NOON)
    heads.file().unlink()
    log.restart(at=NOON)
    publishing.publish(at=NOON)
    assert audit() == []
    one, other = Published.objects.order_by("pk")
    assert (one.origin, one.number, other.origin, other.number) == ("localhost:8000/log", 5, "localhost:8000/log/2", 6)
    line = row(Leaf, entry__kind=OPEN, entry__act="raise")
    with as_administrator():
        Entry.objects.filter(pk=line.entry_id).update(at=NOON.replace(year=2020))

    assert ("count differs", f"ledger_published {one.pk}") in [(each.kind, each.row) for each in audit()]


@pytest.mark.usefixtures("counted")
def test_a_count_of_no_app_and_one_that_was_taken_out_are_named(town: None) -> None:
    for second in range(3):
        act(8)
        log.sequence(at=NOON)
        publishing.publish(at=NOON + second * SECOND)
    one, two, three = Published.objects.order_by("pk")
    with as_administrator():
        Published.objects.filter(pk=one.pk).update(name="elsewhere.raised")
        assert [(each.kind, each.row) for each in audit()] == [("count not sealed", f"ledger_published {one.pk}")]
        Published.objects.filter(pk=one.pk).update(name="tests.raised")
        Published.objects.filter(pk=two.pk).delete()
    assert [(each.kind, each.row) for each in audit()] == [("count not sealed", f"ledger_published {three.pk}")]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.usefixtures("counted")
def test_counts_are_counted_again_in_one_walk(town: None, count: int, count_queries: CountQueries) -> None:
    for _each in range(count):
        act(8)
        log.sequence(at=NOON)
        publishing.publish(at=NOON)
    assert Published.objects.count() == count

    with count_queries(4 if connection.vendor == "postgresql" else 6):  # there a walk is a cursor, which is not counted
        assert list(figures.published_counts(heads.latest())) == []


# --- one row that is not where it was ----------------------------------------------------------------------
def test_a_summary_that_was_taken_out_from_between_is_named_by_the_next(town: None) -> None:
    _one, two, three = Checkpoint.objects.order_by("pk")[:3]
    with as_administrator():
        Checkpoint.objects.filter(pk=two.pk).delete()

    assert [(each.kind, each.row) for each in audit()] == [("summary not sealed", f"ledger_checkpoint {three.pk}")]


def test_a_part_of_the_tree_that_is_too_long_is_named(town: None) -> None:
    tile = row(Tile)
    Tile.objects.filter(pk=tile.pk).update(hashes=bytes(tile.hashes) + bytes(32))

    assert [(each.kind, each.row) for each in audit()] == [("tile differs", f"ledger_tile {tile.pk}")]


def test_the_very_first_act_of_a_sort_is_missed_while_it_waits(town: None) -> None:
    registry.accountable("tests.fresh", {Act.RAISE: ()})
    assert log.name_acts(at=NOON) > 0
    assert log.name_acts(at=NOON) == 0
    entry = services.record(Act.RAISE, Ref("tests.fresh", "1"), by=VISITOR, at=NOON)
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(log=None)

    assert [(each.kind, each.row) for each in audit()] == [("act hidden", f"ledger_entry {entry.pk}")]


def test_an_act_that_is_held_back_for_a_batch_is_named(town: None) -> None:
    entry = act(1, Act.ANSWER)
    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(log=registry.Log.SEALED)

    assert [(each.kind, each.row) for each in audit()] == [("act held", f"ledger_entry {entry.pk}")]


def test_a_cosignature_without_its_summary_is_named(town: None) -> None:
    signed = row(Cosignature)
    with as_administrator() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_cosignature DISABLE TRIGGER ALL")
        cursor.execute("UPDATE ledger_cosignature SET checkpoint_id = 999999")
        found = [(each.kind, each.row) for each in audit()]
        cursor.execute("UPDATE ledger_cosignature SET checkpoint_id = %s", [signed.checkpoint_id])
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_cosignature ENABLE TRIGGER ALL")

    assert found == [("co-signature alone", f"ledger_cosignature {signed.pk}")]


def test_another_key_beside_the_log_and_none_are_named(town: None) -> None:
    signing.file().write_bytes(b64encode(bytes(32)))
    words = f"{signing.file()} is another key than the one that signed the log: put the right one back"
    assert [(each.kind, each.words) for each in audit()] == [("key", words)]
    signing.file().unlink()
    assert kinds() == {"key"}


def test_a_witness_that_was_ended_and_added_again_is_as_the_ledger_says(town: None) -> None:
    key = row(Witness).key
    log.end_witness("w.example", at=NOON + SECOND)
    assert audit() == []
    log.add_witness(key, at=NOON + 2 * SECOND)
    assert audit() == []
    Cosignature.objects.all().delete()
    Witness.objects.all().delete()
    assert kinds() == {"witness"}


# --- what fills up a batch --------------------------------------------------------------------------------
def test_an_act_that_was_turned_into_filling_is_named(town: None) -> None:
    line = row(Leaf, entry=Entry.objects.filter(log=registry.Log.SEALED).order_by("pk").first())
    with as_administrator():
        Leaf.objects.filter(pk=line.pk).update(entry=None, matter=None, number=None, filling=bytes(16))
        Entry.objects.filter(pk__in=[line.entry_id]).delete()

    words = f"line {line.sequence} is said to fill up a batch, and does not come out of that key: it was an act"
    assert [(each.kind, each.row, each.words) for each in audit()] == [
        ("filling wrong", f"ledger_leaf {line.pk}", words)
    ]


def test_a_whole_matter_that_was_turned_into_filling_is_named_line_by_line(town: None) -> None:
    matter = row(Matter, kind=OPEN, key="1")
    lines = list(Leaf.objects.filter(matter=matter).order_by("sequence"))
    with as_administrator():
        Leaf.objects.filter(matter=matter).update(entry=None, matter=None, number=None, facts={}, filling=bytes(16))
        Entry.objects.filter(pk__in=[line.entry_id for line in lines]).delete()
        matter.delete()

    kinds = ("filling outside a batch", "filling wrong")
    assert [(each.kind, each.row) for each in audit()] == [
        (kind, f"ledger_leaf {line.pk}") for line in lines for kind in kinds
    ]


def test_a_last_act_that_was_done_over_is_named_though_the_new_one_has_its_number(town: None) -> None:
    entry = Entry.objects.filter(kind=OPEN, key="1").order_by("-pk").first()
    assert entry
    line = row(Leaf, entry=entry)
    with as_administrator():
        Leaf.objects.filter(pk=line.pk).update(entry=None, matter=None, number=None, facts={}, filling=b"")
        Entry.objects.filter(pk=entry.pk).update(sequence=None, facts={"was": "raised", "stage": "other"})
    log.sequence(at=NOON + 10 * SECOND)

    found = {(each.kind, each.row) for each in audit()}
    assert found >= {("filling outside a batch", f"ledger_leaf {line.pk}"), ("filling lost", "ledger_leaf")}
    assert "place twice" in {kind for kind, _row in found}


def test_a_line_that_is_called_neither_act_nor_filling_is_named(town: None) -> None:
    line = row(Leaf, filling__isnull=False)
    with as_administrator():
        Leaf.objects.filter(pk=line.pk).update(filling=None)

    assert [(each.kind, each.row) for each in audit()] == [("line of nothing", f"ledger_leaf {line.pk}")]


def test_without_the_key_of_the_filling_nobody_can_show_that_there_was_no_act(town: None) -> None:
    count = Leaf.objects.filter(filling__isnull=False).count()
    signing.filling_file().unlink()

    words = f"{count} lines fill up batches by a key that is lost: nobody can show that they never were acts"
    assert words in [each.words for each in audit()]


@pytest.mark.parametrize("kind", [OPEN, SEALED], ids=["open", "sealed"])
def test_a_matter_that_is_told_twice_is_named(town: None, kind: str) -> None:
    """Two things with one secret: whoever holds it is shown the one, and somebody else the other."""
    log.give(Ref(kind, "71"), "ABCDEFGHJKMNPQRST")
    log.give(Ref(kind, "72"), "ABCDEFGHJKMNPQRST")
    services.record(Act.RAISE, Ref(kind, "71"), by=VISITOR, at=NOON)
    services.record(Act.RAISE, Ref(kind, "72"), by=VISITOR, at=NOON)
    log.sequence(at=NOON + tlog.SLOT)

    (found,) = audit(NOON + tlog.SLOT)
    last = Leaf.objects.filter(matter__key__in=["71", "72"]).order_by("-pk").first()
    assert last
    assert (found.kind, found.row) == ("place twice", f"ledger_leaf {last.pk}")


def test_batches_and_filling_are_known_again_in_a_log_that_was_begun_anew_and_once_more(town: None) -> None:
    for again in range(3):
        then, later = (NOON + (more + again) * tlog.SLOT for more in (0, 1))
        heads.file().unlink()
        assert log.restart(at=then)
        assert audit(then) == []
        act(4, sealed=True, at=then)
        log.sequence(at=later)
        assert audit(later) == []
    line = Leaf.objects.filter(matter__kind=SEALED).order_by("pk").first()
    assert line
    with as_administrator():
        Leaf.objects.filter(pk=line.pk).update(entry=None, matter=None, number=None, filling=bytes(16))
        Entry.objects.filter(pk__in=[line.entry_id]).update(sequence=None)

    assert ("filling wrong", f"ledger_leaf {line.pk}") in [
        (each.kind, each.row) for each in audit(NOON + 3 * tlog.SLOT)
    ]


# --- any acts, any tampering -----------------------------------------------------------------------------
ACTS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from([Act.RAISE, Act.ANSWER]), st.booleans()), min_size=1, max_size=12
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
OTHER_KEY = str(Verifier("w.example", notes.COSIGNATURE, bytes(32)))
OF_AN_ACT, OF_NONE = {"entry__isnull": False}, {"entry__isnull": True}
LOGGED = {"log__isnull": False}
WAITS = {"log__isnull": False, "sequence": None}
CHANGES: dict[str, tuple[type[Model], dict[str, Any], Any]] = {  # which rows, and what is written there
    "Entry.act": (Entry, LOGGED, "other"),
    "Entry.at": (Entry, LOGGED, LONG_AGO),
    "Entry.kind": (Entry, LOGGED, "tests.other"),
    "Entry.key": (Entry, LOGGED, "99"),
    "Entry.facts": (Entry, LOGGED | {"act": "answer"}, {"stage": "other"}),
    "Entry.log": (Entry, LOGGED, 3 - F("log")),
    "Entry.sequence": (Entry, LOGGED, 5000),
    "Entry.sequence of one that waits": (Entry, WAITS, 10**12),
    "Leaf.sequence": (Leaf, {}, 5000),
    "Leaf.data": (Leaf, {}, b"\x01" * 48),
    "Leaf.entry": (Leaf, OF_AN_ACT, lambda: act(1, Act.LOOK)),
    "Leaf.matter": (Leaf, OF_AN_ACT, lambda: Matter.objects.create(kind=OPEN, key="97", secret=bytes(32))),
    "Leaf.number": (Leaf, OF_AN_ACT, 4000),
    "Leaf.facts": (Leaf, OF_AN_ACT, {"never": "said"}),
    "Leaf.filling": (Leaf, OF_NONE, b"\x05" * 16),
    "Matter.kind": (Matter, {}, "tests.other"),
    "Matter.key": (Matter, {}, "98"),
    "Matter.secret": (Matter, {}, b"\x02" * 32),
    "Tile.level": (Tile, {}, 5),
    "Tile.index": (Tile, {}, 40),
    "Tile.hashes": (Tile, {}, b"\x03" * 32),
    "Checkpoint.origin": (Checkpoint, {}, "elsewhere/log"),
    "Checkpoint.size": (Checkpoint, {}, 5000),
    "Checkpoint.root": (Checkpoint, {}, b"\x04" * 32),
    "Checkpoint.key": (Checkpoint, {}, "x+00000000+AQ=="),
    "Checkpoint.note": (Checkpoint, {}, "none\n"),
    "Checkpoint.made_at": (Checkpoint, {}, LONG_AGO),
    "Checkpoint.slot": (Checkpoint, {}, LONG_AGO),
    "Checkpoint.published_at": (Checkpoint, {"slot__isnull": False}, LONG_AGO),  # none is the newest: the next one says
    "Checkpoint.seal": (Checkpoint, {}, bytes(64)),
    "Published.name": (Published, {}, "tests.other"),
    "Published.year": (Published, {}, 1999),
    "Published.number": (Published, {}, F("number") + 1),
    "Published.origin": (Published, {}, "elsewhere/log"),
    "Published.size": (Published, {}, F("size") - 1),
    "Published.published_at": (Published, {}, LONG_AGO),
    "Published.seal": (Published, {}, bytes(64)),
    "Witness.name": (Witness, {}, "x.example"),
    "Witness.key": (Witness, {}, OTHER_KEY),
    "Witness.added_at": (Witness, {}, LONG_AGO),
    "Witness.ended_at": (Witness, {}, LONG_AGO),
    "Cosignature.checkpoint": (Cosignature, {}, lambda: row(Checkpoint)),
    "Cosignature.witness": (Cosignature, {}, lambda: log.add_witness(OTHER_KEY, at=NOON)),
    "Cosignature.line": (Cosignature, {}, "other"),
    "Cosignature.seen_at": (Cosignature, {}, LONG_AGO),
}
WHO = "the log does not hold who did it: the database refuses the change, an audit cannot see it"
ROW = "a number of the database's own, which says nothing: what points at it would no longer fit"
NOT_NAMED = {
    **dict.fromkeys(["Entry.actor", "Entry.by", "Entry.on_behalf"], WHO),
    "Entry.salt": "nothing is computed from it",
    **{f"{model}.id": ROW for model in ("Entry", "Leaf", "Matter", "Tile", "Checkpoint", "Published", "Witness")},
    "Cosignature.id": ROW,
    "Cosignature.received_at": "when it arrived here; what the witness signed is when they saw it",
}


def test_each_column_of_the_log_is_tampered_with_or_it_is_said_why_not() -> None:
    models = apps.get_app_config("ledger").get_models()
    columns = {f"{model.__name__}.{field.name}" for model in models for field in model._meta.concrete_fields}

    assert sorted({*(name.split(" ")[0] for name in CHANGES), *NOT_NAMED}) == sorted(columns)


def tampered(name: str, which: Callable[[list[int]], int], at: datetime = NOON) -> list[Difference]:
    """What an audit says once an administrator has changed this column in one row."""
    model, filters, value = CHANGES[name]
    chosen = which(list(model._default_manager.filter(**filters).order_by("pk").values_list("pk", flat=True)))
    value = value() if callable(value) else value
    with as_administrator():
        model._default_manager.filter(pk=chosen).update(**{name.split(" ", maxsplit=1)[0].split(".")[1]: value})
    return audit(at)


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.usefixtures("counted")
@pytest.mark.slow
def test_a_column_that_was_changed_in_one_row_is_named(town: None, name: str) -> None:
    publishing.publish(at=NOON)
    act(4)
    assert audit() == []

    assert tampered(name, lambda rows: rows[0])


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS, rounds=st.integers(1, 3), name=st.sampled_from(sorted(CHANGES)), data=st.data())
@pytest.mark.usefixtures("counted")
def test_whatever_was_done_one_changed_row_is_never_overlooked(
    acts: list[Any], rounds: int, name: str, data: st.DataObject
) -> None:
    with rolled_back():
        for sealed in (False, True):
            for what in (Act.RAISE, Act.ANSWER):
                act(9, what, sealed=sealed, stage="x")
        _do(acts, rounds)
        _watched_and_counted()
        then = NOON + (rounds - 1) * tlog.SLOT
        act(4, at=then)
        assert audit(then) == []
        found = tampered(name, lambda rows: data.draw(st.sampled_from(rows)), then)
        assert found
        assert {each.row.split(" ")[0] for each in found} <= {
            model._meta.db_table for model, _which, _ in CHANGES.values()
        }


@contextmanager
def rolled_back() -> Iterator[None]:
    """Each example begins with nothing."""
    heads.file().unlink(missing_ok=True)
    block: Any = transaction.atomic()
    block._from_testcase = True  # the sequencer's transactions may run inside
    with block:
        yield
        transaction.set_rollback(True)


def _do(acts: list[Any], rounds: int) -> None:
    share = -(-len(acts) // rounds)
    for number in range(rounds):
        for which, what, sealed in acts[number * share : (number + 1) * share]:
            act(which, what, sealed=sealed, at=NOON + number * tlog.SLOT, stage="x")
        log.sequence(at=NOON + number * tlog.SLOT)


def _watched_and_counted() -> None:
    head = heads.published()
    assert head
    witness = log.add_witness(str(Verifier("w.example", notes.COSIGNATURE, notes.public_of(SEED))), at=NOON)
    text = Note.parse(head.note).text
    line = notes.cosign(text, witness.name, SEED, seconds=int(NOON.timestamp()))
    log.cosign(str(Note(text, (line,))).encode(), at=NOON)
    publishing.publish(at=NOON)
    act(9)
    log.sequence(at=NOON)

"""Nothing signed is rolled back: crashes, a database put back from a backup, a lost file, a lost key; and a new log."""

from __future__ import annotations

import stat
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client

from openbeat.core.hooks import counts
from openbeat.core.ledger import queries, triggers
from openbeat.core.ledger.kept import as_json
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf, Matter, Published, Tile
from openbeat.core.ledger.policies import LOG
from openbeat.core.ledger.queries import heads, signing
from openbeat.core.ledger.queries.audit import Audit
from openbeat.core.ledger.queries.proofs import proof_file
from openbeat.core.ledger.services import counts as publish_counts
from openbeat.core.ledger.services import growing, keys, locks, log, restarting, sequencing
from openbeat.core.ledger.services.log import Halted
from openbeat.core.ledger.tests.acts import NOON, OPEN, Act, act, thing
from openbeat.kit import durable, merkle, notes, proving, tlog
from openbeat.kit.findings import Code, State
from openbeat.kit.notes import Note
from openbeat.kit.walking import Log

HOURS = timedelta(hours=6)

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What a test stops the program with, at a place that it names."""


@pytest.fixture(autouse=True)
def _begun(db: None, two_kinds: None) -> None:
    for number in range(3):
        act(number)
    log.sequence(at=NOON)


def killed(*_args: object, **_facts: object) -> None:
    raise Killed


def kept() -> notes.Checkpoint:
    found = heads.kept_note()
    assert found is not None
    return notes.Checkpoint.parse(found.text)


def shown() -> Checkpoint:
    found = queries.published()
    assert found is not None
    return found


def everything() -> list[bytes]:
    return [bytes(each) for each in Leaf.objects.order_by("sequence").values_list("data", flat=True)]


@contextmanager
def lost() -> Iterator[None]:
    """What is done inside is gone from the database afterwards, as when an older backup is put back; the files stay."""
    mark = transaction.savepoint_create()
    yield
    transaction.savepoint_rollback(mark)


@contextmanager
def killed_in(module: object, name: str, instead: Callable[..., object] = killed) -> Iterator[None]:
    """The program is killed where it calls this."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, name, instead)
        with pytest.raises(Killed):
            yield


@pytest.fixture
def older() -> None:
    """The database is an older one: two acts that were published are gone from it, and two others were done since."""
    with lost():
        act(1, Act.ANSWER, stage="lost")
        act(9)
        log.sequence(at=NOON)
    act(1, Act.ANSWER, stage="answered")
    act(8)


# --- the file ----------------------------------------------------------------------------------------------
def test_the_file_holds_what_is_shown() -> None:
    assert heads.file().read_text(encoding="utf-8") == shown().note
    assert (kept().size, kept().root) == (11, merkle.root([merkle.leaf_hash(each) for each in everything()]))


def test_killed_before_the_file_is_written_nobody_sees_the_head_and_the_next_round_publishes_it() -> None:
    act(4)
    with killed_in(durable, "replace"):
        log.sequence(at=NOON)
    assert (shown().size, kept().size, Leaf.objects.count()) == (11, 11, 12)

    act(5)
    log.sequence(at=NOON)

    assert [*Checkpoint.objects.order_by("pk").values_list("size", "published_at")][-2:] == [(12, NOON), (13, NOON)]
    assert kept().size == 13


def test_killed_between_the_file_and_the_row_the_same_head_is_published_again() -> None:
    def written_and_killed(path: Path, data: bytes, _mode: int) -> None:
        path.write_bytes(data)
        raise Killed

    act(4)
    with killed_in(durable, "replace", written_and_killed):
        log.sequence(at=NOON)
    assert (kept().size, Checkpoint.objects.filter(published_at=None).count()) == (12, 1)

    log.sequence(at=NOON)

    assert (kept().size, Checkpoint.objects.filter(published_at=None).count()) == (12, 0)


def test_killed_before_the_transaction_ends_nothing_was_signed() -> None:
    def appended_and_killed(*args: Any, **facts: Any) -> None:
        growing.append(*args, **facts)
        raise Killed

    entry = act(4)
    with killed_in(sequencing, "append", appended_and_killed):
        log.sequence(at=NOON)
    entry.refresh_from_db()
    assert (entry.sequence, Leaf.objects.count(), Checkpoint.objects.count()) == (None, 11, 2)

    log.sequence(at=NOON)

    entry.refresh_from_db()
    assert entry.sequence == 11


def test_while_another_process_publishes_nothing_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    act(4)
    with monkeypatch.context() as patched:
        patched.setattr(locks, "take", lambda: False)
        assert log.sequence(at=NOON) == 0

    assert Checkpoint.objects.count() == 2
    assert log.sequence(at=NOON) == 1


def test_an_older_file_is_contained_and_written_anew() -> None:
    older = heads.file().read_bytes()
    act(4)
    log.sequence(at=NOON)
    heads.file().write_bytes(older)
    act(5)

    assert log.sequence(at=NOON) == 1
    assert kept().size == 13


# --- what stops the log ------------------------------------------------------------------------------------
@pytest.mark.usefixtures("older")
def test_an_older_database_signs_nothing() -> None:
    with pytest.raises(Halted, match=r"does not contain .* \(localhost:8000/log, 13 leaves\)"):
        log.sequence(at=NOON + HOURS)

    assert (Checkpoint.objects.count(), Leaf.objects.count(), kept().size) == (2, 11, 13)


def test_an_older_database_that_never_published_its_head_does_not_write_over_a_newer_one() -> None:
    act(4)
    with killed_in(durable, "replace"):
        log.sequence(at=NOON)
    with lost():
        act(5)
        log.sequence(at=NOON)

    with pytest.raises(Halted, match="13 leaves"):
        log.sequence(at=NOON)

    assert kept().size == 13


def test_another_tree_of_the_same_size_signs_nothing() -> None:
    with lost():
        act(4)
        log.sequence(at=NOON)
    note = heads.file().read_bytes()
    heads.file().write_bytes(shown().note.encode())
    act(5)
    log.sequence(at=NOON)
    heads.file().write_bytes(note)

    assert "does not contain" in queries.trouble(queries.latest())
    act(6)
    with pytest.raises(Halted, match="12 leaves"):
        log.sequence(at=NOON)


def test_a_lost_file_signs_nothing_until_it_is_back() -> None:
    note = heads.file().read_bytes()
    heads.file().unlink()
    act(4)
    with pytest.raises(Halted, match="is missing"):
        log.sequence(at=NOON)

    heads.file().write_bytes(note)

    assert log.sequence(at=NOON) == 1


def test_a_broken_file_signs_nothing() -> None:
    heads.file().write_bytes(b"what?")
    act(4)

    with pytest.raises(Halted, match="is no signed checkpoint"):
        log.sequence(at=NOON)


def test_an_empty_database_beside_a_published_log_signs_nothing() -> None:
    with transaction.atomic():
        Tile.objects.all().delete()
        triggers.remove(connection)
        for model in (Leaf, Checkpoint):
            model.objects.all().delete()
        triggers.install(connection)

    with pytest.raises(Halted, match="does not contain"):
        log.sequence(at=NOON)


def test_tiles_that_were_changed_are_not_signed() -> None:
    Tile.objects.update(hashes=bytes(11 * 32))
    act(4)

    with pytest.raises(Halted, match="The tiles are not those of the last checkpoint"):
        log.sequence(at=NOON)


# --- the key --------------------------------------------------------------------------------------------------
def test_the_key_is_made_once_and_nobody_else_reads_it() -> None:
    mode = stat.S_IMODE(signing.file().stat().st_mode)

    assert (mode, len(signing.seed()), keys.seed_or_new()) == (0o600, 32, signing.seed())
    assert sorted(path.name for path in signing.file().parent.iterdir()) == [
        "log-filling.key",
        "log.key",
    ]


def test_of_two_processes_that_make_a_key_both_have_the_first() -> None:
    first = signing.seed()

    keys._make(signing.file(), notes.SEED)

    assert signing.seed() == first


@pytest.mark.parametrize(("content", "says"), [(None, "is missing"), (b"?", "is no key"), (b"QUJD", "is no key")])
def test_without_its_key_the_log_signs_nothing(content: bytes | None, says: str) -> None:
    signing.file().unlink()
    if content is not None:
        signing.file().write_bytes(content)
    act(4)

    with pytest.raises(Halted, match=says):
        log.sequence(at=NOON)


def test_another_key_signs_nothing_for_this_log() -> None:
    signing.file().write_bytes(b64encode(bytes(32)))
    act(4)

    with pytest.raises(Halted, match="another key"):
        log.sequence(at=NOON)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "is missing"), (b"?", "is no key"), (b64encode(bytes(32)), "another key")]
)
def test_without_the_key_of_its_filling_the_log_signs_nothing_and_a_new_one_says_what_is_lost(
    content: bytes | None, says: str
) -> None:
    signing.filling_file().unlink()
    if content is not None:
        signing.filling_file().write_bytes(content)
    act(4)

    with pytest.raises(Halted, match=says):
        log.sequence(at=NOON)
    assert says in log.need(queries.latest())


def test_with_the_key_of_the_filling_lost_a_new_log_has_a_new_one_and_audits_say_which_lines_nobody_can_show() -> None:
    signing.filling_file().unlink()

    assert log.restart(at=NOON) is not None
    assert log.sequence(at=NOON + HOURS) == 8

    lost = "8 lines fill up batches by a key that is lost: nobody can show that they never were acts"
    assert [each.words for each in Audit(NOON + HOURS).differences()] == [lost]


# --- a new log ------------------------------------------------------------------------------------------------
def test_where_the_log_can_go_on_none_is_begun() -> None:
    assert log.restart(at=NOON) is None
    assert (Checkpoint.objects.count(), Entry.objects.filter(kind=LOG).count()) == (2, 0)


@pytest.mark.usefixtures("older")
def test_a_new_log_names_the_old_one_in_its_first_leaf_and_has_all_that_the_database_has() -> None:
    old, leaves = heads.kept_note(), everything()

    head = log.restart(at=NOON)

    assert head is not None
    assert (head.origin, head.size, head.made_at) == ("localhost:8000/log/2", 12, NOON)
    assert everything() == [tlog.continues(str(old)), *leaves]
    assert kept() == notes.Checkpoint(head.origin, 12, merkle.root([merkle.leaf_hash(each) for each in everything()]))
    assert [*Entry.objects.filter(kind=LOG).values_list("act", "key", "facts")] == [("restart_log", "2", {"size": 12})]


def test_a_proof_file_of_the_old_log_names_the_act_that_the_new_one_lacks(client: Client) -> None:
    with lost():
        act(1, Act.ANSWER, stage="lost")
        log.sequence(at=NOON)
        file = as_json(proof_file(thing(1), at=NOON) or {}).encode()
    log.restart(at=NOON)

    site = Log(lambda path: client.get(f"/log/{path}").content)
    found = proving.check(file, proving.Against(log=site, now=NOON))

    assert [(each.code, each.facts.get("number")) for each in found if each.state == State.WRONG] == [(Code.GONE, 2)]
    assert Code.LOG_FOLLOWS in {each.code for each in found}


@pytest.mark.usefixtures("older")
def test_a_new_log_goes_on_with_the_acts_that_wait_and_can_begin_anew_again() -> None:
    log.restart(at=NOON)

    assert log.sequence(at=NOON) == 2

    assert [(each.number, each.sequence) for each in queries.standing(thing(1))] == [(1, 10), (2, 12)]
    assert kept().origin == "localhost:8000/log/2"
    heads.file().unlink()
    again = log.restart(at=NOON)
    assert again is not None
    assert (again.origin, again.size, kept().origin) == ("localhost:8000/log/3", 15, "localhost:8000/log/3")
    act(7)
    assert log.sequence(at=NOON) == 1
    _sound()


def _sound() -> None:
    hashes = [merkle.leaf_hash(each) for each in everything()]
    placed = Entry.objects.filter(sequence__isnull=False).order_by("pk").values_list("pk", "sequence")
    leaves = Leaf.objects.filter(entry__isnull=False).order_by("entry").values_list("entry", "sequence")
    assert [*placed] == [*leaves]
    assert {(row.level, row.index): bytes(row.hashes) for row in Tile.objects.all()} == merkle.grow(0, {}, hashes)
    assert kept().root == merkle.root(hashes)


@pytest.mark.usefixtures("older")
def test_killed_before_the_new_log_is_published_the_next_round_publishes_it() -> None:
    with killed_in(durable, "replace"):
        log.restart(at=NOON)
    assert kept().origin == "localhost:8000/log"

    log.sequence(at=NOON)

    assert (kept().origin, kept().size) == ("localhost:8000/log/2", 14)


@pytest.mark.usefixtures("older")
def test_the_tree_of_a_new_log_is_made_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restarting, "CHUNK", 5)

    log.restart(at=NOON)

    _sound()


def test_no_new_log_is_begun_beside_a_broken_file() -> None:
    heads.file().write_bytes(b"what?")

    with pytest.raises(Halted, match="is no signed checkpoint"):
        log.restart(at=NOON)


@pytest.mark.parametrize("file", [signing.file, signing.filling_file], ids=["signs", "fills"])
def test_no_new_log_is_begun_beside_a_broken_key(file: Callable[[], Path]) -> None:
    file().write_bytes(b"what?")

    with pytest.raises(Halted, match="is no key: move it away"):
        log.restart(at=NOON)
    assert Checkpoint.objects.count() == 2


def test_with_the_key_lost_a_new_log_has_a_new_key() -> None:
    before = shown()
    signing.file().unlink()

    head = log.restart(at=NOON)

    assert head is not None
    assert (head.key == before.key, head.origin) == (False, "localhost:8000/log/2")
    assert Note.parse(head.note).signed_by([queries.verifier(head)]) == [queries.verifier(head)]


@pytest.mark.usefixtures("older")
def test_after_a_new_log_began_the_rows_are_append_only_again() -> None:
    log.restart(at=NOON)

    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        Leaf.objects.filter(sequence=1).update(sequence=5000)
    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        Entry.objects.filter(sequence=9).update(sequence=5000)


# --- append-only ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_leaf SET number = 9 WHERE sequence = 9",
        "UPDATE ledger_leaf SET facts = '{}' WHERE sequence = 9",
        "DELETE FROM ledger_leaf",
        "DELETE FROM ledger_checkpoint",
        "UPDATE ledger_checkpoint SET size = 5",
        "UPDATE ledger_checkpoint SET published_at = NULL",
        "UPDATE ledger_checkpoint SET published_at = made_at",
        "UPDATE ledger_entry SET log = NULL",
        "UPDATE ledger_entry SET sequence = NULL WHERE log = 1",
        "UPDATE ledger_leaf SET filling = NULL WHERE sequence = 0",
        "UPDATE ledger_checkpoint SET seal = root WHERE size = 8",
        "UPDATE ledger_matter SET secret = (SELECT root FROM ledger_checkpoint WHERE size = 8)",
        "UPDATE ledger_matter SET key = '99' WHERE key = '1'",
        "DELETE FROM ledger_matter",
        "UPDATE ledger_published SET number = 9",
        "DELETE FROM ledger_published",
    ],
)
@pytest.mark.usefixtures("counted")
def test_the_database_itself_refuses_to_change_or_remove_what_stands_in_the_log(change: str) -> None:
    with (
        pytest.raises((DatabaseError, IntegrityError), match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.fixture
def counted() -> Iterator[None]:
    """A count was published."""
    counts.offer("tests.raised", "Raised", OPEN, [Act.RAISE])
    publish_counts.publish(at=NOON)
    yield
    counts._OFFERED.pop("tests.raised")


@pytest.mark.parametrize("words", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
@pytest.mark.parametrize("new_key", [False, True], ids=["the row itself", "its other keys"])
@pytest.mark.parametrize("model", [Entry, Leaf, Checkpoint, Matter, Published])
@pytest.mark.usefixtures("counted")
def test_a_row_is_not_replaced_either(model: type[Model], words: str, new_key: bool) -> None:  # noqa: FBT001
    """SQLite takes out what stands in the way of a REPLACE, and asks no trigger for the removal."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE; its triggers see every change")
    rows = model._default_manager.order_by("-pk")
    before = list(rows.values())
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = ["id + 100000" if new_key and column == "id" else column for column in columns]
    table = model._meta.db_table
    which = "sequence IS NOT NULL" if model is Entry else "1"
    told = f"{words} {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {which}"  # noqa: S608
    refused = nullcontext() if model is Matter else pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(told)

    assert list(rows.values()) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no OR REPLACE")
def test_an_act_that_gets_its_place_takes_nobody_else_s() -> None:
    entry = act(4)
    told = "UPDATE OR REPLACE ledger_entry SET sequence = 9 WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(told, [entry.pk])

    assert Entry.objects.get(sequence=9).pk != entry.pk


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is told once how it waits for the disk")
@pytest.mark.parametrize("lock", [locks.take, locks.wait])
def test_what_is_written_under_the_lock_is_on_the_disk_when_it_ends(lock: Callable[[], object]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        lock()
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)

"""The ledger holds every act and gives nothing up."""

from datetime import UTC, datetime
from enum import StrEnum

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from openbeat.core.ledger import queries, services, triggers
from openbeat.core.ledger.models import Entry, Leaf, Matter
from openbeat.kit.actors import VISITOR, program
from openbeat.kit.refs import Ref
from tests.cast import Cast

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Act(StrEnum):
    RAISE = "raise"
    ANSWER = "answer"


def test_an_act_is_kept_with_who_and_on_whose_behalf(cast: Cast) -> None:
    thing = Ref("concerns.concern", "7")
    services.record(Act.RAISE, thing, by=VISITOR, at=NOON)
    services.record(Act.ANSWER, thing, by=cast.lee, at=NOON, stage="answered")
    services.record(Act.ANSWER, thing, by=program("a clock ran out"), at=NOON)

    found = [(entry.actor, entry.by, entry.on_behalf, entry.act, entry.facts) for entry in queries.of(thing)]

    assert found == [
        ("visitor", None, "", "raise", {}),
        ("person", cast.lee, "", "answer", {"stage": "answered"}),
        ("program", None, "a clock ran out", "answer", {}),
    ]


def test_each_entry_has_a_salt_of_its_own_and_no_number_yet(db: None) -> None:
    entries = [services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON) for _ in range(3)]

    salts = {bytes(entry.salt) for entry in entries}
    assert {len(salt) for salt in salts} == {16}
    assert len(salts) == 3
    assert {entry.sequence for entry in entries} == {None}


def test_a_personal_value_is_refused(cast: Cast) -> None:
    with pytest.raises(services.Private, match="name"):
        services.record(Act.RAISE, cast.rosa, by=cast.rosa, at=NOON, name="Rosa")

    assert services.record(Act.RAISE, cast.rosa, by=cast.rosa, at=NOON, language="es").facts == {"language": "es"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET act = 'other'",
        "UPDATE ledger_entry SET sequence = 1, act = 'other'",
        "UPDATE ledger_entry SET sequence = 1, facts = '{\"a\": 1}'",
        "DELETE FROM ledger_entry",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_an_entry(db: None, change: str) -> None:
    entry = services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON)

    with (
        pytest.raises((DatabaseError, IntegrityError), match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    entry.refresh_from_db()
    assert (entry.act, entry.sequence) == ("raise", None)


def test_an_entry_gets_its_number_once(db: None) -> None:
    entry = services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON)
    rows = Entry.objects.filter(pk=entry.pk)
    line_of(entry, 1)

    assert rows.update(sequence=1) == 1
    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        rows.update(sequence=2)


def line_of(entry: Entry, sequence: int) -> None:
    matter = Matter.objects.create(kind=entry.kind, key=entry.key, secret=bytes(32))
    Leaf.objects.create(sequence=sequence, data=bytes(48), entry=entry, matter=matter, number=1)


@pytest.mark.parametrize("place", [0, 2, 999_999_999_999])
def test_an_entry_gets_no_number_but_that_of_its_own_line(db: None, place: int) -> None:
    """Else one plain UPDATE would take a fresh act out of those that wait, and no line would ever tell of it."""
    entry, other = (services.record(Act.RAISE, Ref("a.b", key), by=VISITOR, at=NOON) for key in "12")
    line_of(entry, 1)
    line_of(other, 2)
    for each in (Entry.objects.filter(pk=entry.pk), Entry.objects.all()):
        with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
            each.update(sequence=place)

    assert Entry.objects.filter(sequence=None).count() == 2


def test_the_triggers_can_be_put_in_again_and_again(db: None) -> None:
    triggers.install(connection)
    triggers.install(connection)
    triggers.remove(connection)
    triggers.remove(connection)
    entry = services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON)
    Entry.objects.filter(pk=entry.pk).update(act="other")
    triggers.install(connection)

    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).delete()


def test_what_is_rolled_back_leaves_no_entry(db: None) -> None:
    def record_and_break() -> None:
        with transaction.atomic():
            services.record(Act.RAISE, Ref("a.b", "1"), by=VISITOR, at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_and_break()

    assert not queries.of(Ref("a.b", "1"))

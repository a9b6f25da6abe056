"""What may come back by recovery, at which pace; what has ended stays ended, and what runs is never made shorter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import crypt, demo, outside, queries, records, tasks, vouching
from openbeat.core.vault import services as vault
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import Half, Hold, HoldSort, Key, Safe, Side
from openbeat.core.vault.services import halves, keys, retention
from openbeat.core.vault.tests.conftest import MATTER, OTHER, a_safe
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

NOON = demo.NOON
YEAR = timedelta(days=366)
LAW = "State records act, schedule 7"


@pytest.fixture
def series(monkeypatch: pytest.MonkeyPatch) -> None:
    """Matters are kept for twelve months."""
    known = {MATTER.kind: records.RecordKind(MATTER.kind, _("Matter"), (), 12, _("until decided"))}
    monkeypatch.setattr(records, "_OFFERED", known)


def test_recovery_gives_a_matter_of_the_outside_body_back_to_its_members_alone(
    cast: Cast, known: demo.Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, both = a_safe(cast, outside_only=True), halves.Both(known.inside, known.outside)

    with pytest.raises(Refused, match="for the outside body alone"):
        halves.recover_matter(safe, cast.imani, both, by=cast.ada, at=NOON)
    assert [wrap.reader for wrap in queries.readers(safe)] == [cast.cora]
    assert not Entry.objects.filter(act="use_recovery").exists()

    monkeypatch.setattr(outside, "_PROVIDED", [lambda: [cast.cora.pk, cast.imani.pk]])
    halves.recover_matter(safe, cast.imani, both, by=cast.ada, at=NOON)
    assert vault.opened(safe, known.keys(cast.imani)).safe == safe.pk


def test_sql_makes_no_matter_of_the_outside_body_one_that_others_are_added_to(cast: Cast, known: demo.Known) -> None:
    safe, both = a_safe(cast, outside_only=True), halves.Both(known.inside, known.outside)
    Safe.objects.filter(pk=safe.pk).update(outside_only=False)

    for attempt in (
        lambda: halves.recover_matter(safe, cast.imani, both, by=cast.ada, at=NOON),
        lambda: vault.add(safe, cast.imani, keys=known.keys(cast.cora), by=cast.cora, at=NOON),
    ):
        with pytest.raises(vault.Shut) as shut:
            attempt()
        assert shut.value.why == vault.Why.DAMAGED
    assert [wrap.reader for wrap in queries.readers(safe)] == [cast.cora]


def test_one_unlocking_wraps_so_many_anew_and_the_next_one_the_rest(
    cast: Cast, known: demo.Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halves, "AT_ONCE", 3)
    for number in range(4):
        a_safe(cast, Ref(MATTER.kind, str(number)))
    halves.new_half(Side.OUTSIDE, crypt.recipient_of(crypt.new_identity()), holder="Court", by=cast.ada, at=NOON)

    mine = known.keys(cast.lee)
    mended = [halves.mend(mine, by=cast.lee, at=NOON) for _time in range(3)]

    assert [(each.done, each.waiting) for each in mended] == [(3, 4), (2, 2), (0, 2)]  # two other people's keys wait
    assert not queries.stale_recovery().exists()


def test_what_both_halves_wrap_anew_is_on_record_of_each_matter_and_each_key(cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    before = halves.Both(known.inside, known.outside)
    halves.new_half(Side.OUTSIDE, crypt.recipient_of(crypt.new_identity()), holder="Court", by=cast.ada, at=NOON)

    assert halves.mend_with(before, by=cast.ada, at=NOON) == halves.Mended(4, 0)
    used = Entry.objects.filter(act="use_recovery").order_by("pk")
    assert [(entry.kind, entry.facts["what"]) for entry in used] == [
        *[("vault.key", "new_half")] * 3,
        (MATTER.kind, "new_half"),
    ]


def test_sql_revives_no_key_that_its_person_has_given_up(
    cast: Cast, known: demo.Known, django_capture_on_commit_callbacks: Any
) -> None:
    old = queries.key_of(cast.lee)
    assert old
    before = {"mark": old.mark, "retired_at": None}
    with django_capture_on_commit_callbacks(execute=True):
        fresh = keys.fresh("another-passphrase-of-mine")
        new = keys.renew_key(cast.lee, fresh, keys=known.keys(cast.lee), by=cast.lee, at=NOON)
    assert queries.key_of(cast.lee) == new

    Key.objects.filter(pk=new.pk).update(retired_at=NOON)
    for revived in ({"retired_at": None}, before):  # the row alone; and with the mark out of a dump from before
        Key.objects.filter(pk=old.pk).update(**revived)
        assert queries.key_of(cast.lee) is None
        assert queries.unvouched() == 2
        with pytest.raises(Refused, match="nobody of those who handle it has made a key"):
            a_safe(cast)


def test_sql_revives_no_half_that_was_replaced(
    cast: Cast, known: demo.Known, django_capture_on_commit_callbacks: Any
) -> None:
    old = queries.halves()[Side.OUTSIDE]
    with django_capture_on_commit_callbacks(execute=True):
        new = halves.new_half(
            Side.OUTSIDE, crypt.recipient_of(crypt.new_identity()), holder="Court", by=cast.ada, at=NOON
        )
    assert queries.halves()[Side.OUTSIDE] == new
    assert queries.unvouched() == 0

    Half.objects.filter(pk=new.pk).update(replaced_at=NOON)
    Half.objects.filter(pk=old.pk).update(replaced_at=None, mark=old.mark)
    assert list(queries.halves()) == [Side.INSIDE]
    assert queries.unvouched() == 2


def test_what_has_ended_is_written_down_by_the_worker_where_that_was_missed(cast: Cast, known: demo.Known) -> None:
    old = queries.key_of(cast.lee)
    assert old
    keys.end(cast.lee, at=NOON)
    assert not vouching.has_ended(old.recipient)

    for _time in range(2):
        tasks.sweep()

    assert vouching.has_ended(old.recipient)
    assert not vouching.has_ended(next(iter(known.keys(cast.imani))))


def test_a_shorter_period_shortens_nothing_that_runs_and_is_in_the_public_log(
    cast: Cast, known: demo.Known, series: None
) -> None:
    safe = vault.close(a_safe(cast), outcome="sustained", at=NOON)
    until = datetime(2027, 5, 4, 12, tzinfo=UTC)
    assert safe.keep_until == until

    for outcome, months, expected in (
        ("", 1, until),
        ("sustained", 2, until),
        ("", 60, until),  # the one of its own outcome counts
        ("sustained", 24, datetime(2028, 5, 4, 12, tzinfo=UTC)),
    ):
        row = retention.set_series(Period(MATTER.kind, outcome, months, LAW, "en"), by=cast.ada, at=NOON)
        safe.refresh_from_db()
        assert safe.keep_until == expected
    assert vault.close(a_safe(cast, OTHER), outcome="", at=NOON).keep_until == datetime(2031, 5, 4, 12, tzinfo=UTC)

    entry = Entry.objects.filter(act="set_series").order_by("-pk").first()
    assert entry
    told = {"of": MATTER.kind, "outcome": "sustained", "months": 24, "was": 2}
    assert (entry.key, registry.how(entry.kind, entry.act)) == (str(row.pk), registry.Log.OPEN)
    assert registry.public_facts(entry.kind, entry.act, entry.facts) == told


def test_what_is_held_is_not_destroyed_also_where_its_row_says_that_nothing_holds_it(
    cast: Cast, known: demo.Known, series: None
) -> None:
    safe = vault.close(a_safe(cast), outcome="", at=NOON)
    retention.hold(MATTER, Reason(HoldSort.HOLD, "Court, file 1", "en"), by=cast.ada, at=NOON)
    Safe.objects.filter(pk=safe.pk).update(held=0)

    with pytest.raises(Refused, match="under a legal hold"):
        vault.destroy(safe, by=cast.ada, at=NOON + YEAR, rule="court")
    assert retention.run(at=NOON + YEAR) == 0


def test_how_many_hold_a_record_is_counted_anew_each_time(cast: Cast, known: demo.Known, series: None) -> None:
    safe = a_safe(cast)
    reason = Reason(HoldSort.HOLD, "Court, file 1", "en")
    first = retention.hold(MATTER, reason, by=cast.ada, at=NOON)
    Safe.objects.filter(pk=safe.pk).update(held=7)

    second = retention.hold(MATTER, reason, by=cast.ada, at=NOON)
    counted = [Safe.objects.get(pk=safe.pk).held]
    for row in (first, second):
        retention.lift(row, by=cast.ada, at=NOON)
        counted.append(Safe.objects.get(pk=safe.pk).held)

    assert counted == [2, 1, 0]


def test_the_database_knows_what_a_hold_can_be(cast: Cast) -> None:
    row = retention.hold(MATTER, Reason(HoldSort.HOLD, "Court, file 1", "en"), by=cast.ada, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=row.pk).update(sort="whim")


def test_a_hold_on_a_number_that_is_not_there_is_refused(client: Any, cast: Cast, known: demo.Known) -> None:
    client.force_login(cast.ada)
    held = {"kind": "people.person", "sort": "hold", "words": "Court, file 1", "language": "en"}

    wrong = client.post("/records/holds/", {**held, "number": 999_999})
    assert (wrong.status_code, "There is no record of this kind with this number." in wrong.text) == (422, True)
    assert not Hold.objects.exists()
    assert client.post("/records/holds/", {**held, "number": cast.rosa.pk}).status_code == 302
    assert [row.ref for row in Hold.objects.order_by("pk")] == [Ref.of(cast.rosa)]


def test_whose_key_was_exchanged_by_sql_is_told_so_and_makes_no_second_one(cast: Cast, known: demo.Known) -> None:
    Key.objects.filter(person=cast.lee).update(mark="0" * 64)

    with pytest.raises(Refused, match="not what this program wrote"):
        keys.make_key(cast.lee, keys.fresh("another-passphrase-of-mine"), by=cast.lee, at=NOON)

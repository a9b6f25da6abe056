"""Nothing under a hold, an open request or its period is destroyed, by rule or by person; after that, it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.ledger.models import Entry
from openbeat.core.vault import copies, demo, queries, records, store, tasks
from openbeat.core.vault import services as vault
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import HoldSort, Safe, Wrap
from openbeat.core.vault.months import after
from openbeat.core.vault.services import retention
from openbeat.core.vault.tests.conftest import MATTER, OTHER, a_safe
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

NOON = demo.NOON
YEAR = timedelta(days=366)
COURT = Reason(HoldSort.HOLD, "Circuit court, file 12-345", "en")
REQUEST = Reason(HoldSort.REQUEST, "Request 2026-81", "en")


@pytest.fixture
def series(monkeypatch: pytest.MonkeyPatch) -> None:
    """Matters are kept for twelve months."""
    known = {MATTER.kind: records.RecordKind(MATTER.kind, _("Matter"), (), 12, _("until decided"))}
    monkeypatch.setattr(records, "_OFFERED", known)


def destroyed(safe: Safe, cast: Cast, at: datetime) -> Safe:
    return vault.destroy(safe, by=cast.ada, at=at, rule="asked_by_its_subject")


def test_the_day_that_people_were_told_stays_true_where_copies_are_kept_for_longer_since(
    cast: Cast, known: demo.Known, series: None, settings: Any, tmp_path: Path
) -> None:
    at = NOON + YEAR
    safe = destroyed(vault.close(a_safe(cast), outcome="not_sustained", at=NOON), cast, at)
    settings.OPENBEAT_KEYS_BACKUP_DAYS = 365
    before, later = (
        tmp_path / f"openbeat-keys-{at + timedelta(hours=hours):{copies.WHEN}}-00000000.age" for hours in (-1, 1)
    )
    for path in (before, later):
        path.write_bytes(b"x")
    assert safe.gone_on
    day = datetime.combine(safe.gone_on, NOON.time(), UTC)

    assert copies.over([tmp_path], day - timedelta(days=1)) == []
    assert copies.over([tmp_path], day) == [before]


def test_a_matter_is_destroyed_after_its_period_and_nobody_opens_it_any_more(
    cast: Cast, known: demo.Known, series: None, django_capture_on_commit_callbacks: Any
) -> None:
    safe = vault.close(a_safe(cast), outcome="not_sustained", at=NOON)
    cipher, tokens = vault.seal(safe, "words"), list(store.tokens())
    with django_capture_on_commit_callbacks(execute=True):
        safe = destroyed(safe, cast, NOON + YEAR)

    left = set(store.tokens())
    wraps = set(Wrap.objects.filter(safe=safe).values_list("token", flat=True))
    assert (wraps & left, len(wraps & set(tokens))) == (set(), 3)
    assert safe.gone_on == date(2027, 6, 10)  # the day, 35 days of backups, and one
    for keys in (known.keys(cast.lee), vault.Keys.of_code("0123456789ABCDEFG")):
        with pytest.raises(
            vault.Shut,
            match=r"does not open here any more. The last backup of its key is gone on 10 June 2027. From then on",
        ):
            vault.opened(safe, keys).text(cipher)
    with pytest.raises(vault.Shut):
        vault.seal(safe, "more")
    entry = Entry.objects.order_by("-pk").first()
    assert entry
    assert (entry.act, entry.by, entry.facts) == (
        "destroy", cast.ada, {"rule": "asked_by_its_subject", "gone_on": "2027-06-10"},
    )  # fmt: skip


def test_nothing_is_destroyed_while_it_is_open_or_in_its_period_or_held(
    cast: Cast, known: demo.Known, series: None
) -> None:
    safe = a_safe(cast)
    with pytest.raises(Refused, match="It is not closed"):
        destroyed(safe, cast, NOON + YEAR)
    safe = vault.close(safe, outcome="", at=NOON)
    with pytest.raises(Refused, match="Its period is not over"):
        destroyed(safe, cast, NOON + timedelta(days=364))
    for reason in (COURT, REQUEST):
        row = retention.hold(MATTER, reason, by=cast.ada, at=NOON)
        with pytest.raises(Refused, match="under a legal hold or an open request"):
            destroyed(safe, cast, NOON + YEAR)
        assert retention.run(at=NOON + YEAR) == 0
        retention.lift(row, by=cast.ada, at=NOON + YEAR)
    with pytest.raises(Refused, match="Say by which rule"):
        vault.destroy(safe, by=cast.ada, at=NOON + YEAR, rule="")
    assert destroyed(safe, cast, NOON + YEAR).destroyed_at == NOON + YEAR
    with pytest.raises(Refused, match="destroyed already"):
        destroyed(safe, cast, NOON + YEAR)
    with pytest.raises(Refused, match="destroyed already"):
        retention.hold(MATTER, COURT, by=cast.ada, at=NOON + YEAR)


def test_without_a_period_nothing_is_destroyed(cast: Cast, known: demo.Known) -> None:
    safe = vault.close(a_safe(cast), outcome="", at=NOON)

    with pytest.raises(Refused, match="No period is set"):
        destroyed(safe, cast, NOON + 20 * YEAR)


@pytest.mark.parametrize("change", [{"keep_until": None}, {"held": 1}, {"keep_until": NOON + 2 * YEAR}])
def test_the_database_itself_refuses_what_the_services_refuse(
    cast: Cast, known: demo.Known, series: None, change: dict[str, Any]
) -> None:
    safe = vault.close(a_safe(cast), outcome="", at=NOON)
    facts = {"destroyed_at": NOON + YEAR, "destroyed_by_rule": "x", "gone_on": date(2027, 7, 1)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Safe.objects.filter(pk=safe.pk).update(**facts, **change)
    assert Safe.objects.filter(pk=safe.pk).update(**facts) == 1


def test_the_rule_destroys_what_is_over_and_nothing_else_and_does_it_once(
    cast: Cast, known: demo.Known, series: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, young = a_safe(cast), a_safe(cast, OTHER)
    vault.close(old, outcome="withdrawn", at=NOON)
    vault.close(young, outcome="withdrawn", at=NOON + timedelta(days=30))

    monkeypatch.setattr(tasks, "now", lambda: NOON + YEAR)
    for _time in range(2):
        tasks.retention()

    assert list(Safe.objects.order_by("pk").values_list("pk", "destroyed_by_rule")) == [
        (old.pk, "series:withdrawn"),
        (young.pk, ""),
    ]
    found = Entry.objects.filter(act="destroy").values_list("actor", "on_behalf", "key").order_by("pk")
    assert list(found) == [("program", "retention", MATTER.key)]


def test_a_period_that_is_set_gives_closed_matters_their_date_and_a_reopened_one_has_none(
    cast: Cast, known: demo.Known, series: None
) -> None:
    safe = vault.close(a_safe(cast), outcome="sustained", at=NOON)
    assert safe.keep_until == datetime(2027, 5, 4, 12, tzinfo=UTC)

    period = Period(MATTER.kind, "sustained", 60, "State records act, schedule 7", "en")
    retention.set_series(period, by=cast.ada, at=NOON)
    safe.refresh_from_db()
    assert safe.keep_until == datetime(2031, 5, 4, 12, tzinfo=UTC)
    safe = vault.reopen(safe)
    assert (safe.closed_at, safe.outcome, safe.keep_until) == (None, "", None)


def test_a_hold_that_came_before_the_safe_counts_too(cast: Cast, known: demo.Known, series: None) -> None:
    retention.hold(MATTER, COURT, by=cast.ada, at=NOON)
    safe = vault.close(a_safe(cast), outcome="", at=NOON)

    with pytest.raises(Refused, match="under a legal hold"):
        destroyed(safe, cast, NOON + YEAR)


def test_only_an_administrator_sets_periods_and_holds(cast: Cast) -> None:
    for person in (cast.lee, cast.cora, cast.rosa):
        with pytest.raises(Refused, match="Only an administrator"):
            retention.hold(MATTER, COURT, by=person, at=NOON)
        with pytest.raises(Refused, match="Only an administrator"):
            retention.set_series(Period("a.b", "", 1, "law", "en"), by=person, at=NOON)
    row = retention.hold(MATTER, COURT, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        retention.lift(row, by=cast.lee, at=NOON)
    retention.lift(row, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="lifted already"):
        retention.lift(row, by=cast.ada, at=NOON)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)), st.integers(1, 1200))  # noqa: DTZ001  any day
def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: datetime, months: int) -> None:
    later = after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_everybody_sees_the_periods_and_the_law(client: Any, cast: Cast, series: None) -> None:
    before = client.get("/about/records/").text
    retention.set_series(Period(MATTER.kind, "", 60, "State records act, schedule 7", "en"), by=cast.ada, at=NOON)
    after = client.get("/about/records/").text

    assert ("1 year<" in before, "until decided" in before, "all other outcomes" in before) == (True, True, False)
    assert ("5 years<" in after, "State records act, schedule 7" in after) == (True, True)


def test_an_administrator_sets_a_period_a_hold_and_lifts_it_by_pages(
    client: Any, cast: Cast, known: demo.Known, series: None
) -> None:
    safe = vault.close(a_safe(cast), outcome="", at=NOON - 2 * YEAR)
    client.force_login(cast.ada)
    law = {"series": f"{MATTER.kind}|", "months": 1, "law": "Schedule 7", "language": "en"}
    client.post("/records/periods/", law)
    held = {"kind": MATTER.kind, "number": 7, "sort": "hold", "words": "Court, file 1", "language": "en"}
    client.post("/records/holds/", held)
    doomed = {"kind": MATTER.kind, "number": 7, "reason": "court", "sure": "on"}

    refused = client.post("/records/destroy/", doomed)
    assert (refused.status_code, "under a legal hold or an open request" in refused.text) == (422, True)
    assert "Court, file 1" in refused.text
    assert "Matter 7" in refused.text  # and not by the name that programs have for it
    assert refused.text.index('class="notice late summary"') < refused.text.index("What holds records now")
    unsure = client.post("/records/destroy/", {**doomed, "sure": ""})
    unknown = client.post("/records/destroy/", {**doomed, "number": 99})
    assert (unsure.status_code, "There is no sealed record" in unknown.text) == (422, True)
    client.post(re.findall(r"/records/holds/\d+/lift/", client.get("/records/").text)[0])
    done = client.post("/records/destroy/", doomed, follow=True)
    safe.refresh_from_db()
    assert ("It is destroyed" in done.text, safe.destroyed_by_rule) == (True, "court")


def test_nobody_else_does_anything_on_these_pages(client: Any, cast: Cast, known: demo.Known, series: None) -> None:
    client.force_login(cast.lee)
    sentence = "Only an administrator of the department may do this."
    held = {"kind": MATTER.kind, "number": 7, "sort": "hold", "words": "x", "language": "en"}
    doomed = {"kind": MATTER.kind, "number": 7, "reason": "court", "sure": "on"}
    a_safe(cast)

    assert sentence in client.get("/records/").text
    for address, sent in (("holds", held), ("destroy", doomed)):
        refused = client.post(f"/records/{address}/", sent)
        assert (refused.status_code, sentence in refused.text) == (403, True)
        assert "What holds records now" not in client.post(f"/records/{address}/", {}).text
    assert not Entry.objects.filter(act__in=("hold", "destroy")).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_holds_costs_the_same_however_many(
    client: Any, cast: Cast, series: None, count: int, count_queries: Any
) -> None:
    for number in range(count):
        retention.hold(Ref(MATTER.kind, str(number)), COURT, by=cast.ada, at=NOON)
    client.force_login(cast.ada)

    client.get("/records/")
    with count_queries(7):
        assert client.get("/records/").text.count("Circuit court") == count


def test_each_outcome_has_a_period_of_its_own_or_that_of_the_rest(client: Any, cast: Cast, monkeypatch: Any) -> None:
    outcomes = (("sustained", _("sustained")), ("withdrawn", _("withdrawn")))
    known = {MATTER.kind: records.RecordKind(MATTER.kind, _("Matter"), outcomes, 12, _("until decided"))}
    monkeypatch.setattr(records, "_OFFERED", known)
    client.force_login(cast.ada)
    law = {"series": f"{MATTER.kind}|sustained", "months": 60, "law": "Schedule 7", "language": "en"}
    assert client.post("/records/periods/", law).status_code == 302

    told = [(str(each.outcome), each.months, str(each.law)) for each in queries.periods()]
    assert told == [
        ("sustained", 60, "Schedule 7"),
        ("withdrawn", 12, "until decided"),
        ("all other outcomes", 12, "until decided"),
    ]
    assert client.post("/records/periods/", {**law, "series": "nothing|"}).status_code == 422

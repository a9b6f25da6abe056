"""What a person asks to be forgotten stays while a hold, an open request or a period protects any of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import services
from openbeat.core.people.models import Person, Way
from openbeat.core.vault import keeping, records
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.services import retention
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

NOON = now()
DAY = timedelta(days=1)


@pytest.mark.parametrize("sort", list(HoldSort))
def test_nobody_is_forgotten_while_their_record_is_held_and_they_are_told_why(
    client: Any, cast: Cast, sort: HoldSort
) -> None:
    reason = Reason(sort, "Circuit court, file 12-345", "en")
    hold = retention.hold(Ref.of(cast.rosa), reason, by=cast.ada, at=NOON)
    client.force_login(cast.rosa)

    refused = client.post("/me/forget/", {"sure": "on"})

    assert (refused.status_code, "under a legal hold or an open request for records" in refused.text) == (403, True)
    assert "Circuit court" not in refused.text
    assert (Person.objects.get(pk=cast.rosa.pk).forgotten_at, Way.objects.filter(person=cast.rosa).exists()) == (
        None,
        True,
    )
    services.forget(cast.noor, by=cast.noor, at=NOON)  # somebody else's record is not held
    retention.lift(hold, by=cast.ada, at=NOON)
    assert services.forget(cast.rosa, by=cast.rosa, at=NOON).forgotten_at == NOON


def test_what_is_in_a_period_that_somebody_has_set_is_not_forgotten_before_its_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: dict[str, datetime | None] = {str(cast.rosa.pk): None}
    kind = records.RecordKind("people.person", _("Record"), (), 0, _("none yet"), sealed=False, begins=lambda _: closed)
    monkeypatch.setitem(records._OFFERED, kind.kind, kind)
    mine = [Ref.of(cast.rosa)]
    assert keeping.why_kept(mine, at=NOON) == ""

    retention.set_series(Period(kind.kind, "", 1, "Records act", "en"), by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="that time is not over"):
        services.forget(cast.rosa, by=cast.rosa, at=NOON)
    closed[str(cast.rosa.pk)] = NOON
    assert keeping.why_kept(mine, at=NOON + 27 * DAY) == keeping.IN_PERIOD
    assert keeping.why_kept(mine, at=NOON + 32 * DAY) == ""
    services.forget(cast.rosa, by=cast.rosa, at=NOON + 32 * DAY)


def test_nobody_sets_a_period_where_it_is_not_known_when_it_begins(client: Any, cast: Cast) -> None:
    with pytest.raises(Refused, match="No period is set for this"):
        retention.set_series(Period("people.person", "", 1, "Records act", "en"), by=cast.ada, at=NOON)
    client.force_login(cast.ada)
    page = client.get("/records/").text

    assert page.count('value="people.person|"') == 0
    assert page.count('value="people.person"') == 1  # a hold can be put on it; it is not destroyed by hand


def test_everybody_reads_for_how_long_each_kind_of_record_is_kept(client: Any, cast: Cast) -> None:
    page = " ".join(client.get("/about/records/").text.split())

    for record, time in (
        ("Person: what they gave about themselves", "until the person asks that it be forgotten"),
        ("Message: its words", "30 days"),
        ("Letter by e-mail: that it came", "30 days"),
    ):
        row = page[page.index(record) :]
        assert time in row[: row.index("</tr>")]

"""What residents released at a listening session becomes a concern on its clock; both lead to each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns.models import Concern
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.apps.meetings.services import listening
from openbeat.apps.meetings.tests.makers import PLAN, a_meeting
from openbeat.core.loop.models import Obligation

if TYPE_CHECKING:
    import pytest
    from django.test import Client

    from tests.cast import Cast

DURING = PLAN.starts_at + timedelta(minutes=30)
LONG = (
    "Nobody waits at the stop on Sluice Street after dark, because the lamp is out and the bus comes only each hour, "
    * 2
)


def test_a_released_line_is_raised_with_one_tap_and_both_lead_to_each_other(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)
    lines = listening.release(session, ["The stop is dark.", LONG], language="en", by=cast.carl, at=DURING)
    monkeypatch.setattr("openbeat.apps.meetings.views.listening.now", lambda: DURING)
    client.force_login(cast.carl)
    path = f"/meetings/{session.pk}/listening/"

    told = client.post(path, {"raise": lines[0].pk}, follow=True)
    client.post(path, {"raise": lines[0].pk})
    client.post(path, {"raise": lines[1].pk})

    first, second = Concern.objects.order_by("pk")
    assert told.redirect_chain[-1][0] == first.get_absolute_url()
    assert (first.title, first.story, first.channel, first.area) == (
        "The stop is dark.", "The stop is dark.", "meeting", cast.beat,
    )  # fmt: skip
    assert (len(second.title) <= 120, second.title.endswith("…"), second.story) == (True, True, LONG.strip())
    owed = Obligation.objects.filter(kind="concerns.concern", key=str(first.pk)).order_by("promise")
    assert [row.promise for row in owed] == ["concerns.answer", "concerns.look", "concerns.take_up"]
    assert f'href="{path}#line-1"' in told.content.decode()
    assert f'href="{first.get_absolute_url()}"' in client.get(path).text

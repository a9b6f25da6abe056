"""What people see of meetings, and what they can do on their pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory

from openbeat.apps.meetings.lifecycle import Part, Stage, Words
from openbeat.apps.meetings.services import items
from openbeat.apps.meetings.tests.makers import NOON, PLAN, WEEK, a_meeting
from openbeat.core.hooks import news, panels
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conftest import CountQueries
    from tests.cast import Cast

AFTER = PLAN.ends_at - NOON + timedelta(hours=1)
KEY = "x.thing"


def test_the_list_groups_by_month_and_says_when_where_and_what_helps(client: Client, cast: Cast) -> None:
    a_meeting(cast)
    june = PLAN.starts_at + 4 * WEEK
    a_meeting(cast, title="Beat meeting of June", starts_at=june, ends_at=june + timedelta(hours=1))

    html = client.get("/meetings/").text

    assert re.findall(r'<h2 id="month-[\d-]+">.*?>([\w ]+)</time>', html) == ["May 2026", "June 2026"]
    assert "Monday 18 May 2026, 12:00" in html
    assert "Public library, Room 2" in html
    assert "Interpreter: Español" in html
    assert "Child care" in html


def test_what_is_over_moves_to_the_other_list(client: Client, cast: Cast, at_noon: Callable[[timedelta], None]) -> None:
    a_meeting(cast)
    before = [client.get(path).text for path in ("/meetings/", "/meetings/?when=past")]
    at_noon(AFTER)
    after = [client.get(path).text for path in ("/meetings/", "/meetings/?when=past")]

    assert ["Beat meeting of May" in html for html in before + after] == [True, False, False, True]
    assert "No meeting is over yet." in before[1]
    assert "No meeting is announced." in after[0]


def test_the_list_of_an_area_leaves_out_the_next_beat(client: Client, cast: Cast) -> None:
    a_meeting(cast)

    here, there, odd = (client.get(f"/meetings/?area={slug}").text for slug in (cast.beat.slug, cast.other.slug, "x"))

    assert ["Beat meeting of May" in html for html in (here, there, odd)] == [True, False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        a_meeting(cast)
    client.get("/meetings/")

    with count_queries(2):  # how many, and these
        response = client.get("/meetings/")

    assert response.text.count("Beat meeting of May") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_meeting_costs_the_same_however_many_items_it_has(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    meeting = a_meeting(cast)
    for _ in range(count):
        items.add(meeting, part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)
    client.get(meeting.get_absolute_url())

    # meeting, areas, items, next one, officers, who comes, webcast, comments; three of the priorities, two of verdicts
    with count_queries(13):
        response = client.get(meeting.get_absolute_url())

    assert response.text.count("Dogs") == count


def test_the_agenda_has_five_parts_in_order(client: Client, cast: Cast) -> None:
    html = client.get(a_meeting(cast).get_absolute_url()).text

    places = [html.index(f"<h3>{part.label}</h3>") for part in Part]
    assert places == sorted(places)


def test_what_an_actor_may_not_see_is_not_shown_on_the_agenda(
    client: Client, cast: Cast, thing: dict[str, list[str]]
) -> None:
    meeting = a_meeting(cast)
    shown = client.get(meeting.get_absolute_url()).text
    thing["hidden"].append("9")

    hidden = client.get(meeting.get_absolute_url()).text

    assert "Dark path" in shown
    assert "Dark path" not in hidden
    assert "Something that is not shown here any more." in hidden


def test_the_panels_show_the_next_meeting_and_the_last_note(cast: Cast) -> None:
    a_meeting(cast, Stage.NOTED, title="Beat meeting of April")
    later = PLAN.starts_at + 4 * WEEK
    a_meeting(cast, title="Beat meeting of June", starts_at=later, ends_at=later + timedelta(hours=1))
    a_meeting(cast, Stage.CANCELLED, title="Beat meeting of July")

    area, front = panel("area", cast.beat), panel("front", None)

    assert "Beat meeting of June" in area
    assert "Beat meeting of July" not in area
    assert "The lamp behind the school comes first." in area
    assert "The lamp behind the school comes first." in front


def test_the_news_of_an_area_tell_of_meetings_and_their_notes(cast: Cast) -> None:
    a_meeting(cast)
    meeting = a_meeting(cast, Stage.NOTED, title="Beat meeting of April")

    found = [(item.title, item.text, item.at) for item in news.latest(cast.beat, 5) if "Beat" in item.title]

    assert found == [
        ("Beat meeting of April", meeting.summary, meeting.changed_at),
        ("Beat meeting of May", "18 May 2026, 12:00, Public library, Room 2", NOON),
    ]


def panel(place: str, thing: object) -> str:
    request: Any = RequestFactory().get("/")
    request.actor = VISITOR
    [found] = [one for one in panels.offered(place) if one.name == "meetings"]
    return found.render(request, thing)

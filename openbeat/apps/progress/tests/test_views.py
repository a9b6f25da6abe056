"""What people see of the chart, and what they can do on its pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.test import RequestFactory

from openbeat.apps.progress.lifecycle import Stage, Words
from openbeat.apps.progress.models import Task
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.tests.makers import NOON, a_task
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.origins import Card, Origin
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.test import Client

    from conftest import CountQueries
    from openbeat.kit.actors import Actor
    from tests.cast import Cast

FIRST, SECOND = NOON + timedelta(days=2), NOON + timedelta(days=3)


def test_the_chart_of_an_area_has_the_columns_of_1996_and_shows_what_slipped(client: Client, cast: Cast) -> None:
    slipped(cast)

    html = client.get(f"/areas/{cast.beat.slug}/progress/").text

    for column in ("Task", "Who is responsible", "Timetable for completion", "Completed", "Problems encountered"):
        assert f'<th role="columnheader" scope="col">{column}</th>' in html
    assert "Moved from <s>" in html
    assert '<span lang="es" dir="ltr">El asfalto llegó tarde.</span>' in html
    assert "Public Works" in html
    assert "Carl P." in html  # the name that the contact chose
    assert "Carl Petersen" not in html


def test_what_is_late_says_so_in_words(client: Client, cast: Cast, at_noon: Callable[[timedelta], None]) -> None:
    a_task(cast)
    at_noon(timedelta(days=17))

    page = client.get(f"/areas/{cast.beat.slug}/progress/").text

    assert "late since 18 May 2026, 3 days" in page
    assert "1 task is late today" in page


def test_an_area_without_tasks_says_where_tasks_come_from(client: Client, cast: Cast) -> None:
    assert "Tasks come from concerns and from meetings." in client.get(f"/areas/{cast.beat.slug}/progress/").text


def test_an_area_that_does_not_exist_has_no_chart(client: Client, cast: Cast) -> None:
    there, nowhere = client.get(f"/areas/{cast.beat.slug}/progress/"), client.get("/areas/atlantis/progress/")

    assert (there.status_code, nowhere.status_code) == (200, 404)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"open", "late", "done", "other"}),
        ("?state=open", {"open", "late", "other"}),
        ("?state=late", {"late"}),
        ("?state=done", {"done"}),
        ("?who=commander", {"open"}),
        ("?state=nonsense&sort=nonsense&page=nonsense&area=nonsense", {"open", "late", "done", "other"}),
    ],
)
def test_the_chart_of_all_areas_can_be_filtered(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None], query: str, shown: set[str]
) -> None:
    day = a_task(cast, Stage.COMPLETED, title="done").due_on
    a_task(cast, title="late")
    a_task(cast, title="open", due_on=day + timedelta(days=60), officer="commander")
    later = Wanted("other", "en", cast.other, day + timedelta(days=60))
    tasks.put(later, by=cast.lou, at=NOON)
    at_noon(timedelta(days=17))

    html = client.get(f"/progress/{query}").text

    titles = re.findall(r'<a href="/progress/\d+/"><span lang="en" dir="ltr">(\w+)</span>', html)
    assert set(titles) == shown


def test_the_filter_by_area_holds_that_area_alone(client: Client, cast: Cast) -> None:
    a_task(cast)

    here, there = (client.get(f"/progress/?area={area.slug}").text for area in (cast.beat, cast.other))

    assert "Light the path" in here
    assert "Light the path" not in there
    assert "No task fits this." in there


def test_an_officer_finds_the_own_tasks(client: Client, cast: Cast) -> None:
    a_task(cast)
    client.force_login(cast.lee)
    mine = client.get("/progress/?who=mine").text
    client.force_login(cast.lou)

    assert "Light the path" in mine
    assert "Light the path" not in client.get("/progress/?who=mine").text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/progress/", 9), ("/areas/millrace/progress/", 10)])
def test_a_chart_costs_the_same_however_many(
    client: Client, cast: Cast, path: str, queries: int, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        slipped(cast)
    client.get(path)

    # how many (late), tasks, slips, problems, escalations, reopenings, names, tactics, the Spanish reason in English
    with count_queries(queries):
        response = client.get(path)

    assert response.text.count("Light the path") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_task_costs_the_same_however_many_problems_it_has(
    client: Client, cast: Cast, count: int, count_queries: CountQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(panels._OFFERED, "task", {})  # what other apps put beside it costs what it costs there
    task = a_task(cast)
    for _ in range(count):
        problems.note(task, words=Words("No lamp is in store.", "en"), remover="", by=cast.lee, at=SECOND)
    client.get(task.get_absolute_url())

    with count_queries(10):  # the task, six kinds of notes on it, names, tactics, what was done
        response = client.get(task.get_absolute_url())

    assert response.text.count("No lamp is in store.") == 2 * count  # under problems, and in the story


def test_what_a_task_came_from_is_shown_only_to_whoever_may_see_it(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
        return [Card(Ref("x.thing", key), "A private matter", "en", "/x/") for key in keys if actor.person == cast.rosa]

    monkeypatch.setattr(origins, "_OFFERED", {"x.thing": Origin("x.thing", cards)})
    task = a_task(cast, origin=Ref("x.thing", "7"))

    stranger = client.get(task.get_absolute_url()).text
    client.force_login(cast.rosa)

    assert "A private matter" in client.get(task.get_absolute_url()).text
    assert "A private matter" not in stranger


def test_the_chart_prints_as_the_form_of_1996(client: Client, cast: Cast) -> None:
    slipped(cast)

    text = _text(client.get(f"/areas/{cast.beat.slug}/progress.pdf").content)

    for words in ("Progress Chart: Millrace", "Who is responsible for this task", "Timetable for completion",
                  "Problems encountered", "Light the path behind the school", "El asfalto llegó tarde.", "Carl P.",
                  "Public Works"):  # fmt: skip
        assert words in text
    assert "Petersen" not in text


def test_the_empty_form_names_no_task(client: Client, cast: Cast) -> None:
    slipped(cast)

    text = _text(client.get(f"/areas/{cast.beat.slug}/progress.pdf?blank=1").content)

    assert "Task to undertake" in text
    assert "Light the path" not in text


def test_the_panels_of_area_and_front_page_show_the_chart(cast: Cast, at_noon: Callable[[timedelta], None]) -> None:
    a_task(cast)
    at_noon(timedelta(days=17))

    area, front = panel("area", cast.beat), panel("front", None)

    assert "late since 18 May 2026, 3 days" in area
    assert "Late today on the Progress Chart" in front
    assert "Light the path behind the school" in front


def test_where_nothing_is_late_the_front_page_says_so(cast: Cast) -> None:
    assert "No task is late." in panel("front", None)


def slipped(cast: Cast) -> Task:
    task = a_task(cast)
    why = Words("El asfalto llegó tarde.", "es")
    to = task.due_on + timedelta(days=14)
    task = tasks.slip(task, to=to, why=why, version=task.version, by=cast.lee, at=FIRST)
    problems.note(task, words=Words("No lamp is in store.", "en"), remover="Public Works", by=cast.lee, at=SECOND)
    return task


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def panel(place: str, thing: object) -> str:
    request: Any = RequestFactory().get("/")
    request.actor = VISITOR
    [found] = [one for one in panels.offered(place) if one.name == "progress"]
    return found.render(request, thing)

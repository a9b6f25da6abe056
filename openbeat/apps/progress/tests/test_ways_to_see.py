"""The chart as a timeline, the own part of it, the desk, and what the next meeting hears first."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress.hooks import chart as hooks
from openbeat.apps.progress.lifecycle import Appeal, Stage, Words
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.tests.makers import NOON, a_task
from openbeat.core.hooks import origins
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.origins import Origin
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conftest import CountQueries
    from tests.cast import Cast

TITLE = "Light the path behind the school"


def test_the_timeline_draws_each_task_and_says_the_same_in_words(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    task = a_task(cast)
    to = task.due_on + timedelta(days=7)
    tasks.slip(task, to=to, why=Words("Rain.", "en"), version=task.version, by=cast.lee, at=NOON)
    at_noon(timedelta(days=30))

    html = client.get(f"/areas/{cast.beat.slug}/progress/?view=timeline").text

    [label] = re.findall(r'<svg class="span"[^>]*aria-label="([^"]+)"', html)
    assert label == "From 4 May 2026, promised for 25 May 2026 · first promised for 18 May 2026"
    assert html.count(label) == 1
    assert re.findall(r'<rect class="(fill-\w+)"', html) == ["fill-brand", "fill-mark", "fill-late"]
    assert '<a href="/areas/millrace/progress/?view=timeline" aria-current="page">' in html
    assert "style=" not in html


def test_an_odd_view_is_the_table(client: Client, cast: Cast) -> None:
    a_task(cast)

    assert "Problems encountered</th>" in client.get(f"/areas/{cast.beat.slug}/progress/?view=nonsense").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_timeline_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        a_task(cast)
    path = f"/areas/{cast.beat.slug}/progress/?view=timeline"
    client.get(path)

    with count_queries(8):  # how many, late, tasks, slips, problems, reopenings, names, tactics
        assert client.get(path).text.count("<svg class=") == count


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lee", {"given", "question", "done"}),
        ("carl", {"given", "question", "done"}),
        ("cora", {"given"}),
        ("lou", {"elsewhere"}),
        ("rosa", set()),
    ],
)
def test_mine_holds_what_i_am_responsible_for_and_asked_about(
    client: Client, cast: Cast, name: str, shown: set[str]
) -> None:
    given = a_task(cast, title="given")
    question = a_task(cast, title="question")
    a_task(cast, Stage.COMPLETED, title="done")
    tasks.put(Wanted("elsewhere", "en", cast.other, given.due_on), by=cast.lou, at=NOON)
    problems.ask(question, words=Words("When?", "en"), by=cast.carl, at=NOON)
    problem = problems.note(given, words=Words("No lamp.", "en"), remover="", by=cast.lee, at=NOON)
    problems.escalate(problem, Appeal(Words("Order lamps.", "en")), by=cast.lee, at=NOON)
    client.force_login(cast[name])  # type: ignore[arg-type]

    html = client.get("/progress/mine/").text

    assert set(re.findall(r'<span lang="en" dir="ltr">(given|question|done|elsewhere)</span>', html)) == shown
    assert ("Does it hold? You can say so" in html) is (name == "carl")
    assert ("Problems and questions before you" in html) is (name in {"lee", "cora"})
    assert ("nobody asks you about one" in html) is (name == "rosa")


def test_what_a_resident_is_asked_about_elsewhere_is_not_asked_of_the_contact(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Origin("x.thing", lambda _keys, _actor: [], done=lambda _key, **_facts: None)
    monkeypatch.setitem(origins._OFFERED, "x.thing", asked)
    a_task(cast, Stage.COMPLETED, origin=Ref("x.thing", "7"))
    client.force_login(cast.carl)

    assert "Does it hold? You can say so" not in client.get("/progress/mine/").text


def test_a_deputy_finds_what_the_liaison_officer_is_responsible_for(client: Client, cast: Cast) -> None:
    people.appoint(cast.imani, places.post(cast.beat, Role.DEPUTY), by=BUILDER, at=NOON)
    a_task(cast)
    client.force_login(cast.imani)

    assert TITLE in client.get("/progress/mine/").text


def test_mine_asks_a_visitor_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get("/progress/mine/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_mine_costs_the_same_however_many(client: Client, cast: Cast, count: int, count_queries: CountQueries) -> None:
    for _ in range(count):
        problems.ask(a_task(cast), words=Words("When?", "en"), by=cast.carl, at=NOON)
    client.force_login(cast.lee)
    client.get("/progress/mine/")

    with count_queries(14):  # who asks, which posts, three lists, and what belongs to their tasks
        response = client.get("/progress/mine/")

    assert response.text.count(TITLE) == 2 * count


def test_the_desk_says_which_tasks_are_late_and_for_how_many_days(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    a_task(cast)
    client.force_login(cast.lee)
    before = client.get("/desk/").text
    at_noon(timedelta(days=17))
    client.force_login(cast.lee)

    after = client.get("/desk/").text
    client.force_login(cast.rosa)
    resident = client.get("/desk/").text

    assert "None of your tasks is late." in before
    assert "1 of your tasks is late" in after
    assert "late since 18 May 2026, 3 days" in after
    assert "of your tasks" not in resident


def test_the_next_meeting_hears_first_what_is_late(cast: Cast, at_noon: Callable[[timedelta], None]) -> None:
    day = a_task(cast, Stage.COMPLETED, title="done").due_on
    a_task(cast, title="open", due_on=day + timedelta(days=60))
    a_task(cast, title="late", due_on=day)
    a_task(cast, title="longest late", due_on=day - timedelta(days=3))
    at_noon(timedelta(days=17))

    heard = list(hooks.feedback(cast.beat, VISITOR, NOON + timedelta(days=17)))

    assert [(card.title, card.late) for card in heard] == [
        ("longest late", True),
        ("late", True),
        ("open", False),
        ("done", False),
    ]

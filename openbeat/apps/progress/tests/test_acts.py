"""What people do on the pages, and what they are told when they may not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress.lifecycle import Act, Stage, Words
from openbeat.apps.progress.models import Task
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.tests.makers import NOON, a_task

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

FIRST, SECOND = NOON + timedelta(days=2), NOON + timedelta(days=3)


def offered(html: str) -> set[str]:
    return set(re.findall(r'action="/progress/\d+/(\w+)/"', html))


@pytest.mark.parametrize("name", ["visitor", "noor", "lee", "carl", "lou"])
def test_the_page_of_a_task_offers_exactly_the_open_doors(client: Client, cast: Cast, name: str) -> None:
    task = a_task(cast)
    if name != "visitor":
        client.force_login(cast[name])  # type: ignore[arg-type]

    html = client.get(task.get_absolute_url()).text

    assert offered(html) == {
        "lee": {"start", "complete", "slip", "note", "reword", "hand_over", "step"},
        "carl": {"note", "ask"},
    }.get(name, set())
    assert ("Only whoever is responsible for this task" in html) is (name not in {"lee", "carl"})


def test_an_officer_completes_a_task_and_the_page_says_what_was_done(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)

    words = {"words": "Two lamps were replaced.", "language": "en", "version": task.version}
    response = client.post(f"/progress/{task.pk}/complete/", words, follow=True)

    assert "Two lamps were replaced." in response.text
    assert "What happens next:</strong> The community" in response.text
    assert response.redirect_chain == [(task.get_absolute_url(), 302)]


def test_a_neighbour_who_completes_it_is_told_why_not(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.noor)

    response = client.post(f"/progress/{task.pk}/complete/", {})

    assert response.status_code == 403
    assert "Only whoever is responsible for this task" in response.text
    assert Task.objects.get().stage == Stage.PLANNED


def test_a_date_without_a_reason_is_asked_for_again_with_the_words_still_there(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)

    facts = {"to": "2026-06-20", "words": "", "language": "es", "version": task.version}
    response = client.post(f"/progress/{task.pk}/slip/", facts)

    assert response.status_code == 422
    assert 'value="2026-06-20"' in response.text
    assert '<option value="es" selected>' in response.text
    assert "Something is missing or wrong." in response.text


def test_the_second_of_two_who_reword_a_task_sees_both_texts_and_keeps_their_own(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)
    tasks.reword(task, title=Words("Light the school path", "en"), version=task.version, by=cast.cora, at=NOON)

    facts = {"words": "Light the whole path", "language": "en", "version": task.version}
    response = client.post(f"/progress/{task.pk}/reword/", facts)
    again = {**facts, "version": task.version + 1}

    assert response.status_code == 409
    assert 'value="Light the whole path"' in response.text
    assert "school" in response.text
    assert f'name="version" value="{task.version + 1}"' in response.text
    assert "Light the whole path" in client.post(f"/progress/{task.pk}/reword/", again, follow=True).text


def test_a_liaison_puts_a_task_on_the_chart(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    facts = {"area": cast.beat.slug, "title": "Mend the fence", "language": "en", "officer": "liaison"}

    form = client.get(f"/progress/new/?area={cast.beat.slug}").text
    wrong = client.post("/progress/new/", {**facts, "contact": "chair", "due_on": "2026-05-01"})
    right = client.post("/progress/new/", {**facts, "contact": "chair", "due_on": "2026-06-01"}, follow=True)

    assert f'<option value="{cast.beat.slug}" selected>' in form
    assert wrong.status_code == 422
    assert "a date in the past cannot be promised" in wrong.text
    assert "Mend the fence" in right.text
    assert "The task is on the chart." in right.text


def test_a_resident_is_told_who_puts_tasks_on_the_chart(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    shown, sent = client.get("/progress/new/"), client.post("/progress/new/", {"title": "Mend the fence"})

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert "Only the liaison officer, the deputy or the commander of this area may do this." in sent.text


def test_a_problem_is_resolved_on_the_page_of_its_task(client: Client, cast: Cast) -> None:
    problem = problems.note(
        a_task(cast), words=Words("No lamp is in store.", "en"), remover="", by=cast.carl, at=SECOND
    )
    client.force_login(cast.lee)

    empty = client.post(f"/progress/problems/{problem.pk}/resolve/", {"words": "", "language": "en"})
    done = client.post(
        f"/progress/problems/{problem.pk}/resolve/", {"words": "They came.", "language": "en"}, follow=True
    )

    assert empty.status_code == 422
    assert "They came." in done.text


def test_acts_without_a_page_lead_nowhere(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)

    assert client.get(f"/progress/{task.pk}/{Act.SLIP}/").text.count('<details class="card" open') == 1
    assert client.get(f"/progress/{task.pk}/erase/").status_code == 404

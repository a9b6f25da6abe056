"""What becomes of a problem that is laid before somebody who can remove it, and of a timetable with a first day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress.lifecycle import Appeal, Days, Hands, Promise, Words
from openbeat.apps.progress.models import Escalation, Problem, Slip
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.tests.makers import DONE, NOON, a_task
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.apps.progress.models import Task
    from tests.cast import Cast

LATER = NOON + timedelta(days=3)
ASK = Words("Please order the lamps this week.", "en")
WHY = Words("The asphalt came late.", "en")


def a_problem(cast: Cast, task: Task | None = None) -> Problem:
    task = task or a_task(cast)
    words = Words("No lamp is in store.", "en")
    return problems.note(task, words=words, remover="Public Works", by=cast.lee, at=NOON, obstacle="money")


def owed() -> Obligation:
    return Obligation.objects.get(promise=Promise.ESCALATION)


def test_a_problem_before_the_commander_is_owed_by_that_post_and_comes_onto_its_desk(
    client: Client, cast: Cast
) -> None:
    problem = a_problem(cast)

    made = problems.escalate(problem, Appeal(ASK), by=cast.carl, at=LATER)
    client.force_login(cast.cora)

    assert made.to is not None
    assert (made.to.role, made.to.area) == ("commander", cast.district)
    assert owed().owner == made.to
    assert Message.objects.get(kind="progress.escalated").person == cast.cora
    desk = client.get("/desk/").text
    assert "Light the path behind the school" in desk
    assert "Problems of tasks removed after they were escalated" in desk


def test_before_an_office_outside_the_officers_post_owes_to_ask_there(cast: Cast) -> None:
    problem = a_problem(cast)

    made = problems.escalate(problem, Appeal(ASK, "City Electric"), by=cast.lee, at=LATER)

    assert (made.to, made.outside) == (None, "City Electric")
    assert owed().owner == problem.task.officer


def test_laid_before_somebody_else_later_the_date_stays_and_both_can_be_read(client: Client, cast: Cast) -> None:
    problem = a_problem(cast)
    first = problems.escalate(problem, Appeal(ASK), by=cast.lee, at=LATER)

    second = problems.escalate(problem, Appeal(ASK, "City Electric"), by=cast.lee, at=LATER + timedelta(days=5))

    assert (first.due_at, owed().due_at, owed().owner) == (second.due_at, second.due_at, problem.task.officer)
    page = client.get(problem.task.get_absolute_url()).text
    assert page.count("Escalated on") == 2
    assert "City Electric" in page
    assert "Money" in page


def test_resolving_it_keeps_the_promise_and_completing_the_task_lets_it_go(cast: Cast) -> None:
    resolved, left = a_problem(cast), a_problem(cast)
    for problem in (resolved, left):
        problems.escalate(problem, Appeal(ASK), by=cast.lee, at=LATER)

    problems.resolve(resolved, words=Words("They came.", "en"), by=cast.cora, at=LATER)
    tasks.complete(left.task, outcome=DONE, version=left.task.version, by=cast.lee, at=LATER)

    rows = Obligation.objects.filter(promise=Promise.ESCALATION).order_by("pk")
    assert [(row.kept_at, row.released_at) for row in rows] == [(LATER, None), (None, LATER)]


def test_what_was_asked_outside_goes_to_the_next_officer_with_the_task(cast: Cast) -> None:
    problem = a_problem(cast)
    problems.escalate(problem, Appeal(ASK, "City Electric"), by=cast.lee, at=LATER)

    hands = Hands(Role.COMMANDER, Role.BLOCK_CONTACT)
    task = tasks.hand_over(problem.task, to=hands, version=problem.task.version, by=cast.lee, at=LATER)

    assert owed().owner == task.officer


def test_an_office_outside_has_a_name(client: Client, cast: Cast) -> None:
    problem = a_problem(cast)
    client.force_login(cast.lee)
    facts = {"to": "outside", "outside": "", "words": "Please.", "language": "en"}

    refused = client.post(f"/progress/problems/{problem.pk}/escalate/", facts)
    done = client.post(f"/progress/problems/{problem.pk}/escalate/", {**facts, "outside": "City Electric"}, follow=True)

    assert (refused.status_code, "Say which office is asked." in refused.text) == (422, True)
    assert "City Electric" in done.text
    assert Escalation.objects.count() == 1


def test_a_neighbour_escalates_nothing_and_is_told_why(client: Client, cast: Cast) -> None:
    problem = a_problem(cast)
    client.force_login(cast.noor)

    answer = client.post(f"/progress/problems/{problem.pk}/escalate/", {})

    assert answer.status_code == 403
    assert "Only whoever is responsible for this task" in answer.text


def test_a_first_day_that_moves_stays_visible_with_its_reason(client: Client, cast: Cast) -> None:
    task = a_task(cast, due_on=date(2026, 5, 30), starts_on=date(2026, 5, 11))

    to = Days(date(2026, 5, 30), date(2026, 5, 18))
    task = tasks.retime(task, to=to, why=WHY, version=task.version, by=cast.lee, at=LATER)

    slip = Slip.objects.get()
    assert (slip.start_was, slip.start_now, slip.was, slip.now) == (
        date(2026, 5, 11),
        date(2026, 5, 18),
        date(2026, 5, 30),
        date(2026, 5, 30),
    )
    page = client.get(task.get_absolute_url()).text
    assert "Begins on" in page
    assert "Start moved from <s>" in page
    assert "The start moved from 11 May 2026 to 18 May 2026" in page


def test_work_does_not_begin_after_it_is_promised_to_be_done(cast: Cast) -> None:
    with pytest.raises(Refused, match="begins before it is promised"):
        a_task(cast, due_on=date(2026, 5, 10), starts_on=date(2026, 5, 11))
    task = a_task(cast, due_on=date(2026, 5, 30), starts_on=date(2026, 5, 11))

    with pytest.raises(Refused, match="begins before it is promised"):
        tasks.slip(task, to=date(2026, 5, 8), why=WHY, version=task.version, by=cast.lee, at=NOON)
    to = Days(date(2026, 5, 30), date(2026, 5, 11))
    with pytest.raises(Refused, match="stands already"):
        tasks.retime(task, to=to, why=WHY, version=task.version, by=cast.lee, at=NOON)

"""What the acts on the chart do, and what a refused one does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Hands, Promise, Stage, Words
from openbeat.apps.progress.models import Reopening, Slip
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.tests.makers import DONE, NOON, a_task
from openbeat.core.hooks import chart, origins
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.origins import Origin
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people.roles import Role
from openbeat.core.search import queries as search
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

LATER = NOON + timedelta(days=3)
WHY = Words("The asphalt came late.", "en")


def acts() -> list[str]:
    found = Entry.objects.filter(kind__startswith="progress.").order_by("pk")
    return list(found.values_list("act", flat=True))


def owed(promise: Promise = Promise.TASK) -> list[Obligation]:
    return list(Obligation.objects.filter(promise=promise).order_by("pk"))


def test_a_task_on_the_chart_is_owed_by_the_officers_post_until_the_end_of_its_day(cast: Cast) -> None:
    task = a_task(cast, due_on=date(2026, 5, 20))

    [promise] = owed()
    assert (task.number, task.stage, task.officer.role, task.contact.role) == (1, "planned", "liaison", "block_contact")
    assert (promise.owner, promise.due_at) == (task.officer, datetime(2026, 5, 20, 23, 59, 59, tzinfo=UTC))
    assert acts() == ["put"]


def test_each_area_counts_its_own_tasks(cast: Cast) -> None:
    first, second = a_task(cast), a_task(cast)
    wanted = Wanted("Mend the fence", "en", cast.other, date(2026, 5, 20))
    elsewhere = tasks.put(wanted, by=cast.lou, at=NOON)

    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)


def test_a_date_in_the_past_cannot_be_promised_but_today_can(cast: Cast) -> None:
    with pytest.raises(Refused, match="a date in the past"):
        a_task(cast, due_on=date(2026, 5, 3))

    assert a_task(cast, due_on=date(2026, 5, 4)).due_on == date(2026, 5, 4)


def test_a_changed_date_stays_visible_with_its_reason_and_the_promise_follows(cast: Cast) -> None:
    task = a_task(cast, due_on=date(2026, 5, 20))

    task = tasks.slip(task, to=date(2026, 6, 3), why=WHY, version=task.version, by=cast.lee, at=LATER)

    slip = Slip.objects.get()
    [promise] = owed()
    assert (slip.was, slip.now, slip.reason) == (date(2026, 5, 20), date(2026, 6, 3), WHY.text)
    assert (task.first_due_on, task.due_on) == (date(2026, 5, 20), date(2026, 6, 3))
    assert (promise.first_due_at.day, promise.due_at.day, promise.shifts.count()) == (20, 3, 1)
    assert acts() == ["put", "slip"]


def test_two_who_change_the_date_at_once_the_second_sees_what_stands(cast: Cast) -> None:
    task = a_task(cast, due_on=date(2026, 5, 20))
    tasks.slip(task, to=date(2026, 6, 3), why=WHY, version=task.version, by=cast.lee, at=LATER)

    with pytest.raises(Conflict) as conflict:
        tasks.slip(task, to=date(2026, 6, 9), why=WHY, version=task.version, by=cast.cora, at=LATER)

    assert (conflict.value.theirs, conflict.value.version) == ("3 June 2026", task.version + 1)
    assert Slip.objects.count() == 1


def test_completing_keeps_the_promise_and_tells_what_it_came_from_in_the_same_transaction(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, str, str]] = []

    def done(key: str, *, words: str, language: str, **_by_at: object) -> None:
        heard.append((key, words, language))

    monkeypatch.setattr(origins, "_OFFERED", {"x.thing": Origin("x.thing", lambda _keys, _actor: [], done=done)})
    task = a_task(cast, origin=Ref("x.thing", "7"))

    task = tasks.complete(task, outcome=DONE, version=task.version, by=cast.lee, at=LATER)

    assert (task.stage, task.outcome, task.completed_at) == (Stage.COMPLETED, DONE.text, LATER)
    assert heard == [("7", DONE.text, "en")]
    assert [promise.kept_at for promise in owed()] == [LATER]


def test_where_the_origin_refuses_nothing_is_completed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def done(_key: str, **_facts: object) -> None:
        raise Refused("You cannot answer a concern you raised yourself.")

    monkeypatch.setattr(origins, "_OFFERED", {"x.thing": Origin("x.thing", lambda _keys, _actor: [], done=done)})
    task = a_task(cast, origin=Ref("x.thing", "7"))

    with pytest.raises(Refused, match="raised yourself"):
        tasks.complete(task, outcome=DONE, version=task.version, by=cast.lee, at=LATER)

    task.refresh_from_db()
    assert (task.stage, acts(), owed()[0].kept_at) == (Stage.PLANNED, ["put"], None)


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    task = a_task(cast)

    with pytest.raises(Refused, match="Only whoever is responsible"):
        tasks.complete(task, outcome=DONE, version=task.version, by=cast.noor, at=LATER)

    task.refresh_from_db()
    assert (task.stage, acts()) == (Stage.PLANNED, ["put"])


def test_a_task_that_did_not_hold_is_open_again_with_a_new_date_and_keeps_what_was_said(cast: Cast) -> None:
    task = a_task(cast, Stage.COMPLETED)

    task = tasks.reopen(task, why=Words("Dark again.", "en"), by=cast.carl, at=NOON + timedelta(days=9))

    again = Reopening.objects.get()
    assert (task.stage, task.outcome, task.completed_at) == (Stage.UNDER_WAY, "", None)
    assert (again.outcome, again.reason) == (DONE.text, "Dark again.")
    assert task.due_on == date(2026, 6, 10)  # twenty working days after 13 May, for Memorial Day is not kept here
    assert [(promise.kept_at is None, promise.due_at.date()) for promise in owed()] == [
        (False, date(2026, 5, 18)),
        (True, task.due_on),
    ]


def test_whoever_raised_the_origin_confirms_its_task_or_opens_it_again(cast: Cast) -> None:
    origin = Ref("x.thing", "7")
    a_task(cast, Stage.COMPLETED, origin=origin)
    untouched = a_task(cast, Stage.COMPLETED)

    chart.tell(origin, solved=True, at=LATER + timedelta(days=9))
    [confirmed] = queries.of_origin(origin)
    chart.tell(origin, solved=False, at=LATER + timedelta(days=10))
    [again] = queries.of_origin(origin)

    untouched.refresh_from_db()
    assert (confirmed.stage, again.stage, untouched.stage) == (Stage.CONFIRMED, Stage.UNDER_WAY, Stage.COMPLETED)
    assert Reopening.objects.get().reason == ""
    entry = Entry.objects.filter(act="reopen").get()
    assert (entry.actor, entry.on_behalf) == ("program", "the person who raised it said so")


def test_another_post_owes_it_after_it_was_handed_over_and_is_told(cast: Cast) -> None:
    task = a_task(cast)

    hands = Hands(Role.COMMANDER, Role.BLOCK_CONTACT)
    task = tasks.hand_over(task, to=hands, version=task.version, by=cast.lee, at=LATER)

    [promise] = owed()
    assert (promise.owner, task.officer.role) == (task.officer, "commander")
    with pytest.raises(Refused, match="responsible already"):
        tasks.hand_over(task, to=hands, version=task.version, by=cast.lee, at=LATER)


def test_a_question_of_the_community_is_owed_an_answer_within_five_working_days(cast: Cast) -> None:
    task = a_task(cast)
    question = problems.ask(task, words=Words("When do you begin?", "en"), by=cast.carl, at=NOON)
    [open_promise] = owed(Promise.QUESTION)

    problems.resolve(question, words=Words("On Monday.", "en"), by=cast.lee, at=LATER)

    [promise] = owed(Promise.QUESTION)
    assert (open_promise.due_at.date(), open_promise.kept_at) == (date(2026, 5, 11), None)
    assert promise.kept_at == LATER
    assert question.side == "community"
    assert acts() == ["put", "ask", "resolve"]


def test_the_people_concerned_are_told_and_nobody_of_what_they_did_themselves(cast: Cast) -> None:
    task = a_task(cast)
    task = tasks.slip(task, to=date(2026, 6, 3), why=WHY, version=task.version, by=cast.lee, at=LATER)
    problems.ask(task, words=Words("When do you begin?", "en"), by=cast.carl, at=LATER)

    told = Message.objects.filter(kind__startswith="progress.").order_by("pk").values_list("kind", "person__name")

    assert list(told) == [
        ("progress.given", "Lena Brandt"),
        ("progress.slipped", "Carl Petersen"),
        ("progress.asked", "Lee Okafor"),
        ("progress.asked", "Lena Brandt"),
    ]
    slipped = Message.objects.get(kind="progress.slipped")
    assert slipped.subject == "A new date for: Light the path behind the school"
    assert "3 June 2026" in slipped.body


def test_a_task_is_found_by_its_words_and_by_what_was_done(cast: Cast) -> None:
    task = a_task(cast, Stage.COMPLETED)

    found = [[hit.ref for hit in search.find(words).page] for words in ("path behind", "lamps replaced", "giraffe")]

    assert found == [[Ref.of(task)], [Ref.of(task)], []]

"""What each act changes, and what a refused one leaves alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import (
    Arrival,
    Channel,
    Look,
    Promise,
    Reply,
    Said,
    Stage,
    Withheld,
)
from openbeat.apps.concerns.models import Answer, Concern, Reopening
from openbeat.apps.concerns.tests.makers import NOON, a_concern, taken_up
from openbeat.core.files import queries as files
from openbeat.core.files import services as file_services
from openbeat.core.files.demo import a_photo
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.facts import Contact
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import Person
from openbeat.core.search import queries as search
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

LATER = NOON + timedelta(days=3)
SAID = Said("Street light out", "Dark since May.", "en", "lighting")


def acts(concern: Concern) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(kind=queries.KIND, key=str(concern.pk)).order_by("pk")
    return [(row.act, row.facts.get("role", "")) for row in rows]


def owed(concern: Concern) -> set[str]:
    rows = Obligation.objects.filter(kind=queries.KIND, key=str(concern.pk), kept_at=None, released_at=None)
    return set(rows.values_list("promise", flat=True))


def told() -> list[tuple[str, int | None]]:
    return list(Message.objects.order_by("pk").values_list("kind", "person"))


def test_raising_puts_it_before_the_liaison_officer_with_three_dates(cast: Cast) -> None:
    concern = services.raise_concern(SAID, area=cast.beat, by=cast.rosa, at=NOON)

    assert (concern.stage, concern.raised_by, concern.channel) == (Stage.RAISED, cast.rosa, Channel.WEB)
    assert owed(concern) == {Promise.LOOK, Promise.TAKE_UP, Promise.ANSWER}
    answer = Obligation.objects.get(promise=Promise.ANSWER)
    assert (answer.owner.role, answer.owner.area, answer.due_at) == ("liaison", cast.beat, concern.due_at)  # type: ignore[union-attr]
    assert acts(concern) == [("raise", "raised_by")]


def test_a_private_concern_waits_for_no_look(cast: Cast) -> None:
    assert owed(a_concern(cast, private=True)) == {Promise.TAKE_UP, Promise.ANSWER}


def test_the_same_form_sent_twice_makes_one_concern(cast: Cast) -> None:
    arrival = Arrival(once="one-form")

    first = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON, arrival=arrival)
    second = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=LATER, arrival=arrival)

    assert first == second
    assert Concern.objects.count() == 1
    assert Obligation.objects.count() == 3


def test_going_back_and_writing_something_else_makes_another_one(cast: Cast) -> None:
    other = Said("Noise", "Every night.", "en", "noise")

    first = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON, arrival=Arrival(once="one-form"))
    second = services.raise_concern(other, area=cast.beat, by=VISITOR, at=NOON, arrival=Arrival(once="one-form"))

    assert (first.title, second.title) == ("Street light out", "Noise")


def test_whoever_leaves_a_number_is_told_without_an_account(cast: Cast) -> None:
    arrival = Arrival(contact=Contact("email", "maria@example.org", "Maria"))

    concern = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON, arrival=arrival)
    question = Message.objects.get()
    link = question.body.split()[-1]
    assert "maria" not in link
    assert people.agree_address(link.rstrip("/").rpartition("/")[2], at=NOON)
    taken_up(concern, by=cast.lee, at=LATER)

    assert concern.raised_by
    assert (concern.raised_by.name, concern.raised_by.email) == ("Maria", None)
    assert told() == [("people.confirm_address", None), ("concerns.acknowledged", concern.raised_by.pk)]
    news = Message.objects.get(kind="concerns.acknowledged")
    assert (question.address, news.address, news.stage) == ("maria@example.org", "maria@example.org", "queued")
    assert "light" not in question.subject + question.body + news.subject + news.body


def test_an_address_that_nobody_agreed_to_is_not_used(cast: Cast) -> None:
    arrival = Arrival(contact=Contact("email", "somebody.else@example.org"))

    concern = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON, arrival=arrival)
    taken_up(concern, by=cast.lee, at=LATER)

    assert Message.objects.get(kind="concerns.acknowledged").address == ""
    assert not people.agree_address("made-up", at=NOON)


def test_staff_write_down_for_somebody_who_is_found_again_by_their_number(cast: Cast) -> None:
    arrival = Arrival(Channel.TELEPHONE, contact=Contact("telephone", "+1 608 555 0143", "Mr. Aye"))

    first = services.enter_concern(SAID, area=cast.beat, by=cast.lee, at=NOON, arrival=arrival)
    second = services.enter_concern(SAID, area=cast.beat, by=cast.lou, at=LATER, arrival=arrival)

    assert first.raised_by == second.raised_by
    assert (first.entered_by, first.channel) == (cast.lee, Channel.TELEPHONE)
    assert owed(first) == {Promise.LOOK, Promise.TAKE_UP, Promise.ANSWER}
    assert acts(first) == [("enter", "liaison")]


def test_residents_do_not_write_down_for_others(cast: Cast) -> None:
    people = Person.objects.count()

    with pytest.raises(Refused, match="Only staff who write down"):
        services.enter_concern(SAID, area=cast.beat, by=cast.noor, at=NOON, arrival=Arrival(Channel.PAPER))

    assert (Concern.objects.count(), Person.objects.count()) == (0, people)


def test_taking_it_up_keeps_the_promise_and_tells_who_raised_it(cast: Cast) -> None:
    concern = taken_up(a_concern(cast), by=cast.lee, at=LATER)

    assert (concern.stage, concern.taken_up_at) == (Stage.TAKEN_UP, LATER)
    assert owed(concern) == {Promise.LOOK, Promise.ANSWER}
    assert told() == [("concerns.acknowledged", cast.rosa.pk)]


def test_answering_closes_the_loop_and_is_on_record(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)

    concern = services.answer(concern, Reply("Repaired.", "en"), by=cast.lee, at=LATER)

    assert (concern.stage, concern.answered_at, concern.due_at) == (Stage.ANSWERED, LATER, None)
    assert [(answer.number, answer.text) for answer in queries.answers_to(concern)] == [(1, "Repaired.")]
    before = [("raise", "raised_by"), ("acknowledge", "liaison"), ("take_up", "liaison")]
    assert acts(concern) == [*before, ("answer", "liaison")]
    assert owed(concern) == {Promise.LOOK, Promise.CONFIRM}
    assert Obligation.objects.get(promise=Promise.CONFIRM).person == cast.rosa
    assert told()[-1] == ("concerns.answered", cast.rosa.pk)


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    before = (Entry.objects.count(), Message.objects.count())

    with pytest.raises(Refused, match="Only the liaison officer of this area"):
        services.answer(concern, Reply("Never mind.", "en"), by=cast.rosa, at=LATER)

    concern.refresh_from_db()
    assert concern.stage == Stage.TAKEN_UP
    assert (Entry.objects.count(), Message.objects.count(), Answer.objects.count()) == (*before, 0)


def test_the_second_of_two_who_answer_hears_of_the_first(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    services.answer(concern, Reply("Repaired on Monday.", "en", 0), by=cast.lee, at=LATER)

    with pytest.raises(Conflict) as conflict:
        services.answer(concern, Reply("It was the fuse.", "en", 0), by=cast.lena, at=LATER)

    assert (conflict.value.theirs, conflict.value.version) == ("Repaired on Monday.", 1)
    concern = services.answer(concern, Reply("Both.", "en", 1), by=cast.lena, at=LATER)
    answers = queries.answers_to(concern)
    assert [(answer.number, answer.text, answer.amends) for answer in answers] == [
        (2, "Both.", True),
        (1, "Repaired on Monday.", False),
    ]


def test_reopening_keeps_the_answer_and_owes_another(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())

    concern = services.reopen(concern, Reply("Dark again.", "en"), by=cast.rosa, at=LATER)

    assert (concern.stage, concern.answers_given, concern.due_at is None) == (Stage.TAKEN_UP, 1, False)
    assert owed(concern) == {Promise.ANSWER, Promise.LOOK}
    assert Reopening.objects.get().looked_at is None
    concern = services.answer(concern, Reply("A new lamp.", "en", 1), by=cast.lee, at=LATER)
    assert [answer.text for answer in queries.answers_to(concern)] == ["A new lamp.", "The lamp was repaired."]


def test_what_is_solved_can_be_opened_again(cast: Cast) -> None:
    concern = services.reopen(a_concern(cast, Stage.CONFIRMED), Reply("Again.", "en"), by=cast.rosa, at=LATER)

    assert (concern.stage, concern.confirmed_at) == (Stage.TAKEN_UP, None)


def test_the_holder_of_the_receipt_confirms_without_an_account(cast: Cast) -> None:
    concern = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON)
    taken_up(concern, by=cast.lee, at=NOON)
    services.answer(concern, Reply("Repaired.", "en"), by=cast.lee, at=NOON)

    with pytest.raises(Refused, match="Only the person who raised this"):
        services.confirm(concern, by=VISITOR, at=LATER)
    concern = services.confirm(concern, by=Holder(frozenset({Ref.of(concern)})), at=LATER)

    assert (concern.stage, concern.confirmed_at) == (Stage.CONFIRMED, LATER)
    assert acts(concern)[-1] == ("confirm", "raised_by")


def test_what_was_released_can_be_found_and_what_was_not_cannot(cast: Cast) -> None:
    new, withheld, private = (
        a_concern(cast),
        a_concern(cast, look=Look(words=Withheld.NAME)),
        a_concern(cast, private=True),
    )
    released = a_concern(cast, look=Look())

    assert search.keys("street light", queries.KIND) == [str(released.pk)]
    services.look(released, Look(words=Withheld.CASE), by=cast.lee, at=LATER)
    assert search.keys("street light", queries.KIND) == []
    assert {concern.looked_at is None for concern in (new, private)} == {True}
    assert withheld.words_withheld == Withheld.NAME


def test_whoever_wrote_it_is_told_what_is_not_shown(cast: Cast) -> None:
    a_concern(cast, look=Look())
    assert told() == []

    a_concern(cast, look=Look(words=Withheld.NAME))
    assert told() == [("concerns.withheld", cast.rosa.pk)]


def test_a_photo_is_seen_after_the_look(cast: Cast) -> None:
    arrival = Arrival(photo=file_services.checked(a_photo()), photo_words="A dark street")
    concern = services.raise_concern(SAID, area=cast.beat, by=cast.rosa, at=NOON, arrival=arrival)
    (photo,) = files.of(concern)
    assert (files.visible(photo.pk, cast.lee), files.visible(photo.pk, cast.rosa)) == (photo, photo)
    assert files.visible(photo.pk, cast.noor) is None

    services.look(concern, Look(photo=Withheld.FACE), by=cast.lee, at=LATER)
    assert files.visible(photo.pk, VISITOR) is None
    services.look(concern, Look(), by=cast.lee, at=LATER)
    assert files.visible(photo.pk, VISITOR) == photo


def test_moving_hands_over_what_is_owed_by_the_same_dates(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    due = concern.due_at

    concern = services.move(concern, to=cast.other, by=cast.lee, at=LATER)

    assert (concern.stage, concern.area, concern.due_at) == (Stage.RAISED, cast.other, due)
    rows = Obligation.objects.filter(kept_at=None)
    assert {(row.promise, row.owner.area, row.area) for row in rows} == {  # type: ignore[union-attr]
        (promise, cast.other, cast.other) for promise in (Promise.LOOK, Promise.TAKE_UP, Promise.ANSWER)
    }
    assert told()[-1] == ("concerns.moved", cast.rosa.pk)
    assert taken_up(concern, by=cast.lou, at=LATER).stage == Stage.TAKEN_UP


def test_a_task_that_is_done_answers_where_its_owner_may_answer(cast: Cast) -> None:
    concern = a_concern(cast, Stage.WORKED_ON)

    services.work_done(str(concern.pk), by=cast.lee, at=LATER, words="Two lamps were replaced.", language="en")

    concern.refresh_from_db()
    assert concern.stage == Stage.ANSWERED
    assert [answer.text for answer in queries.answers_to(concern)] == ["Two lamps were replaced."]


def test_a_task_done_by_somebody_else_makes_the_answer_due(cast: Cast) -> None:
    concern = a_concern(cast, Stage.WORKED_ON)

    services.work_done(str(concern.pk), by=cast.imani, at=LATER, words="Two lamps were replaced.", language="en")

    concern.refresh_from_db()
    assert (concern.stage, concern.done_words) == (Stage.TAKEN_UP, "Two lamps were replaced.")
    assert Promise.ANSWER in owed(concern)


def test_a_meeting_that_takes_it_up_gives_it_an_owner(cast: Cast) -> None:
    concern = a_concern(cast)

    services.started(str(concern.pk), by=cast.carl, at=LATER)
    services.started(str(concern.pk), by=cast.carl, at=LATER)

    concern.refresh_from_db()
    assert (concern.stage, concern.taken_up_at) == (Stage.TAKEN_UP, LATER)


def test_a_receipt_is_claimed_once(cast: Cast) -> None:
    concern = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON)

    assert services.claim(str(concern.pk), by=cast.noor, at=LATER)
    assert not services.claim(str(concern.pk), by=cast.rosa, at=LATER)

    concern.refresh_from_db()
    assert concern.raised_by == cast.noor

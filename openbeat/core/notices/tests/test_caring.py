"""What people do about messages, and that words are forgotten in time."""

from datetime import timedelta

import pytest

from openbeat.core.ledger.models import Entry
from openbeat.core.notices import queries, services, stops
from openbeat.core.notices.lifecycle import Act, Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.tests.makers import NOON, a_call, a_message, a_person, at_stage, serving
from openbeat.core.people import services as people
from openbeat.core.people.demo import Cast
from openbeat.core.vault import facts
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.services import retention
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

LATER = NOON + timedelta(hours=1)


def acts(message: Message) -> list[tuple[str, str]]:
    found = Entry.objects.filter(kind="notices.message", key=str(message.pk)).order_by("pk")
    return [(entry.act, entry.by.name if entry.by else "") for entry in found]


def test_a_call_that_was_made_is_done_and_on_record(cast: Cast) -> None:
    message = services.see_to(a_call(cast.beat), Act.TOLD, by=cast.lee, at=LATER)

    assert (message.stage, message.closed_at) == (Stage.DELIVERED, LATER)
    assert acts(message) == [("told", "Lee Okafor")]
    assert list(queries.waiting(cast.lee)) == []


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    message = a_call(cast.beat)

    with pytest.raises(Refused, match="Only whoever answers for this area"):
        services.see_to(message, Act.TOLD, by=cast.lou, at=LATER)

    message.refresh_from_db()
    assert (message.stage, acts(message)) == (Stage.QUEUED, [])


def test_a_call_that_nobody_answered_is_made_again_three_hours_later(cast: Cast) -> None:
    message = services.see_to(a_call(cast.beat), Act.NO_ANSWER, by=cast.lee, at=NOON)

    assert (message.stage, message.attempts, message.next_at) == (Stage.QUEUED, 1, NOON + timedelta(hours=3))
    assert list(queries.waiting(cast.lee)) == [message]


def test_a_wrong_number_makes_it_a_letter(cast: Cast) -> None:
    person = a_person("telephone", "post")
    message = services.see_to(a_call(cast.beat, person), Act.WRONG, by=cast.lee, at=LATER)

    letter = Message.objects.get(instead_of=message)
    assert (message.stage, message.reason, message.closed_at) == (Stage.FAILED, Reason.WRONG, LATER)
    assert (letter.channel, letter.area_id) == ("letter", cast.beat.pk)
    assert list(queries.waiting(cast.lee)) == [letter]


def test_an_unknown_message_can_be_sent_again_by_a_person_only(cast: Cast) -> None:
    message = at_stage(a_call(cast.beat, a_person("email")), Stage.UNKNOWN)

    message = services.see_to(message, Act.RESEND, by=cast.lee, at=LATER)
    with serving() as server:
        services.send(message.pk, at=LATER)

    message.refresh_from_db()
    assert (message.stage, message.attempts, len(server.took)) == (Stage.SENT, 2, 1)


def test_an_unknown_message_that_arrived_is_closed(cast: Cast) -> None:
    message = at_stage(a_call(cast.beat, a_person("email")), Stage.UNKNOWN)
    message = services.see_to(message, Act.CONFIRM, by=cast.ada, at=LATER)
    assert (message.stage, message.closed_at) == (Stage.SENT, LATER)


def test_a_failed_message_that_nobody_can_bring_is_given_up_by_name(cast: Cast) -> None:
    message = at_stage(a_call(cast.beat), Stage.FAILED)
    message = services.see_to(message, Act.GIVE_UP, by=cast.cora, at=LATER)
    assert (message.stage, message.reason, acts(message)) == (
        Stage.FAILED,
        Reason.GIVEN_UP,
        [("give_up", "Cora Lindqvist")],
    )


def test_the_list_shows_each_person_their_own_areas(cast: Cast) -> None:
    here, there = a_call(cast.beat), a_call(cast.other)

    assert list(queries.waiting(cast.lee)) == [here]
    assert list(queries.waiting(cast.lou)) == [there]
    assert set(queries.waiting(cast.cora)) == {here, there}
    assert set(queries.waiting(cast.ada)) == {here, there}
    assert list(queries.waiting(cast.rosa)) == []


def test_the_link_in_a_message_stops_more_of_them_once(cast: Cast) -> None:
    person = a_person("email", "telephone")
    message = a_message(person)

    assert services.stop(stops.key(stops.token(message.pk)), at=LATER)
    assert not services.stop(message.pk, at=LATER)

    assert a_message(person, once="next").channel == "telephone"
    assert [act for act, _by in acts(message)] == ["stop"]


@pytest.mark.parametrize("token", ["", "1", "1:x:y", "x" * 400])
def test_a_link_that_was_altered_stops_nothing(db: None, token: str) -> None:
    a_message()
    assert stops.key(token) is None
    assert not services.stop(stops.key(token), at=LATER)


def test_words_are_forgotten_a_month_after_they_were_sent(cast: Cast) -> None:
    done = services.see_to(a_call(cast.beat), Act.TOLD, by=cast.lee, at=NOON)
    waiting = a_call(cast.beat, a_person("telephone"))

    assert services.purge(at=NOON + timedelta(days=29)) == 0
    assert services.purge(at=NOON + timedelta(days=31)) == 1

    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (done.subject, done.body, done.address, done.stage) == ("", "", "", Stage.DELIVERED)
    assert waiting.body == "Glass"


def test_words_about_something_that_is_held_are_not_forgotten(cast: Cast) -> None:
    message = a_message(cast.rosa, about=cast.noor, link="/")
    Message.objects.filter(pk=message.pk).update(stage=Stage.SENT, settled_at=NOON, closed_at=NOON)
    later, request = NOON + timedelta(days=31), facts.Reason(HoldSort.REQUEST, "Request 2026-81", "en")

    for ref in (Ref.of(cast.noor), Ref.of(message)):
        hold = retention.hold(ref, request, by=cast.ada, at=NOON)
        assert services.purge(at=later) == 0
        retention.lift(hold, by=cast.ada, at=later)
    assert services.purge(at=later) == 1


def test_whoever_is_forgotten_is_told_nothing_more(cast: Cast) -> None:
    message = a_message(cast.noor)
    about_noor = a_message(cast.rosa, about=cast.noor, link="/")
    services.see_to(a_call(cast.beat, title="x"), Act.TOLD, by=cast.lee, at=NOON)
    at_stage(about_noor, Stage.SENT)

    people.forget(cast.noor, by=cast.noor, at=LATER)
    services.forget(cast.noor, [Ref.of(cast.noor)], at=LATER)

    message.refresh_from_db()
    about_noor.refresh_from_db()
    assert (message.stage, message.body, message.address, message.closed_at) == (Stage.FAILED, "", "", LATER)
    assert (about_noor.stage, about_noor.body) == (Stage.SENT, "")

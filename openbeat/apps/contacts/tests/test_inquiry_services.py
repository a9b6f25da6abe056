"""What each act on an inquiry changes; and that the post owes the answer, whoever holds it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Channel, Done, FollowUpKind, Stage, Words
from openbeat.apps.contacts.models import FollowUp, Inquiry, Turn
from openbeat.apps.contacts.services import inquiries as services
from openbeat.apps.contacts.tests.makers import NOON, an_inquiry
from openbeat.core.ledger.models import Entry
from openbeat.core.loop import queries as loop
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.facts import Contact
from openbeat.core.people.models import Person, Tenure
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from tests.cast import Cast

LATER = NOON + timedelta(days=3)
WORDS = Words("Who can speak with the tenants?", "en")


def owed(inquiry: Inquiry) -> set[str]:
    rows = Obligation.objects.filter(kind=queries.KIND, key=str(inquiry.pk), kept_at=None, released_at=None)
    return set(rows.values_list("promise", flat=True))


def told() -> list[tuple[str, int | None]]:
    return list(Message.objects.order_by("pk").values_list("kind", "person"))


def test_writing_puts_it_before_the_post_with_a_date_and_tells_its_holders(cast: Cast) -> None:
    inquiry = an_inquiry(cast)

    row = Obligation.objects.get(promise="contacts.inquiry")
    assert (row.owner, row.area, row.owner == inquiry.post) == (places.post(cast.beat, "liaison"), cast.beat, True)
    assert sorted(told()) == sorted([("contacts.received", cast.lee.pk), ("contacts.received", cast.lena.pk)])
    assert "tenants" not in "".join(Message.objects.values_list("body", flat=True))


def test_it_survives_the_transfer_of_the_officer(cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.OWNED)
    services.log(inquiry, Done(FollowUpKind.CALL, NOON.date(), "Mornings suit them.", "en"), by=cast.lee, at=NOON)
    for tenure in Tenure.objects.filter(post=inquiry.post):
        people.dismiss(tenure, by=BUILDER, at=LATER)
    people.appoint(cast.imani, inquiry.post, by=BUILDER, at=LATER)
    successor, before = Person.objects.get(pk=cast.imani.pk), Person.objects.get(pk=cast.lee.pk)

    assert [row.key for row in loop.waiting_for(successor) if row.kind == queries.KIND] == [str(inquiry.pk)]
    assert [each.words for each in queries.follow_ups_of(inquiry)] == ["Mornings suit them."]
    services.answer(inquiry, Words("I come on Thursday.", "en"), by=successor, at=LATER)
    assert not queries.visible_to(before).exists()


def test_where_the_post_is_vacant_the_commander_is_told_and_reads(cast: Cast) -> None:
    post = places.post(cast.beat, "liaison")
    for tenure in Tenure.objects.filter(post=post):
        people.dismiss(tenure, by=BUILDER, at=NOON)

    inquiry = services.write(WORDS, post, area=cast.beat, arrival=Arrival(), by=VISITOR, at=NOON)

    assert told() == [("contacts.received", cast.cora.pk)]
    assert list(queries.waiting_for(Person.objects.get(pk=cast.cora.pk))) == [inquiry]


def test_the_same_form_sent_twice_makes_one_inquiry(cast: Cast) -> None:
    arrival, post = Arrival(once="one-form"), places.post(cast.beat, "liaison")

    first = services.write(WORDS, post, area=cast.beat, arrival=arrival, by=VISITOR, at=NOON)
    second = services.write(WORDS, post, area=cast.beat, arrival=arrival, by=VISITOR, at=LATER)

    assert (first, Inquiry.objects.count(), Obligation.objects.count()) == (second, 1, 1)


def test_a_caller_is_written_down_and_told_by_telephone(cast: Cast) -> None:
    arrival = Arrival(Channel.TELEPHONE, contact=Contact("telephone", "+1 608 555 0143", "Mr. Aye"))
    post = places.post(cast.beat, "liaison")

    inquiry = services.enter(WORDS, post, area=cast.beat, arrival=arrival, by=cast.lee, at=NOON)
    services.answer(inquiry, Words("On Thursday.", "en"), by=cast.lee, at=LATER)

    message = Message.objects.get(kind="contacts.answered")
    assert inquiry.written_by
    assert (inquiry.written_by.name, inquiry.entered_by, message.channel) == ("Mr. Aye", cast.lee, "telephone")
    assert message.address == "+16085550143"


def test_answering_closes_the_loop_and_sending_back_opens_it_again(cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.ANSWERED)
    assert (owed(inquiry), inquiry.stage) == ({"contacts.confirm"}, Stage.ANSWERED)

    inquiry = services.send_back(inquiry, Words("On Thursday we work.", "en"), by=cast.rosa, at=LATER)
    assert (owed(inquiry), inquiry.stage) == ({"contacts.inquiry"}, Stage.OWNED)

    inquiry = services.answer(inquiry, Words("Then on Friday.", "en"), by=cast.lena, at=LATER)
    inquiry = services.confirm(inquiry, by=cast.rosa, at=LATER)
    turns = [(turn.kind, turn.words) for turn in queries.turns_of(inquiry)]
    assert (owed(inquiry), inquiry.stage) == (set(), Stage.CONFIRMED)
    assert turns == [
        ("answer", "I can come on Thursday at six."),
        ("sent_back", "On Thursday we work."),
        ("answer", "Then on Friday."),
    ]


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.OWNED)
    before = (Entry.objects.count(), Message.objects.count())

    with pytest.raises(Refused, match="Only whoever holds this post, or steps in for it"):
        services.answer(inquiry, Words("No.", "en"), by=cast.lou, at=LATER)

    inquiry.refresh_from_db()
    assert (Entry.objects.count(), Message.objects.count()) == before
    assert (inquiry.stage, Turn.objects.count()) == (Stage.OWNED, 0)


def test_whoever_holds_the_receipt_may_say_that_it_is_theirs(cast: Cast) -> None:
    post = places.post(cast.beat, "liaison")
    inquiry = services.write(WORDS, post, area=cast.beat, arrival=Arrival(), by=VISITOR, at=NOON)

    assert services.claim(str(inquiry.pk), by=cast.noor, at=LATER)
    assert not services.claim(str(inquiry.pk), by=cast.rosa, at=LATER)
    assert list(queries.own(cast.noor)) == [inquiry]


def test_whoever_is_forgotten_takes_their_words_and_what_was_noted_about_them(cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.ANSWERED)
    services.log(inquiry, Done(FollowUpKind.VISIT, NOON.date(), "Third floor.", "en"), by=cast.lee, at=LATER)

    people.forget(cast.rosa, by=cast.rosa, at=LATER)

    inquiry.refresh_from_db()
    assert (inquiry.words, Turn.objects.get().words, FollowUp.objects.get().words) == ("", "", "")

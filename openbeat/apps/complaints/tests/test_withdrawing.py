"""Withdrawing is asked twice and pressed by nobody; one door is routed; somebody is kept out by choosing them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Barred, Kind, Promise, Sort, Stage, Wish, Without, Words
from openbeat.apps.complaints.models import Allegation, Bar, Withdrawal
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, holder_of, opened_as, unlocked
from openbeat.core.notices.models import Message
from openbeat.core.vault import services as vault
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from tests.cast import Cast

LATER = NOON + timedelta(days=3)


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.lee])


def test_the_first_word_ends_nothing_and_the_second_some_days_later_does(office: Office) -> None:
    filed = a_complaint(office, Stage.ACKNOWLEDGED)
    complaint, holder = filed.complaint, holder_of(filed)
    services.withdraw(complaint, by=holder, at=NOON)

    with pytest.raises(Refused, match="We ask you again some days later"):
        services.confirm_withdrawal(complaint, by=holder, at=LATER - timedelta(seconds=1))
    with pytest.raises(Refused, match="You have said so already"):
        services.withdraw(complaint, by=holder, at=NOON)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.ACKNOWLEDGED

    complaint = services.confirm_withdrawal(complaint, by=holder, at=LATER)

    assert (complaint.stage, complaint.without) == (Stage.DECIDED, Without.WITHDRAWN)
    assert Withdrawal.objects.get().state == Wish.CONFIRMED


def test_the_database_too_lets_nothing_end_before_they_were_asked_again(office: Office) -> None:
    row = services.withdraw(a_complaint(office).complaint, by=office.ines, at=NOON)

    with pytest.raises(IntegrityError):
        Withdrawal.objects.filter(pk=row.pk).update(state=Wish.CONFIRMED, ended_at=NOON + timedelta(hours=1))


def test_staff_write_the_wish_down_and_never_give_the_second_answer(office: Office) -> None:
    filed = a_complaint(office)
    services.withdraw(filed.complaint, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Only whoever has the receipt"):
        services.confirm_withdrawal(filed.complaint, by=office.ines, at=LATER)  # type: ignore[arg-type]

    complaint = services.let_it_go_on(
        filed.complaint, Words("He waited at my door.", "en"), by=holder_of(filed), at=LATER
    )
    assert Withdrawal.objects.get().state == Wish.GOES_ON
    assert complaint.turns_taken == 1
    with pytest.raises(Refused, match="Nobody has asked to withdraw"):
        services.confirm_withdrawal(complaint, by=holder_of(filed), at=LATER)


def test_that_somebody_pressed_them_is_an_allegation_of_its_own_with_the_shortest_clock(office: Office) -> None:
    filed = a_complaint(office, Stage.IN_WORK)
    holder, words = holder_of(filed), Words("He waited at my door.", "en")
    services.withdraw(filed.complaint, by=holder, at=NOON)

    services.let_it_go_on(filed.complaint, words, by=holder, at=LATER)

    point = Allegation.objects.get(retaliation=True)
    opened = vault.opened(queries.safe_of(filed.complaint), office.keys(office.ines))
    assert (point.kind, opened.text(point.words).rstrip()) == ("retaliation", words.text)
    owed = {row.promise: row.due_at for row in clocking.open_rows(filed.complaint)}
    assert owed[Promise.RETALIATION_ACKNOWLEDGE] <= LATER + timedelta(days=4)
    assert Message.objects.filter(kind="complaints.alarm", person=office.omar).count() == 1
    assert [turn.kind for turn in queries.turns_of(filed.complaint, opened)][-1] == Kind.RETALIATION


def test_who_wants_it_to_end_and_was_pressed_has_reported_that_and_nothing_ends(office: Office) -> None:
    filed = a_complaint(office, Stage.IN_WORK)
    holder, words = holder_of(filed), Words("He waited at my door.", "en")
    with pytest.raises(Refused, match="Nobody has asked to withdraw"):
        services.say_pressed(filed.complaint, words, by=holder, at=LATER)
    services.withdraw(filed.complaint, by=holder, at=NOON)

    complaint = services.say_pressed(filed.complaint, words, by=holder, at=LATER)

    assert (complaint.stage, Withdrawal.objects.get().state) == (Stage.IN_WORK, Wish.ASKED)
    assert Allegation.objects.filter(complaint=complaint, retaliation=True, without="").count() == 1
    with pytest.raises(Refused, match="Only whoever has the receipt"):
        services.say_pressed(complaint, words, by=office.ines, at=LATER)  # type: ignore[arg-type]


def test_the_office_may_go_on_without_them_and_then_a_second_word_ends_nothing(office: Office) -> None:
    filed = a_complaint(office)
    services.withdraw(filed.complaint, by=holder_of(filed), at=NOON)

    services.go_on_without_them(filed.complaint, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Nobody has asked to withdraw"):
        services.confirm_withdrawal(filed.complaint, by=holder_of(filed), at=LATER)
    with pytest.raises(Refused, match="Only those to whom"):
        services.go_on_without_them(filed.complaint, by=holder_of(filed), at=NOON)


def test_the_office_goes_on_without_them_by_a_button_and_says_so_on_their_page(client: Client, office: Office) -> None:
    filed = a_complaint(office)
    services.withdraw(filed.complaint, by=holder_of(filed), at=NOON)
    unlocked(client, office, office.ines)
    assert "Go on without them" in opened_as(client, filed.complaint)

    page = client.post(f"/complaints/{filed.complaint.pk}/go-on/", follow=True).text

    assert "It goes on without them. Their page says so." in page
    assert "Go on without them" not in page
    again = client.post(f"/complaints/{filed.complaint.pk}/go-on/", follow=True).text
    assert "It goes on without them. Their page says so." not in again


def test_their_page_asks_in_private_and_says_when(client: Client, office: Office) -> None:
    filed = a_complaint(office, at=now())
    own = f"/complaints/{filed.complaint.pk}/own/"
    client.post("/receipt/", {"code": filed.code})
    page = client.get(own).text
    assert page.index("Write more") < page.index("I want to withdraw it")  # nobody is led to it first

    client.post(f"{own}withdraw/")
    page = client.get(own).text
    assert page.index("Did anybody put pressure on you?") < page.index("Write more")  # a question that waits is first
    assert "Did anybody put pressure on you?" in page
    assert 'value="confirm"' not in page
    early = client.post(f"{own}withdraw/again/", {"answer": "confirm"}, follow=True).text
    assert "so that nobody can press you into it" in early

    for answer, told in (("confirm", "Nothing has ended"), ("go_on", "is looked into")):
        form = {"answer": answer, "language": "en", "text": f"A man at my door, {answer}.", "pressed": "on"}
        on = client.post(f"{own}withdraw/again/", form, follow=True).text
        assert (told in on, form["text"] in on) == (True, True)
    assert Allegation.objects.filter(retaliation=True).count() == 2


def test_a_tick_is_enough_to_say_that_somebody_pressed_them_and_words_too_long_come_back(
    client: Client, office: Office
) -> None:
    filed = a_complaint(office, at=now())
    own = f"/complaints/{filed.complaint.pk}/own/"
    client.post("/receipt/", {"code": filed.code})
    client.post(f"{own}withdraw/")
    long = {"answer": "go_on", "language": "en", "text": "x" * 20_001}
    back = client.post(f"{own}withdraw/again/", long)
    assert (back.status_code, "x" * 20_001 in back.text) == (422, True)
    assert not Allegation.objects.exists()

    page = client.post(f"{own}withdraw/again/", {"answer": "go_on", "language": "en", "pressed": "on"}, follow=True)

    assert "Somebody put pressure on me so that I withdraw it." in page.text
    assert Allegation.objects.get().retaliation
    assert Client().post(f"{own}withdraw/").status_code == 404


def test_what_came_by_one_door_is_said_to_be_praise_or_a_question(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    unlocked(client, office, office.ines)
    assert "Praise" in opened_as(client, complaint)

    client.post(f"/complaints/{complaint.pk}/route/", {"sort": "praise"})

    complaint.refresh_from_db()
    assert complaint.sort == Sort.PRAISE
    with pytest.raises(Refused, match="It is that already"):
        services.route(complaint, Sort.PRAISE, by=office.ines, at=NOON)
    assert client.post(f"/complaints/{complaint.pk}/route/", {"sort": "nonsense"}).status_code == 404


def test_a_reader_chooses_from_whom_it_is_kept(client: Client, office: Office, cast: Cast) -> None:
    complaint = a_complaint(office, unseen=("Badge 9",)).complaint
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    assert "The program does not know for certain who is meant" in page
    assert "Badge 9" in page

    client.post(f"/complaints/{complaint.pk}/bar/", {"bar_person": cast.lee.pk, "bar_why": "asked"})
    nobody = client.post(f"/complaints/{complaint.pk}/bar/", {"bar_person": "", "bar_why": "asked"}, follow=True).text

    assert Bar.objects.get().why == Barred.ASKED
    assert queries.is_barred(cast.lee, queries.rows().get(pk=complaint.pk))
    assert "Nobody was chosen" in nobody

"""Withdrawing is asked twice and pressed by nobody; one door is routed; somebody is kept out by choosing them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Barred, Sort, Stage, Wish, Without, Words
from openbeat.apps.complaints.models import Bar, Withdrawal
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, holder_of, opened_as, unlocked
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


def test_the_office_may_go_on_without_them_and_then_a_second_word_ends_nothing(office: Office) -> None:
    filed = a_complaint(office)
    services.withdraw(filed.complaint, by=holder_of(filed), at=NOON)

    services.go_on_without_them(filed.complaint, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Nobody has asked to withdraw"):
        services.confirm_withdrawal(filed.complaint, by=holder_of(filed), at=LATER)
    with pytest.raises(Refused, match="Only those to whom"):
        services.go_on_without_them(filed.complaint, by=holder_of(filed), at=NOON)


def test_their_page_asks_in_private_and_says_when(client: Client, office: Office) -> None:
    filed = a_complaint(office, at=now())
    own = f"/complaints/{filed.complaint.pk}/own/"
    client.post("/receipt/", {"code": filed.code})
    assert "I want to withdraw it" in client.get(own).text

    client.post(f"{own}withdraw/")
    page = client.get(own).text
    assert "Did anybody put pressure on you?" in page
    assert 'value="confirm"' not in page
    early = client.post(f"{own}withdraw/again/", {"answer": "confirm"}, follow=True).text
    assert "so that nobody can press you into it" in early

    on = client.post(f"{own}withdraw/again/", {"answer": "go_on", "pressed": "A man at my door."}, follow=True).text
    assert "A man at my door." in on
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

"""Recordings that others hold: asked for within a day, sealed to whoever holds them, and lost ones stay in sight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Barred, Promise, Stage, Who
from openbeat.apps.complaints.lifecycle.recordings import Answered, Asked, State, Tape
from openbeat.apps.complaints.models import Complaint, Recording
from openbeat.apps.complaints.policies import RECORDINGS_POLICY as POLICY
from openbeat.apps.complaints.queries import facts
from openbeat.apps.complaints.queries import recordings as found
from openbeat.apps.complaints.services import recordings
from openbeat.apps.complaints.tests.makers import NOON, SAID, Office, a_complaint, an_office, opened_as, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices import services as notices
from openbeat.core.notices.models import Message
from openbeat.core.people.models import Person
from openbeat.core.receipts.models import OneTimeToken
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Shut
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from conftest import CountQueries

DAY = timedelta(days=1)
WARNINGS = ("complaints.overwritten", "complaints.still_keep")
WHICH = "Friday 21:00 to 22:00, Weir Street, unit 12"


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani, cast.lee])


@pytest.fixture
def complaint(office: Office) -> Complaint:
    return a_complaint(office, Stage.ACKNOWLEDGED).complaint


def asked(office: Office, complaint: Complaint, holder: Person, tape: Tape = Tape.BODY) -> Recording:
    request = Asked(tape, holder, WHICH, "en", date(2026, 5, 14))
    return recordings.ask_to_keep(complaint, request, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_whoever_holds_it_reads_which_one_and_no_word_of_the_matter(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)

    [told] = Message.objects.filter(kind="complaints.keep_recording")
    assert told.person == cast.imani
    assert not any(words in told.subject + told.body for words in (WHICH, SAID.words, "omplain"))
    assert (row.state, row.holder, row.overwritten_on) == (State.ASKED, cast.imani, date(2026, 5, 14))
    assert not any(WHICH.encode() in bytes(value) for value in (row.what, row.request))
    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    assert [one.what for one in found.opened_rows(complaint, opened)] == [WHICH]
    assert not queries.visible_to(cast.imani).exists()
    assert list(found.waiting_for(cast.imani)) == [row]
    assert not found.visible_to(cast.lee).exists()


def test_no_address_tells_what_was_asked_for_and_the_old_ones_open_nothing(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)
    [told] = Message.objects.filter(kind="complaints.keep_recording")
    client.force_login(cast.imani)

    shown = client.get(told.link)

    assert (told.link, shown.status_code) == (f"/asked/{row.pk}/", 200)
    assert "Please keep a recording" in shown.text
    by_link = reverse("complaints:keep_recording", args=[row.pk])
    for address in (told.link, the_link("complaints.keep_recording"), by_link):
        assert not any(word in address for word in ("complain", "record", "matter", "officer", "keep"))
    for old in (f"/complaints/recordings/{row.pk}/", f"/complaints/recordings/{row.pk}/keep/"):
        assert client.get(old).status_code == 404


def test_nobody_is_asked_whom_it_is_about_or_who_has_no_key(cast: Cast, office: Office, complaint: Complaint) -> None:
    services.add_accused(complaint, Who("Imani"), person=cast.imani, unit=None, by=office.ines, at=NOON)
    services.bar(complaint, cast.lee, Barred.ASKED, by=office.ines, at=NOON)

    for holder, why in ((cast.imani, "kept from them"), (cast.lee, "kept from them"), (cast.lou, "not made a key")):
        with pytest.raises(Refused, match=why):
            asked(office, complaint, holder)
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        recordings.there_is_none(complaint, Tape.CAR, by=office.omar, at=NOON)
    request = Asked(Tape.BODY, cast.imani, WHICH, "en")
    with pytest.raises(Shut):
        recordings.ask_to_keep(complaint, request, keys=NO_KEYS, by=office.ines, at=NOON)
    assert not Recording.objects.exists()


def test_the_promise_is_kept_once_each_sort_was_asked_for_or_there_is_none(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    promise = Obligation.objects.get(promise=Promise.PRESERVE, key=str(complaint.pk))
    assert promise.due_at - NOON <= 2 * DAY

    for tape in list(Tape)[1:]:
        recordings.there_is_none(complaint, tape, by=office.ines, at=NOON)
    promise.refresh_from_db()
    assert (promise.kept_at, found.missing(complaint)) == (None, [Tape.BODY])
    asked(office, complaint, cast.imani)

    promise.refresh_from_db()
    assert (promise.kept_at, found.missing(complaint)) == (NOON, [])


def test_an_answer_is_sealed_to_the_matter_and_its_readers_hear_of_it(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)

    recordings.answer_recording(row, Answered(State.KEPT, "On a server, folder 7."), by=cast.imani, at=NOON)

    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    [kept] = found.opened_rows(complaint, opened)
    assert (kept.row.state, kept.answer, kept.row.answered_at) == (
        State.KEPT,
        "On a server, folder 7.",
        NOON,
    )
    assert office.ines in [told.person for told in Message.objects.filter(kind="complaints.news")]
    with pytest.raises(Refused, match="Nobody asked you"):
        recordings.answer_recording(row, Answered(State.KEPT), by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="Say how it stands"):
        recordings.answer_recording(row, Answered(State.ASKED), by=cast.imani, at=NOON)


def test_what_was_said_to_be_kept_is_not_made_away_with_by_saying_that_there_is_none(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)
    row = recordings.answer_recording(row, Answered(State.KEPT), by=cast.imani, at=NOON)

    with pytest.raises(Refused, match="say that it was lost"):
        recordings.answer_recording(row, Answered(State.NONE), by=cast.imani, at=NOON + DAY)

    row = recordings.answer_recording(row, Answered(State.LOST, "The disk failed."), by=cast.imani, at=NOON + DAY)
    assert row.lost_at == NOON + DAY


def test_a_recording_lost_after_the_request_stays_in_the_case_and_in_the_figures(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    lost, there_was_none = asked(office, complaint, cast.imani), asked(office, complaint, cast.imani, Tape.CAR)
    recordings.answer_recording(lost, Answered(State.LOST, "Overwritten."), by=cast.imani, at=NOON + DAY)
    recordings.answer_recording(there_was_none, Answered(State.NONE), by=cast.imani, at=NOON + DAY)

    assert facts.all_facts(NOON + 40 * DAY).recordings == (1, 1)
    with pytest.raises(Refused, match="That stays"):
        recordings.answer_recording(lost, Answered(State.KEPT), by=cast.imani, at=NOON + 2 * DAY)
    lost.refresh_from_db()
    lost.lost_at = NOON - DAY
    with pytest.raises(ValidationError, match="after it was asked for"):
        lost.validate_constraints()


def test_before_it_is_overwritten_whoever_holds_it_and_who_leads_are_warned_once_at_each_step(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)  # overwritten ten days later

    counts = []
    for days in (0, 3, 4, 7, 7, 9, 10):
        recordings.warn_overwritten(at=NOON + days * DAY)
        counts.append(Message.objects.filter(kind__in=WARNINGS).count())
    recordings.answer_recording(row, Answered(State.KEPT), by=cast.imani, at=NOON + 10 * DAY)

    assert counts == [0, 2, 2, 4, 4, 6, 6]
    assert recordings.warn_overwritten(at=NOON + 10 * DAY) == 0
    assert {told.person for told in Message.objects.filter(kind="complaints.overwritten")} == {office.ines}
    assert {told.person for told in Message.objects.filter(kind="complaints.still_keep")} == {cast.imani}


def test_praise_owes_no_recordings(office: Office) -> None:
    assert Obligation.objects.filter(promise=Promise.PRESERVE).count() == 0
    a_complaint(office)
    assert Obligation.objects.filter(promise=Promise.PRESERVE).count() == 1


def test_it_is_asked_for_and_answered_on_two_pages(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    path = f"/complaints/{complaint.pk}/recordings/"
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    form = {"tape": "body", "holder": "imani@example.org", "what": WHICH, "language": "en"}
    empty = client.post(path, {**form, "holder": "", "what": ""})
    assert (empty.status_code, "Say who holds it" in empty.text, "Say which one" in empty.text) == (422, True, True)
    client.post(path, form)
    client.post(path, {"tape": "car", "none": "on", "language": "en"})
    assert WHICH in client.get(path).text

    row = Recording.objects.get(tape=Tape.BODY)
    theirs, page = Client(), f"/asked/{row.pk}/"
    theirs.force_login(cast.imani)
    assert "Your key is locked" in theirs.get(page).text
    unlocked(theirs, office, cast.imani)
    shown = theirs.get(page).text
    assert WHICH in shown
    assert SAID.words not in shown
    assert str(complaint.get_absolute_url()) not in shown
    assert theirs.post(page, {"state": ""}).status_code == 422
    theirs.post(page, {"state": "kept", "words": "Folder 7."})
    assert "Folder 7." in client.get(path).text
    assert theirs.get(path).status_code == 404
    for who in (cast.lee, office.ines):
        stranger = Client()
        stranger.force_login(who)
        assert stranger.get(page).status_code == 404
        assert stranger.post(page, {"state": "lost"}).status_code == 404


def test_only_whoever_was_asked_may_answer(cast: Cast, office: Office, complaint: Complaint) -> None:
    row = asked(office, complaint, cast.imani)

    assert POLICY.verdict(cast.imani, Act.ANSWER_RECORDING, row)
    assert POLICY.verdict(office.ines, Act.ANSWER_RECORDING, row).reason == "Nobody asked you to keep this recording."


def test_the_page_costs_the_same_with_one_recording_and_with_three(
    client: Client, cast: Cast, office: Office, count_queries: CountQueries
) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    asked(office, complaint, cast.imani)
    path = f"/complaints/{complaint.pk}/recordings/"
    with count_queries(18):
        client.get(path)
    for tape in (Tape.CAR, Tape.STREET):
        asked(office, complaint, cast.imani, tape)
    with count_queries(18):
        page = client.get(path).text
    assert page.count(WHICH) == 3


def test_no_request_without_somebody_by_name(office: Office, complaint: Complaint) -> None:
    row = recordings.there_is_none(complaint, Tape.CAR, by=office.ines, at=NOON)
    row = replace_state(row, State.KEPT)
    with pytest.raises(ValidationError, match="Somebody by name"):
        row.validate_constraints()


def replace_state(row: Recording, state: State) -> Recording:
    row.state = state
    return row


def the_link(kind: str) -> str:
    """The path of the link of a message as it is sent: made for this attempt."""
    return notices.opening_link(Message.objects.get(kind=kind), at=now())


def test_whoever_holds_it_answers_by_a_link_that_works_once_without_signing_in(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = asked(office, complaint, cast.imani)
    link = the_link("complaints.keep_recording")
    token = link.rstrip("/").rpartition("/")[2]
    page = f"/asked/{row.pk}/answer/"
    assert client.get(page).status_code == 404
    assert "This link works once." in client.get(link).text  # a program that fetches links uses nothing up
    assert client.get(page).status_code == 404

    assert page in client.post(link, follow=True).text
    shown = client.get(page).text
    client.post(page, {"state": "kept", "words": "Folder 7.", "overwritten_on": "2027-05-14"})

    row.refresh_from_db()
    assert (row.state, row.overwritten_on) == (State.KEPT, date(2027, 5, 14))
    opens = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    assert [one.answer for one in found.opened_rows(complaint, opens)] == ["Folder 7."]
    assert not any(words in shown for words in (WHICH, SAID.words, complaint.get_absolute_url()))
    assert [kept for kept in OneTimeToken.objects.values_list("token_hmac", flat=True) if token in kept] == []
    again = Client()
    assert again.post(link).status_code == 410
    assert again.get(page).status_code == 404
    entry = Entry.objects.get(act=Act.ANSWER_RECORDING)
    assert (entry.actor, entry.by, entry.on_behalf) == ("holder", None, "link")


def test_by_the_link_one_says_that_it_is_overwritten_and_opens_nothing_else(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    row, other = asked(office, complaint, cast.imani), asked(office, complaint, cast.lee, Tape.CAR)
    recordings.warn_overwritten(at=NOON + 7 * DAY)
    client.post(the_link_of("complaints.still_keep", cast.imani))
    page = f"/asked/{row.pk}/answer/"

    nothing = client.post(page, {"state": ""})
    client.post(page, {"state": "lost", "words": "", "overwritten_on": "2026-05-14"})

    row.refresh_from_db()
    assert (nothing.status_code, row.state) == (422, State.LOST)
    assert "That stays" in client.post(page, {"state": "kept"}).text
    assert client.get(f"/asked/{other.pk}/answer/").status_code == 404
    assert client.get(f"/complaints/{complaint.pk}/own/").status_code == 404
    assert client.get(f"/complaints/{complaint.pk}/").status_code in {302, 404}


def the_link_of(kind: str, person: Person) -> str:
    return notices.opening_link(Message.objects.get(kind=kind, person=person), at=now())


def test_those_who_lead_get_no_link_that_opens_anything(cast: Cast, office: Office, complaint: Complaint) -> None:
    asked(office, complaint, cast.imani)
    recordings.warn_overwritten(at=NOON + 7 * DAY)

    assert the_link_of("complaints.overwritten", office.ines) == ""
    assert the_link_of("complaints.still_keep", cast.imani).startswith("/receipt/link/")

"""Somebody has the cookie of a session, and not the one of the vault: what they can do, and what they cannot."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from openbeat.apps.complaints import services
from openbeat.apps.complaints.lifecycle import Act, Stage, Words
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    a_form,
    an_allegation,
    an_office,
    cleared_up,
    code_on,
    opened_as,
    unlocked,
)
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import queries as vault
from openbeat.core.vault.models import Unlocked
from tests.cast import Cast

THEIRS = {"text": "From the thief.", "language": "en"}


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def thief_of(client: Client) -> Client:
    """A browser that has this session's cookie, and no other."""
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return thief


def test_with_the_session_of_whoever_complained_one_reads_nothing_adds_words_reopens_and_has_the_proof(
    client: Client, office: Office
) -> None:
    client.post("/receipt/", {"code": code_on(client.post("/complaints/new/whole/", a_form(client)).text)})
    complaint, keys, by = Complaint.objects.get(), office.keys(office.ines), office.ines
    services.acknowledge(complaint, Words("We have read it.", "en"), keys=keys, by=by, at=NOON)
    an_allegation(complaint, by=by, keys=keys, at=NOON)
    services.begin(complaint, keys=keys, by=by, at=NOON)
    cleared_up(complaint, office, by=by, at=NOON)
    services.answer(complaint, Words("You are right.", "en"), keys=keys, by=by, at=NOON)
    own, thief = f"/complaints/{complaint.pk}/own/", thief_of(client)
    assert SAID.words in client.get(own).text

    page = thief.get(own).text
    assert ("Type the code of your receipt once more" in page, SAID.words in page, "You are right" in page) == (
        True,
        False,
        False,
    )
    assert thief.post(own, THEIRS).status_code == 302
    assert thief.post(f"{own}reopen/", THEIRS).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.turns.count()) == (Stage.IN_WORK, 4)
    proof = thief.post("/receipt/proof/", {"ref": f"complaints.complaint:{complaint.pk}", "form": "json"})
    assert (SAID.words in proof.text, "From the thief" in proof.text, "Not found" in proof.text) == (
        False,
        False,
        False,
    )
    # whoever complained sees both, and so does the office
    assert client.get(own).text.count("From the thief.") == 2
    client.post("/receipt/matters/close/")
    assert thief.post(own, THEIRS).status_code == 404


def test_with_the_session_of_a_handler_one_sees_the_list_and_opens_nothing(
    client: Client, cast: Cast, office: Office
) -> None:
    complaint = a_complaint(office).complaint
    unlocked(client, office, office.ines)
    assert SAID.words in opened_as(client, complaint)
    read, thief = Entry.objects.filter(act="open").count(), thief_of(client)

    assert f"/complaints/{complaint.pk}/" in thief.get("/complaints/desk/").text
    for page in (thief.get(f"/complaints/{complaint.pk}/"), thief.post("/complaints/desk/search/", {"words": "bus"})):
        assert SAID.words not in page.text
    for step in (Act.BEGIN, Act.CLOSE):
        assert "/me/key/unlock/" in thief.post(f"/complaints/{complaint.pk}/step/{step}/")["Location"]
    kept = thief.post(f"/complaints/{complaint.pk}/write/", {**THEIRS, "act": Act.ANSWER})
    assert "/me/key/unlock/" in kept["Location"]
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.turns.count(), complaint.drafts.count()) == (Stage.RECEIVED, 0, 1)
    assert Entry.objects.filter(act="open").count() == read
    assert [wrap.reader for wrap in vault.readers(vault.safe_of(complaint))] == [office.ines]  # type: ignore[arg-type]


def test_the_reason_for_reading_is_still_there_when_the_key_was_locked_meanwhile_and_never_in_an_address(
    client: Client, cast: Cast, office: Office
) -> None:
    complaint = a_complaint(office).complaint
    address = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    Unlocked.objects.all().delete()  # a quarter of an hour without a page

    said = client.post(f"{address}why/", {"why": "work"})
    locked = client.get(address)
    unlocked(client, office, office.ines)

    assert said["Location"] == address
    assert ("work" in said["Location"], f'next=%2Fcomplaints%2F{complaint.pk}%2F"' in locked.text) == (False, True)
    assert SAID.words in client.get(address).text
    assert Entry.objects.filter(act="open").latest("pk").facts == {"why": "work"}

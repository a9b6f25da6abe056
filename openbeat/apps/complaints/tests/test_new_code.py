"""A code that was lost or stolen: its holder or a reader makes a new one, and the one before opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import ORDER
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    a_form,
    an_office,
    code_on,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.core.ledger.models import Entry
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys, Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

LATER = NOON + timedelta(days=1)
BUTTON = "Make a new code; the old one opens nothing any more"
STILL = "Whoever had an older code can still find the lines of this complaint in the public log and count them"


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def filed(client: Client) -> tuple[str, Complaint, str]:
    """A complaint whose receipt is open in this browser: its code, the complaint, and the address of its page."""
    code = code_on(client.post("/complaints/new/whole/", a_form(client)).text)
    client.post("/receipt/", {"code": code})
    complaint = Complaint.objects.get()
    return code, complaint, f"/complaints/{complaint.pk}/own/"


def opens(code: str, own: str) -> bool:
    """Whether somebody who types this code reads what was written."""
    browser = Client()
    browser.post("/receipt/", {"code": code})
    return SAID.words in browser.get(own).text


def test_whoever_has_the_code_makes_a_new_one_and_a_thief_with_the_old_one_reads_nothing(
    client: Client, office: Office
) -> None:
    old, complaint, own = filed(client)
    thief = Client()
    thief.post("/receipt/", {"code": old})
    assert (SAID.words in thief.get(own).text, BUTTON in client.get(own).text) == (True, True)
    assert client.get(own).text.count(STILL) == 1

    page = client.post(f"{own}code/")
    assert page.text.count(STILL) == 1
    new = code_on(page.text)

    assert (page.status_code, page["Cache-Control"].count("no-store"), new == old) == (200, 1, False)
    assert (opens(new, own), opens(old, own)) == (True, False)
    assert SAID.words not in thief.get(own).text  # also where it was open already
    assert thief.post(f"{own}code/").status_code == 302
    assert opens(new, own)
    refused = Client().post("/receipt/", {"code": old}).text
    assert ("This code opens nothing here" in refused, "does it open nothing any more? Call us" in refused) == (
        True,
        True,
    )
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(old)))
    mine = client.get(own).text  # and this browser goes on
    assert SAID.words in mine
    assert mine.count("A new code was made: the one before opens nothing any more") == 1
    entry = Entry.objects.get(act="add_receipt")
    assert (entry.actor, entry.by) == ("holder", None)


def test_the_new_code_is_shown_once_and_after_the_receipt_was_closed_nothing_gives_one(
    client: Client, office: Office
) -> None:
    _old, _complaint, own = filed(client)
    new = code_on(client.post(f"{own}code/").text)
    assert new not in client.get(own).text

    client.post("/receipt/matters/close/")

    assert client.post(f"{own}code/").status_code == 404
    assert opens(new, own)


def test_the_next_person_at_the_computer_who_goes_back_and_sends_the_form_again_gets_no_code(
    client: Client, office: Office
) -> None:
    form = a_form(client)
    code = code_on(client.post("/complaints/new/whole/", form).text)
    client.post("/receipt/", {"code": code})
    client.post("/receipt/matters/close/")

    page = Client().post("/complaints/new/whole/", form)

    assert (page.status_code, code in page.text, "It has arrived." in page.text) == (200, False, True)
    assert (Complaint.objects.count(), 'name="code"' in page.text) == (1, False)


def test_a_browser_that_lost_its_key_is_asked_for_the_code_and_makes_none(client: Client, office: Office) -> None:
    old, _complaint, own = filed(client)
    del client.cookies["vault"]

    assert client.post(f"{own}code/")["Location"] == own
    assert opens(old, own)


def test_too_many_new_codes_are_told_so(client: Client, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    old, _complaint, own = filed(client)
    monkeypatch.setattr("openbeat.apps.complaints.views.renewing.PER_HOUR", 0)

    page = client.post(f"{own}code/")

    assert (page.status_code, "The code is as it was" in page.text, opens(old, own)) == (429, True, True)


def test_a_reader_who_has_opened_the_matter_makes_one_for_whoever_lost_theirs(client: Client, office: Office) -> None:
    old, complaint, own = filed(client)
    client.post("/receipt/matters/close/")
    address = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    assert client.post(f"{address}code/")["Location"] == address  # which asks why first
    assert "They lost their code" in opened_as(client, complaint)

    page = client.post(f"{address}code/")
    new = code_on(page.text)

    assert ("Keep no copy of it" in page.text, page.text.count(STILL)) == (True, 1)
    assert (opens(new, own), opens(old, own)) == (True, False)
    assert Entry.objects.filter(act="add_receipt").values_list("actor", "by").get() == ("person", office.ines.pk)
    told = {own: queries.history(complaint, own=own)[-1].by for own in (True, False)}
    assert {own: str(words) for own, words in told.items()} == {
        True: "By one of those who handle it",
        False: "Ines Moreau",
    }
    browser = Client()
    browser.post("/receipt/", {"code": new})
    assert "By one of those who handle it" in browser.get(own).text


def test_nobody_else_makes_one(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office).complaint
    chief = a_complaint(office, once="chief", outside_only=True).complaint
    address = f"/complaints/{complaint.pk}/"
    for person in (cast.lee, cast.cora, cast.ada, office.omar):
        unlocked(client, office, person) if person == office.omar else client.force_login(person)
        assert client.post(f"{address}code/").status_code == 404
        assert client.post(f"{address}own/code/").status_code == 404
    unlocked(client, office, office.ines)
    assert client.post(f"/complaints/{chief.pk}/code/").status_code == 404
    with pytest.raises(Refused, match="Only those to whom this matter is sealed"):
        services.new_code(complaint, keys=office.keys(office.omar), by=office.omar, at=LATER)


def test_a_locked_key_makes_none_and_leads_to_the_passphrase(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    client.force_login(office.ines)

    assert "/me/key/unlock/" in client.post(f"/complaints/{complaint.pk}/code/")["Location"]
    with pytest.raises(Shut):
        services.new_code(complaint, keys=vault.NO_KEYS, by=office.ines, at=LATER)


def test_at_every_stage_the_newest_code_alone_opens_it(office: Office) -> None:
    for stage in ORDER:
        first = a_complaint(office, stage, once=str(stage))
        ref = Ref.of(first.complaint)
        second = services.new_code(first.complaint, keys=office.keys(office.ines), by=office.ines, at=LATER)
        keys = Keys.of_code(codes.read(second.code))
        third = services.new_code(first.complaint, keys=keys, by=holder_of(first), at=LATER)
        assert [receipts.open(each.code) for each in (first, second, third)] == [None, None, ref]

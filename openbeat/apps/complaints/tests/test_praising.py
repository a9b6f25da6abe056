"""Praise reaches the officer where whoever gave it agreed: the words alone, in a safe of their own, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Barred, Reach, Sort, Stage, Words
from openbeat.apps.complaints.lifecycle.sides import Side
from openbeat.apps.complaints.models import Complaint, PassedOn
from openbeat.apps.complaints.queries import praising
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, holder_of, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys, Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

DAY = timedelta(days=1)
SAID = "I am Anna of Mill Lane. The officer at the bridge helped my mother, and was kind."
FOR_THEM = Words("The officer at the bridge helped somebody's mother, and was kind.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani])


def praise(office: Office, *, agreed: bool = True, **said: Any) -> Complaint:
    said = {"words": SAID, "sort": Sort.PRAISE, "reach": Reach(pass_on=agreed), **said}
    return a_complaint(office, once=f"praise {said}", **said).complaint


def pass_on(office: Office, complaint: Complaint, cast: Cast, at: Any = NOON + DAY) -> PassedOn:
    keys = office.keys(office.ines)
    return services.pass_praise_on(complaint, cast.imani, FOR_THEM, keys=keys, by=office.ines, at=at)


def test_one_query_says_whether_there_is_something_for_an_officer(
    cast: Cast, office: Office, count_queries: CountQueries
) -> None:
    told = a_complaint(office, Stage.IN_WORK).complaint.accused.get()
    pass_on(office, praise(office), cast)
    services.tell_officer(told, cast.lee, Words("That.", "en"), by=office.ines, at=NOON)

    for person, has in ((cast.imani, True), (cast.lee, True), (cast.lou, False)):
        with count_queries(1):
            assert praising.has_something_to_read(person) is has


def test_the_officer_reads_the_words_in_a_safe_that_opens_nothing_else(cast: Cast, office: Office) -> None:
    complaint = praise(office)

    row = pass_on(office, complaint, cast)

    safe = vaults.safe_of(Ref.of(row))
    assert safe
    assert vault.opened(safe, office.known.keys(cast.imani)).text(row.words).rstrip() == FOR_THEM.text
    with pytest.raises(Shut):
        vault.opened(safe, office.keys(office.ines))
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(complaint), office.known.keys(cast.imani))
    assert [*praising.praise_for(cast.imani)] == [*praising.passed_on_from(complaint)] == [row]


def test_that_it_was_passed_on_is_on_record_and_the_message_says_nothing_of_it(cast: Cast, office: Office) -> None:
    row = pass_on(office, praise(office), cast)

    entry = Entry.objects.get(act=Side.PASS_ON)
    assert (entry.by, entry.key, entry.facts) == (office.ines, str(row.complaint_id), {})
    told = Message.objects.filter(person=cast.imani, kind="complaints.officer")
    assert told.exists()
    assert not any("bridge" in str(vars(message)) for message in told)


def test_without_consent_it_stays_with_who_reads_it(cast: Cast, office: Office) -> None:
    with pytest.raises(Refused, match="did not say that their words may be passed on"):
        pass_on(office, praise(office, agreed=False), cast)
    assert not PassedOn.objects.exists()
    assert not Entry.objects.filter(act=Side.PASS_ON).exists()


def test_consent_for_praise_passes_no_complaint_on(cast: Cast, office: Office) -> None:
    with pytest.raises(Refused, match="Only praise is passed on"):
        pass_on(office, praise(office, sort=Sort.COMPLAINT), cast)


def test_whom_the_giver_keeps_it_from_does_not_get_it(cast: Cast, office: Office) -> None:
    complaint = praise(office)
    services.bar(complaint, cast.imani, Barred.ASKED, by=holder_of(services.Filed(complaint, "")), at=NOON)

    with pytest.raises(Refused, match="does not want this person to see it"):
        pass_on(office, complaint, cast)


def test_who_has_no_key_gets_nothing_yet(cast: Cast, office: Office) -> None:
    with pytest.raises(Refused, match="no key yet"):
        services.pass_praise_on(
            praise(office), cast.lee, FOR_THEM, keys=office.keys(office.ines), by=office.ines, at=NOON
        )


def test_it_is_passed_on_once_also_by_the_database(cast: Cast, office: Office) -> None:
    complaint = praise(office)
    row = pass_on(office, complaint, cast)

    with pytest.raises(Refused, match="has these words already"):
        pass_on(office, complaint, cast)
    facts = {"complaint": complaint, "person": cast.imani, "language": "en", "by": office.ines, "at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        PassedOn.objects.create(**facts)
    assert PassedOn.objects.get() == row


def test_a_locked_key_passes_nothing_on(cast: Cast, office: Office) -> None:
    with pytest.raises(Shut):
        services.pass_praise_on(praise(office), cast.imani, FOR_THEM, keys=Keys(), by=office.ines, at=NOON)


def test_a_reader_passes_it_on_from_the_page_and_the_officer_finds_it(
    client: Client, cast: Cast, office: Office
) -> None:
    complaint = praise(office)
    here = f"/complaints/{complaint.pk}/officers/"
    unlocked(client, office, office.ines)
    client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})
    assert SAID in client.get(here).text
    sent = {"email": cast.imani.email, "text": FOR_THEM.text, "language": "en"}
    assert client.post(f"{here}praise/", {**sent, "email": "nobody@example.org"}).status_code == 422
    client.post(f"{here}praise/", sent)
    again = client.post(f"{here}praise/", sent)
    assert (again.status_code, "has these words already" in again.text) == (403, True)

    theirs = Client()
    unlocked(theirs, office, cast.imani)
    path = PassedOn.objects.get().get_absolute_url()
    assert path in theirs.get("/complaints/officer/").text
    page = theirs.get(path).text
    assert FOR_THEM.text in page.replace("&#x27;", "'")
    assert "Anna" not in page
    for stranger in (cast.lee, cast.ada, office.omar, office.ines):
        theirs.force_login(stranger)
        assert theirs.get(path).status_code == 404


def test_without_consent_the_page_says_so_and_has_no_form(client: Client, office: Office) -> None:
    complaint = praise(office, agreed=False)
    unlocked(client, office, office.ines)
    client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})

    page = client.get(f"/complaints/{complaint.pk}/officers/").text

    assert "did not say that their words may be passed on" in page
    assert "officers/praise/" not in page

"""People who must not see a matter: their key never opens it, and each try is on record."""

from __future__ import annotations

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Barred, Stage
from openbeat.apps.complaints.models import Bar, Complaint
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    an_office,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.evidence.models import SealedFile
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import queries as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.models import Wrap
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani])


def with_omar(office: Office) -> Complaint:
    """A complaint that Ines and Omar read."""
    complaint = a_complaint(office).complaint
    services.add_reader(complaint, office.omar, keys=office.keys(office.ines), by=office.ines, at=NOON)
    return complaint


def test_whoever_is_barred_loses_the_key_and_finds_nothing_anywhere(client: Client, office: Office) -> None:
    complaint = with_omar(office)
    evidence.add([arrived(b"The bus was full.", "bus.txt")], Ref.of(complaint), by=office.ines, at=NOON)
    file = SealedFile.objects.get()

    services.bar(complaint, office.ines, Barred.CONFLICT, by=office.omar, at=NOON)

    unlocked(client, office, office.ines)
    page, missing = client.get(f"/complaints/{complaint.pk}/"), client.get("/complaints/99999/")
    assert (page.status_code, page.content) == (404, missing.content)
    assert client.get(f"/evidence/{file.pk}/").status_code == 404
    assert f"Sealed matter {complaint.pk}" not in client.get("/complaints/desk/").text
    assert "stand in none of them" in client.post("/complaints/desk/search/", {"words": "telephone"}).text
    assert queries.is_barred(office.ines, complaint)
    assert not queries.is_barred(office.omar, complaint)


def test_nobody_adds_them_again_and_no_door_of_the_vault_wraps_it_for_them(office: Office) -> None:
    complaint = with_omar(office)
    services.bar(complaint, office.ines, Barred.ASKED, by=office.omar, at=NOON)
    safe, keys = vault.safe_of(complaint), office.keys(office.omar)
    assert safe

    with pytest.raises(Refused, match="cannot be sealed to them"):
        services.add_reader(complaint, office.ines, keys=keys, by=office.omar, at=NOON)
    with pytest.raises(Refused, match="kept from this person"):
        vaults.add(safe, office.ines, keys=keys, by=office.omar, at=NOON)

    assert not Wrap.objects.filter(safe=safe, reader=office.ines, removed_at=None).exists()
    assert office.ines not in queries.can_be_added(complaint)


def test_the_last_reader_is_not_barred_before_somebody_else_reads_it(office: Office) -> None:
    complaint = a_complaint(office).complaint

    with pytest.raises(Refused, match="Add somebody else first"):
        services.bar(complaint, office.ines, Barred.ACCUSED, by=office.ines, at=NOON)

    assert not Bar.objects.exists()


def test_a_bar_names_nobody_and_stands_once(office: Office) -> None:
    filed = a_complaint(office)
    services.bar(filed.complaint, office.omar, Barred.ASKED, by=holder_of(filed), at=NOON)
    services.bar(filed.complaint, office.omar, Barred.CONFLICT, by=office.ines, at=NOON)

    row = Bar.objects.get()

    assert (row.why, row.by) == (Barred.ASKED, None)
    assert str(office.omar.pk) != row.mark
    assert len(row.mark) == 64
    assert [entry.facts for entry in Entry.objects.filter(act="bar")] == [{}]
    assert queries.bars_of(filed.complaint) == {Barred.ASKED.label: 1}


def test_the_office_lifts_what_it_said_itself_and_not_what_was_asked_for(office: Office, cast: Cast) -> None:
    filed = a_complaint(office)
    complaint = filed.complaint
    services.bar(complaint, office.omar, Barred.ASKED, by=holder_of(filed), at=NOON)
    services.bar(complaint, cast.imani, Barred.CONFLICT, by=office.ines, at=NOON)

    services.lift_bar(complaint, cast.imani, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Only they can change it"):
        services.lift_bar(complaint, office.omar, by=office.ines, at=NOON)
    with pytest.raises(Refused, match="not kept from this person"):
        services.lift_bar(complaint, cast.imani, by=office.ines, at=NOON)
    assert Bar.objects.count() == 1


def test_what_they_ask_for_holds_also_where_the_office_had_said_so_before(office: Office, cast: Cast) -> None:
    complaint = a_complaint(office).complaint
    services.bar(complaint, cast.imani, Barred.CONFLICT, by=office.ines, at=NOON)

    services.bar(complaint, cast.imani, Barred.ASKED, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Whoever complained asked for this"):
        services.lift_bar(complaint, cast.imani, by=office.ines, at=NOON)
    row = services.bar(complaint, cast.imani, Barred.ACCUSED, by=office.ines, at=NOON)
    assert row.why == Barred.ASKED


def test_each_try_of_staff_is_on_record_and_shown_to_the_readers(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office).complaint
    number = complaint.pk
    for person in (cast.lee, cast.imani, cast.noor, office.omar):  # Noor is a neighbour: of her nothing is noted
        client.force_login(person)
        assert client.get(f"/complaints/{number}/").content == client.get("/complaints/99999/").content
    client.post(f"/complaints/{number}/write/", {"text": "Let me in", "language": "en", "act": "write"})
    client.get(f"/complaints/{number}/own/")

    attempts = Entry.objects.filter(act="attempt", key=str(number)).order_by("pk").values_list("by__name", flat=True)
    assert list(attempts) == [cast.lee.name, cast.imani.name, office.omar.name, office.omar.name]
    assert not Entry.objects.filter(act="attempt", key="99999").exists()
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    assert page.partition('id="attempts"')[2].count("<time") == 4
    assert SAID.words in page


def test_a_try_to_look_at_a_file_is_on_record_too(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office).complaint
    evidence.add([arrived(b"The bus was full.", "bus.txt")], Ref.of(complaint), by=office.ines, at=NOON)
    file = SealedFile.objects.get()
    client.force_login(cast.lee)

    answers = [client.get(f"/evidence/{pk}/") for pk in (file.pk, 99999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert [entry.by for entry in Entry.objects.filter(act="attempt")] == [cast.lee]


def test_of_what_is_not_sent_no_try_is_noted(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office).complaint
    Complaint.objects.filter(pk=complaint.pk).update(stage=Stage.WRITING)
    client.force_login(cast.lee)

    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404

    assert not Entry.objects.filter(act="attempt").exists()

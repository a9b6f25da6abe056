"""Ways round a rule that somebody who means harm would try: each ends where the rule says it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo.board import a_board
from openbeat.apps.complaints.demo.summaries import TOLD, a_second, sign
from openbeat.apps.complaints.lifecycle import Act, Barred, Change, Point, Signed, Stage, Who, Words
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.lifecycle.sides import Given as Freely
from openbeat.apps.complaints.lifecycle.sides import Heard, Outgoing, To
from openbeat.apps.complaints.models import Allegation, Complaint, Pledge
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import INTERPRETER, INVESTIGATOR
from openbeat.apps.complaints.queries import summaries
from openbeat.apps.complaints.services import publication, splitting
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    a_worker,
    an_office,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.apps.complaints.urls import urlpatterns
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Person
from openbeat.core.search.models import Found
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

STORY = "an officer shouted at my son"  # of SAID
COMPELLED = Heard(Freely.COMPELLED, "I was ordered to answer: I took it.", "en")
OUT = Outgoing(To.PROSECUTOR, "District Attorney's office", "Please look at it.", "en", criminal=True)


@pytest.fixture
def thiri(cast: Cast) -> Person:
    return a_worker(INTERPRETER, "Thiri Aung")


@pytest.fixture
def office(cast: Cast, thiri: Person) -> Office:
    return an_office(also=[a_worker(INVESTIGATOR, "Uma"), thiri])


def given_to_uma(office: Office, complaint: Complaint) -> Person:
    uma = a_worker(INVESTIGATOR, "Uma")
    services.assign(complaint, uma, why=Given.FREE, keys=office.keys(office.ines), by=office.ines, at=NOON)
    return uma


def test_whoever_has_not_signed_reads_no_word_on_the_page_of_the_interpreter(client: Client, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    uma = given_to_uma(office, complaint)
    unlocked(client, office, uma)

    page = client.get(f"/complaints/{complaint.pk}/language/")

    assert (page.status_code, STORY in page.text) == (404, False)
    services.sign(complaint, by=uma, at=NOON)
    assert STORY in client.get(f"/complaints/{complaint.pk}/language/").text


def test_an_interpreter_whose_pledge_ended_finds_nothing_there_any_more(
    client: Client, cast: Cast, office: Office, thiri: Person
) -> None:
    services.note_pledge(thiri, Signed(date(2026, 5, 1), ("my",), from_elsewhere=True), by=cast.ada, at=NOON)
    complaint = a_complaint(office, language="my").complaint
    services.add_interpreter(complaint, thiri, keys=office.keys(office.ines), by=office.ines, at=NOON)
    unlocked(client, office, thiri)
    assert STORY in client.get(f"/complaints/{complaint.pk}/language/").text

    services.end_pledge(Pledge.objects.get(), by=cast.ada, at=NOON + timedelta(days=1))

    assert client.get(f"/complaints/{complaint.pk}/language/").status_code == 404
    assert not POLICY.verdict(Person.objects.get(pk=thiri.pk), Act.TRANSLATE, Complaint.objects.get())


@pytest.mark.parametrize(
    ("address", "status"), [("summary/", 403), ("summary/alleged/", 302), ("packet/account/0/", 302)]
)
def test_no_form_that_is_sent_shows_a_word_before_somebody_said_why(
    client: Client, office: Office, address: str, status: int
) -> None:
    a_board(office)
    complaint = a_complaint(office, Stage.CLOSED).complaint
    services.draft_summary(complaint, TOLD, keys=office.keys(office.ines), by=office.ines, at=NOON)
    unlocked(client, office, office.ines)
    address, before = f"/complaints/{complaint.pk}/{address}", Entry.objects.count()

    answer = client.post(address, {"passages": "", "reason": "officer"})

    assert (answer.status_code, Entry.objects.count()) == (status, before)
    assert [words for words in (STORY, TOLD.alleged[:20]) if words in answer.text] == []
    opened_as(client, complaint)
    answer = client.post(address, {"passages": "", "reason": "officer"})
    assert [words for words in (STORY, TOLD.alleged[:20]) if words in answer.text]


def test_what_comes_from_a_compelled_statement_is_not_split_off_from_it(cast: Cast, office: Office) -> None:
    complaint, keys, by = a_complaint(office, Stage.CLASSIFIED).complaint, office.keys(office.ines), office.ines
    more = Change("More.", "en", {}, (), [Point("search", None, "He took it.", "en")], cast.beat)
    services.reclassify(complaint, more, keys=keys, by=by, at=NOON)
    statement = services.take_statement(complaint, COMPELLED, by=by, at=NOON)
    derived = Allegation.objects.get(kind="search")
    services.name_source(complaint, Ref.of(derived), Ref.of(statement), by=by, at=NOON)

    with pytest.raises(Refused, match="stays in one piece"):
        splitting.split(complaint, {derived.pk}, Words("Two.", "en"), keys=keys, by=by, at=NOON)

    with pytest.raises(Refused):
        services.refer(complaint, OUT, [Ref.of(derived)], by=by, at=NOON)
    assert queries.parts_of(complaint).count() == 0


def test_whoever_works_on_the_criminal_side_of_a_matter_does_so_of_what_is_split_from_it(
    cast: Cast, office: Office
) -> None:
    complaint, keys, by = a_complaint(office, Stage.CLASSIFIED).complaint, office.keys(office.ines), office.ines
    uma = a_worker(INVESTIGATOR, "Uma")
    more = Change("More.", "en", {}, (), [Point("search", None, "He took it.", "en")], cast.beat)
    services.reclassify(complaint, more, keys=keys, by=by, at=NOON)
    services.name_on_criminal_side(complaint, uma, by=by, at=NOON)

    chosen = {Allegation.objects.get(kind="search").pk}
    second = splitting.split(complaint, chosen, Words("Two.", "en"), keys=keys, by=by, at=NOON)
    services.take_statement(second, COMPELLED, by=by, at=NOON)

    with pytest.raises(Refused, match="criminal side"):
        services.add_reader(second, Person.objects.get(pk=uma.pk), keys=keys, by=by, at=NOON)


def test_whoever_investigates_cannot_be_alone_with_a_matter_or_take_the_receipt_over(office: Office) -> None:
    """For whom the rule about leading alone says no: they read it, and throw nobody out."""
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    uma, keys = given_to_uma(office, complaint), office.keys(a_worker(INVESTIGATOR, "Uma"))
    services.sign(complaint, by=uma, at=NOON)
    complaint.refresh_from_db()
    assert POLICY.verdict(uma, Act.READ, Complaint.objects.get())

    with pytest.raises(Refused, match="Only those who lead"):
        services.remove_reader(complaint, office.ines, by=uma, at=NOON)
    with pytest.raises(Refused, match="Only those who lead"):
        services.bar(complaint, office.ines, Barred.CONFLICT, by=uma, at=NOON)
    with pytest.raises(Refused, match="Only those who lead"):
        services.new_code(complaint, keys=keys, by=uma, at=NOON)

    services.remove_reader(complaint, uma, by=office.ines, at=NOON)
    assert uma not in [reader.person for reader in queries.readers_of(complaint)]


def test_nobody_in_the_department_takes_the_outside_body_out_of_a_matter(office: Office) -> None:
    """For whom the rule about the outside body alone says no: they lead, and take each other out."""
    complaint, keys, ines = a_complaint(office, Stage.CLASSIFIED).complaint, office.keys(office.ines), office.ines
    omar, uma = office.omar, given_to_uma(office, complaint)
    services.add_reader(complaint, omar, keys=keys, by=ines, at=NOON)

    with pytest.raises(Refused, match="Only the outside body"):
        services.remove_reader(complaint, omar, by=ines, at=NOON)
    for why in (Barred.CONFLICT, Barred.ASKED):
        with pytest.raises(Refused, match="Only the outside body"):
            services.bar(complaint, omar, why, by=ines, at=NOON)
    assert {reader.person for reader in queries.readers_of(complaint)} == {ines, uma, omar}

    services.remove_reader(complaint, uma, by=ines, at=NOON)
    services.remove_reader(complaint, omar, by=omar, at=NOON)
    assert [reader.person for reader in queries.readers_of(complaint)] == [ines]


def test_nobody_in_the_department_takes_the_outside_body_out_by_naming_them_as_the_accused(office: Office) -> None:
    """For whom the rule about the outside body alone says no: they read the matter, and name another one of them."""
    complaint, keys, ines = a_complaint(office, Stage.CLASSIFIED).complaint, office.keys(office.ines), office.ines
    omar, uma, accused = office.omar, given_to_uma(office, complaint), complaint.accused.get()
    services.add_reader(complaint, omar, keys=keys, by=ines, at=NOON)

    with pytest.raises(Refused, match="Only the outside body"):
        services.tell_officer(accused, omar, Words("It is alleged.", "en"), by=ines, at=NOON)
    with pytest.raises(Refused, match="Only the outside body"):
        services.add_accused(complaint, Who("Somebody"), person=omar, unit=None, by=ines, at=NOON)
    accused.refresh_from_db()
    assert (accused.mark, accused.told_at, complaint.accused.count()) == ("", None, 1)
    services.add_accused(complaint, Who(omar.name), person=None, unit=None, by=ines, at=NOON)  # words, and no more
    assert {reader.person for reader in queries.readers_of(complaint)} == {ines, uma, omar}

    services.add_accused(complaint, Who("Uma"), person=uma, unit=None, by=ines, at=NOON)
    services.add_accused(complaint, Who(omar.name), person=omar, unit=None, by=omar, at=NOON)
    assert [reader.person for reader in queries.readers_of(complaint)] == [ines]


def test_whoever_complained_and_the_outside_body_keep_it_from_one_of_its_people(office: Office) -> None:
    for number, mine in enumerate((True, False)):
        filed = a_complaint(office, once=f"matter {number}")
        services.add_reader(filed.complaint, office.omar, keys=office.keys(office.ines), by=office.ines, at=NOON)

        services.bar(filed.complaint, office.omar, Barred.ASKED, by=holder_of(filed) if mine else office.omar, at=NOON)

        assert [reader.person for reader in queries.readers_of(filed.complaint)] == [office.ines]


def test_what_is_published_no_more_is_not_found_either(cast: Cast, office: Office, run_jobs: Callable[[], int]) -> None:
    iris, complaint = a_second(office), a_complaint(office, Stage.CLOSED).complaint
    sign()
    services.draft_summary(complaint, TOLD, keys=office.keys(office.ines), by=office.ines, at=NOON)
    services.release_summary(complaint, keys=office.keys(iris), by=iris, at=NOON)
    assert Found.objects.filter(kind=summaries.SUMMARY).exists()

    publication.withdraw_profile(by=cast.ada, at=NOON + timedelta(days=1))
    assert not Found.objects.filter(kind=summaries.SUMMARY).exists()

    sign()
    run_jobs()
    assert Found.objects.filter(kind=summaries.SUMMARY).exists()


def test_no_browser_keeps_a_page_of_a_matter_that_answers_to_a_form(client: Client, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    kept, looked_at, leaves = [], 0, {f"/complaints/{complaint.pk}/outside/"}  # after which she reads it no more

    for address in urlpatterns:
        path = f"/{address.pattern}".replace("<int:pk>", str(complaint.pk))
        path = re.sub("<int:[a-z]+>", "0", path)
        if not path.startswith(f"/complaints/{complaint.pk}/") or path in leaves:
            continue
        answer = client.post(path, {})
        shows = answer.status_code in {200, 422}
        looked_at += shows
        if shows and "no-store" not in answer.get("Cache-Control", ""):
            kept.append(path)

    assert looked_at > 10
    assert kept == []

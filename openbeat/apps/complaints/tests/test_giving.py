"""Who looks into a complaint: never against a conflict, signed first, and gone at once when it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Barred, Stage, Who
from openbeat.apps.complaints.lifecycle.giving import Conflict, Ended, Given
from openbeat.apps.complaints.models import Assignment, Complaint, Relation
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import DECIDER, INVESTIGATOR, SUPERVISOR
from openbeat.apps.complaints.queries import giving
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    a_worker,
    an_office,
    opened_as,
    unlocked,
)
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.people import services as posts
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.policy import Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from conftest import CountQueries

FREE = Given.FREE


@pytest.fixture
def office(cast: Cast) -> Office:
    workers = [a_worker(role, role) for role in (INVESTIGATOR, SUPERVISOR, DECIDER)]
    return an_office(also=[*workers, a_worker(INVESTIGATOR, "Uma"), cast.imani])


@pytest.fixture
def complaint(office: Office) -> Complaint:
    return a_complaint(office, Stage.CLASSIFIED).complaint


def given_to(office: Office, complaint: Complaint, name: str) -> Assignment:
    complaint.refresh_from_db()
    person = a_worker(INVESTIGATOR, name)
    return services.assign(complaint, person, why=FREE, keys=office.keys(office.ines), by=office.ines, at=NOON)


def refused(office: Office, complaint: Complaint, person: Person) -> str:
    complaint.refresh_from_db()
    with pytest.raises(Refused) as why:
        services.assign(complaint, person, why=FREE, keys=office.keys(office.ines), by=office.ines, at=NOON)
    return str(why.value)


def is_read_by(complaint: Complaint, person: Person) -> bool:
    return person in [reader.person for reader in queries.readers_of(complaint)]


def test_whoever_gets_the_task_gets_a_key_the_promises_and_a_word(office: Office, complaint: Complaint) -> None:
    uma = a_worker(INVESTIGATOR, "Uma")
    assert not is_read_by(complaint, uma)

    row = given_to(office, complaint, "Uma")

    complaint.refresh_from_db()
    assert (row.person, row.by, complaint.investigator, complaint.assigned_at) == (uma, office.ines, uma, NOON)
    assert is_read_by(complaint, uma)
    [told] = Message.objects.filter(kind="complaints.assigned")
    assert told.person == uma
    assert SAID.words not in told.body
    services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON)
    assert uma in [row.person for row in clocking.open_rows(complaint)]
    assert Entry.objects.filter(act=Act.ASSIGN, kind=queries.KIND, key=str(complaint.pk)).count() == 1


def test_before_they_sign_nothing_is_theirs_to_do_and_then_everything(office: Office, complaint: Complaint) -> None:
    uma = given_to(office, complaint, "Uma").person
    complaint.refresh_from_db()

    assert POLICY.verdict(uma, Act.READ, complaint).reason == "Sign first that you have no conflict in this matter."
    assert not POLICY.verdict(uma, Act.ADD_FILES, complaint)
    with pytest.raises(Refused, match="Only whoever has the task"):
        services.sign(complaint, by=office.ines, at=NOON)
    complaint = services.sign(complaint, by=uma, at=NOON)

    assert POLICY.verdict(uma, Act.READ, complaint)
    assert Assignment.objects.get().signed_at == NOON
    with pytest.raises(Refused, match="signed already"):
        services.sign(complaint, by=uma, at=NOON)


def test_nobody_looks_into_what_is_about_who_leads_their_unit(cast: Cast, office: Office, complaint: Complaint) -> None:
    uma, other = a_worker(INVESTIGATOR, "Uma"), a_worker(INVESTIGATOR, INVESTIGATOR)
    posts.appoint(uma, places.post(cast.beat, Role.OFFICER), by=BUILDER, at=NOON)
    services.add_accused(complaint, Who("Cora"), person=cast.cora, unit=None, by=office.ines, at=NOON)

    assert refused(office, complaint, uma) == str(Conflict.SUPERVISOR.label)
    assert given_to(office, complaint, INVESTIGATOR).person == other


def test_nobody_looks_into_what_is_about_somebody_close_and_who_that_is_is_not_said(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    uma = a_worker(INVESTIGATOR, "Uma")
    services.add_accused(complaint, Who("Lee"), person=cast.lee, unit=None, by=office.ines, at=NOON)
    services.declare(uma, by=cast.lee, at=NOON)  # said by the other of them

    assert refused(office, complaint, uma) == "There is a conflict."

    services.withdraw_relation(uma, by=cast.lee, at=NOON)
    assert given_to(office, complaint, "Uma").person == uma
    assert not any(str(cast.lee.pk) in row.mark[:8] and row.mark == str(uma.pk) for row in Relation.objects.all())


def test_nobody_looks_into_what_they_appear_in_or_what_is_kept_from_them(office: Office, complaint: Complaint) -> None:
    uma, witness = a_worker(INVESTIGATOR, "Uma"), a_worker(INVESTIGATOR, INVESTIGATOR)
    services.add_accused(complaint, Who("Uma"), person=uma, unit=None, by=office.ines, at=NOON)
    services.bar(complaint, witness, Barred.CONFLICT, by=office.ines, at=NOON)

    assert str(Conflict.KEPT.label) in refused(office, complaint, uma)
    assert refused(office, complaint, witness) == str(Conflict.KEPT.label)


def test_who_decides_or_has_no_post_or_no_key_gets_no_task(cast: Cast, office: Office, complaint: Complaint) -> None:
    late = a_worker(INVESTIGATOR, "Late")

    assert refused(office, complaint, cast.imani) == str(Conflict.NO_POST.label)
    assert refused(office, complaint, late) == str(Conflict.NO_KEY.label)
    assert DECIDER not in {one.person.name for one in giving.candidates(complaint)}


def test_the_list_names_who_can_first_and_says_of_the_others_why_not(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    services.bar(complaint, a_worker(INVESTIGATOR, "Uma"), Barred.CONFLICT, by=office.ines, at=NOON)

    found = {one.person.name: one.conflicts for one in giving.candidates(complaint)}

    assert found == {"Ines Moreau": (), INVESTIGATOR: (), SUPERVISOR: (), "Uma": (Conflict.KEPT,)}
    assert list(found)[-1] == "Uma"


def test_what_is_for_the_outside_body_is_looked_into_by_the_outside_body(office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED, outside_only=True).complaint

    assert [one.person for one in giving.candidates(complaint)] == [office.omar]
    with pytest.raises(Refused, match="do not investigate such matters"):
        services.assign(
            complaint,
            a_worker(INVESTIGATOR, "Uma"),
            why=FREE,
            keys=office.keys(office.omar),
            by=office.omar,
            at=NOON,
        )


def test_two_who_give_it_out_at_once_are_told_so_in_one_sentence(office: Office, complaint: Complaint) -> None:
    seen_by_both = Complaint.objects.get(pk=complaint.pk)
    given_to(office, complaint, "Uma")

    with pytest.raises(Refused, match="Somebody else gave this task to somebody meanwhile"):
        services.assign(
            seen_by_both,
            a_worker(INVESTIGATOR, INVESTIGATOR),
            why=FREE,
            keys=office.keys(office.ines),
            by=office.ines,
            at=NOON,
        )
    complaint.refresh_from_db()
    assert complaint.investigator == a_worker(INVESTIGATOR, "Uma")


def test_given_to_somebody_else_the_first_one_has_no_key_any_more(office: Office, complaint: Complaint) -> None:
    uma = given_to(office, complaint, "Uma").person

    given_to(office, complaint, INVESTIGATOR)

    assert not is_read_by(complaint, uma)
    [now_has, had] = giving.assignments_of(complaint)
    assert (now_has.ended_why, had.person, had.ended_why) == ("", uma, Ended.HANDED_ON)


def test_a_task_given_back_for_a_conflict_never_comes_again(office: Office, complaint: Complaint) -> None:
    uma = given_to(office, complaint, "Uma").person
    complaint.refresh_from_db()
    with pytest.raises(Refused, match="Choose one of the reasons"):
        services.recuse(complaint, Ended.AWAY, by=uma, at=NOON)

    services.recuse(complaint, Ended.RELATED, by=uma, at=NOON)

    complaint.refresh_from_db()
    assert (complaint.investigator, complaint.assigned_at, is_read_by(complaint, uma)) == (None, None, False)
    assert [each.person for each in Message.objects.filter(kind="complaints.given_back")] == [office.ines]
    assert refused(office, complaint, uma) == str(Conflict.KEPT.label)


def test_whoever_turns_out_to_be_accused_has_neither_task_nor_key(office: Office, complaint: Complaint) -> None:
    uma = given_to(office, complaint, "Uma").person

    services.add_accused(complaint, Who("Uma"), person=uma, unit=None, by=office.ines, at=NOON)

    complaint.refresh_from_db()
    assert (complaint.investigator, is_read_by(complaint, uma)) == (None, False)
    assert Assignment.objects.get().ended_why == Ended.ACCUSED


def test_who_has_the_task_cannot_give_it_out(office: Office, complaint: Complaint) -> None:
    uma = given_to(office, complaint, "Uma").person
    complaint.refresh_from_db()
    complaint = services.sign(complaint, by=uma, at=NOON)

    for act in (Act.ASSIGN, Act.TAKE_AWAY):
        reason = POLICY.verdict(uma, act, complaint).reason
        assert reason == "Only those who receive complaints or lead those who investigate may do this."
        assert POLICY.verdict(office.ines, act, complaint)


def test_the_database_knows_one_task_at_a_time_and_an_end_with_a_reason(office: Office, complaint: Complaint) -> None:
    row = given_to(office, complaint, "Uma")
    second = Assignment(complaint=complaint, person=office.ines, why=FREE, at=NOON)
    with pytest.raises(ValidationError, match="Somebody has this task already"):
        second.validate_constraints()
    row.ended_at = NOON
    with pytest.raises(ValidationError, match="says why"):
        row.validate_constraints()
    complaint.refresh_from_db()
    complaint.investigator, complaint.signed_at = None, NOON
    with pytest.raises(ValidationError, match="has it since a day"):
        complaint.validate_constraints()


def test_closeness_is_declared_once_by_who_works_here_and_never_to_oneself(cast: Cast, office: Office) -> None:
    services.declare(cast.lee, by=cast.lena, at=NOON)
    for other, why in ((cast.lee, "said so already"), (cast.lena, "close to themselves")):
        with pytest.raises(Refused, match=why):
            services.declare(other, by=cast.lena, at=NOON)
    with pytest.raises(Refused, match="have not said so"):
        services.withdraw_relation(cast.lou, by=cast.lena, at=NOON)
    with pytest.raises(Refused, match="work for the department"):
        services.declare(cast.lee, by=cast.rosa, at=NOON)
    assert Relation.objects.get().person == cast.lena


# Pages


def test_a_task_is_given_out_on_its_page_signed_and_then_opened(client: Client, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    path, uma = f"/complaints/{complaint.pk}/", a_worker(INVESTIGATOR, "Uma")
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    assert client.post(f"{path}assign/", {"why": "free", "seen": ""}).status_code == 422
    client.post(f"{path}assign/", {"person": uma.pk, "why": "free", "seen": ""})
    again = client.post(
        f"{path}assign/", {"person": a_worker(INVESTIGATOR, INVESTIGATOR).pk, "why": "free", "seen": ""}
    )
    assert (again.status_code, "Somebody else gave this task" in again.text) == (403, True)
    assert "Has not signed yet" in client.get(f"{path}assign/").text

    theirs = Client()
    unlocked(theirs, office, uma)
    first = theirs.get(path)
    assert first.headers["Location"] == f"{path}sign/"
    asks = theirs.get(f"{path}sign/").text
    assert "I have no conflict. Open it" in asks
    assert SAID.words not in asks
    assert theirs.post(f"{path}write/", {"text": "x", "language": "en", "act": "draft"}).status_code == 403
    theirs.post(f"{path}sign/")

    assert SAID.words in opened_as(theirs, complaint)
    assert client.get(f"{path}sign/").status_code == 404


def test_a_task_taken_away_while_it_is_open_elsewhere_is_gone_with_the_next_click(
    client: Client, office: Office
) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    path, uma = f"/complaints/{complaint.pk}/", given_to(office, complaint, "Uma").person
    complaint.refresh_from_db()
    services.sign(complaint, by=uma, at=NOON)
    theirs = Client()
    unlocked(theirs, office, uma)
    assert SAID.words in opened_as(theirs, complaint)
    unlocked(client, office, office.ines)
    opened_as(client, complaint)

    client.post(f"{path}assign/end/", {"why": "away"})

    gone = theirs.get(path)
    assert (gone.status_code, SAID.words in gone.text) == (404, False)
    assert theirs.post(f"{path}write/", {"text": "x", "language": "en", "act": "draft"}).status_code == 404


def test_a_task_is_given_back_on_its_page(client: Client, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    uma = given_to(office, complaint, "Uma").person
    unlocked(client, office, uma)
    path = f"/complaints/{complaint.pk}/"

    assert client.post(f"{path}recuse/", {}).status_code == 422
    assert client.post(f"{path}recuse/", {"why": "part"}).headers["Location"] == "/desk/"

    assert client.get(path).status_code == 404
    assert Assignment.objects.get().ended_why == Ended.PART


def test_the_page_of_closeness_keeps_a_mark_and_shows_a_number(client: Client, cast: Cast, office: Office) -> None:
    client.force_login(cast.lena)
    client.post("/complaints/relations/", {"email": "lee@example.org"})
    page = client.get("/complaints/relations/").text
    assert "You have named 1 person." in page
    assert "lee@example.org" not in page
    assert "said so already" in client.post("/complaints/relations/", {"email": "lee@example.org"}).text
    assert client.post("/complaints/relations/", {"email": "nobody@example.org"}).status_code == 422
    client.post("/complaints/relations/", {"email": "lee@example.org", "act": "withdraw"})
    assert "You have named 0 people." in client.get("/complaints/relations/").text
    client.force_login(cast.rosa)
    assert client.get("/complaints/relations/").status_code == 403


def test_the_list_costs_the_same_with_one_candidate_more_and_with_three(
    client: Client, cast: Cast, office: Office, count_queries: CountQueries
) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    services.add_accused(complaint, Who("Lee"), person=cast.lee, unit=None, by=office.ines, at=NOON)
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    path = f"/complaints/{complaint.pk}/assign/"
    client.get(path)
    with count_queries(36):
        client.get(path)
    for name in ("Vera", "Walt"):
        a_worker(INVESTIGATOR, name)
    client.get(path)
    with count_queries(36):
        page = client.get(path).text
    assert page.count("They have not made a key yet.") == 2

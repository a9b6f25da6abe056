"""What a complaint is about, point by point: who is accused, which kind, and what follows at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import KINDS, Change, Decided, KindOf, Point, Sort, Stage, Who
from openbeat.apps.complaints.lifecycle.clocks import RETALIATION
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.models import Accused, Allegation, AllegationKind, Complaint, KindList
from openbeat.apps.complaints.policies import DECIDER, INTAKE, INVESTIGATOR, SUPERVISOR
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    a_worker,
    an_allegation,
    an_office,
    opened_as,
    unlocked,
)
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.receipts import codes
from openbeat.core.vault import demo as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Keys, Shut
from openbeat.kit.policy import Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from conftest import CountQueries

WORDS = "He pushed my son against the wall."


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[a_worker(role, role) for role in (INVESTIGATOR, SUPERVISOR, DECIDER)])


def readers(complaint: Complaint) -> set[str]:
    return {reader.person.name for reader in queries.readers_of(complaint)}


def classified(office: Office, *kinds: str, **said: Any) -> Complaint:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED, **said).complaint
    by = office.omar if complaint.outside_only else office.ines
    points = [Point(kind, None, WORDS, "en") for kind in kinds]
    return services.classify(complaint, points, None, keys=office.keys(by), by=by, at=NOON)


def told(name: str) -> set[str]:
    return {each.person.name for each in Message.objects.filter(kind=name) if each.person}


def test_a_complaint_is_taken_apart_point_by_point_and_sealed(cast: Cast, office: Office) -> None:
    filed = a_complaint(office, Stage.ACKNOWLEDGED)
    complaint, by, keys = filed.complaint, office.ines, office.keys(office.ines)
    who = Who("Dan Moss", "212", "tall")
    accused = services.add_accused(complaint, who, person=cast.imani, unit=cast.district, by=by, at=NOON)

    points = [Point("discourtesy", accused, WORDS, "en"), Point("search", None, "He took it.", "en")]
    complaint = services.classify(complaint, points, cast.beat, keys=keys, by=by, at=NOON)

    assert (complaint.stage, complaint.classified_at, complaint.area) == (Stage.CLASSIFIED, NOON, cast.beat)
    assert complaint.serious is False
    opened = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(filed.code)))
    [first, second] = queries.points_of(complaint, opened)
    assert (first.kind.code, first.words, second.words) == ("discourtesy", WORDS, "He took it.")
    assert first.accused is not None
    assert (first.accused.who, first.accused.known, second.accused) == (who, True, None)
    row = Accused.objects.get()
    assert (row.person, row.unit) == (None, cast.district)
    assert queries.is_accused(complaint, cast.imani)
    assert not queries.is_accused(complaint, cast.lee)
    assert "Moss" not in json.dumps(list(Entry.objects.values_list("facts", flat=True)))
    assert not any(b"Moss" in bytes(value) for value in Accused.objects.values_list("who", flat=True))


def test_whoever_wears_the_badge_number_is_known_as_the_accused_and_loses_the_key(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    people.give_badge(cast.imani, "412", by=BUILDER, at=NOON)
    for badge in ("Badge 0412", "413"):
        services.add_accused(complaint, Who(badge=badge), person=None, unit=None, by=office.ines, at=NOON)

    assert queries.is_accused(complaint, cast.imani)
    assert queries.is_barred(cast.imani, Complaint.objects.get())
    assert Accused.objects.filter(mark="").count() == 1
    assert not complaint.outside_only


@pytest.mark.parametrize(("name", "badge", "theirs", "marks"), [
    ("Uma Okoye", "", "", 1),
    ("Sergeant  UMA OKOYE", "0412", "", 1),  # nobody wears this number, as far as anybody wrote down
    ("Uma Okoye", "0412", "412", 1),
    ("Uma Okoye", "413", "412", 0),  # another number: another officer of the same name
    ("Uma", "", "", 0),
    ("Uma Oko", "", "", 0),
])  # fmt: skip
def test_whoever_alone_has_the_full_name_is_known_as_the_accused_and_handles_nothing_of_it(
    office: Office, name: str, badge: str, theirs: str, marks: int
) -> None:
    known = bool(marks)
    complaint, ines = a_complaint(office, Stage.CLASSIFIED).complaint, office.ines
    uma, keys = a_worker(INVESTIGATOR, "Uma Okoye"), office.keys(ines)
    vaults.more_keys(office.known, uma, at=NOON)
    people.give_badge(uma, theirs, by=BUILDER, at=NOON)

    row = services.add_accused(complaint, Who(name, badge), person=None, unit=None, by=ines, at=NOON)

    assert (row.mark != "", row.person) == (known, None)
    assert queries.is_accused(complaint, uma) is queries.is_barred(uma, Complaint.objects.get()) is known
    complaint.refresh_from_db()
    if known:
        with pytest.raises(Refused):
            services.add_reader(complaint, uma, keys=keys, by=ines, at=NOON)
        with pytest.raises(Refused):
            services.assign(complaint, uma, why=Given.FREE, keys=keys, by=ines, at=NOON)
    else:
        services.assign(complaint, uma, why=Given.FREE, keys=keys, by=ines, at=NOON)


def test_a_name_that_two_of_them_have_tells_nobody_and_a_chosen_person_comes_first(cast: Cast, office: Office) -> None:
    complaint, ines = a_complaint(office, Stage.ACKNOWLEDGED).complaint, office.ines
    for number in range(2):
        Person.objects.filter(pk=a_worker(INVESTIGATOR, f"Uma {number}").pk).update(name="Uma Okoye")

    for chosen in (None, cast.imani):
        services.add_accused(complaint, Who("Uma Okoye"), person=chosen, unit=None, by=ines, at=NOON)

    assert [row.mark != "" for row in queries.accused_rows(complaint)] == [False, True]
    assert queries.is_accused(complaint, cast.imani)


def test_a_chief_known_by_the_badge_number_alone_sends_it_to_the_outside_body(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    people.give_badge(a_worker(DECIDER, DECIDER), "1", by=BUILDER, at=NOON)
    by, keys = office.ines, office.keys(office.ines)
    accused = services.add_accused(complaint, Who(badge="1"), person=None, unit=None, by=by, at=NOON)

    services.classify(complaint, [Point("discourtesy", accused, WORDS, "en")], None, keys=keys, by=by, at=NOON)

    assert readers(complaint) == {office.omar.name}


def test_what_cannot_be_classified_is_refused_with_a_sentence_and_changes_nothing(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    other = a_complaint(office, Stage.ACKNOWLEDGED, once="other").complaint
    keys, by = office.keys(office.ines), office.ines
    elsewhere = services.add_accused(other, Who(badge="9"), person=None, unit=None, by=by, at=NOON)
    point = Point("discourtesy", None, WORDS, "en")

    for points, why in (
        ([], "at least one thing"),
        ([Point("magic", None, WORDS, "en")], "no such kind"),
        ([Point("force", elsewhere, WORDS, "en")], "another matter"),
    ):
        with pytest.raises(Refused, match=why):
            services.classify(complaint, points, None, keys=keys, by=by, at=NOON)
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        services.classify(complaint, [point], None, keys=keys, by=office.omar, at=NOON)
    with pytest.raises(Shut):
        services.classify(complaint, [point], None, keys=NO_KEYS, by=by, at=NOON)
    with pytest.raises(Refused, match="a name, a badge number"):
        services.add_accused(complaint, Who(), person=None, unit=None, by=by, at=NOON)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.ACKNOWLEDGED
    assert not Allegation.objects.exists()


def test_a_complaint_is_not_begun_before_it_is_classified_and_the_database_agrees(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint

    with pytest.raises(Refused, match="point by point what it is about first"):
        services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON)
    complaint.stage, complaint.begun_at = Stage.IN_WORK, NOON
    with pytest.raises(ValidationError, match="says point by point what it is about"):
        complaint.validate_constraints()
    complaint.sort = Sort.QUESTION
    complaint.validate_constraints()


def test_praise_is_begun_and_answered_without_points(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    Complaint.objects.filter(pk=complaint.pk).update(sort=Sort.PRAISE)

    with pytest.raises(Refused, match="Praise and questions are answered"):
        services.classify(
            complaint, [Point("force", None, WORDS, "en")], None, keys=office.keys(office.ines), by=office.ines, at=NOON
        )
    assert services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON).stage == Stage.IN_WORK


@pytest.mark.parametrize("role", [INVESTIGATOR, DECIDER])
def test_who_only_investigates_or_decides_does_not_say_what_it_is_about(office: Office, role: str) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    worker, leader = a_worker(role, role), a_worker(SUPERVISOR, SUPERVISOR)
    for one in (worker, leader):
        services.add_reader(complaint, one, keys=office.keys(office.ines), by=office.ines, at=NOON)
    points = [Point("discourtesy", None, WORDS, "en")]

    with pytest.raises(Refused, match="receive complaints or lead those who investigate"):
        services.classify(complaint, points, None, keys=office.keys(worker), by=worker, at=NOON)
    complaint = services.classify(complaint, points, None, keys=office.keys(leader), by=leader, at=NOON)

    assert complaint.stage == Stage.CLASSIFIED


def test_what_is_serious_is_known_at_once_and_the_outside_body_reads_it(office: Office) -> None:
    complaint = classified(office, "discourtesy", "sexual")

    assert complaint.serious is True
    assert told("complaints.serious") == {SUPERVISOR, DECIDER, "Omar Reyes"}
    assert readers(complaint) == {"Ines Moreau", "Omar Reyes"}
    assert not any(WORDS in message.body or "sexual" in message.body.lower() for message in Message.objects.all())


def test_revenge_for_speaking_up_has_clocks_of_its_own(office: Office) -> None:
    plain, revenge = classified(office, "force"), classified(office, "retaliation", once="revenge")

    owed = [{row.promise for row in clocking.open_rows(each)} for each in (plain, revenge)]

    assert owed[1] - owed[0] == {str(promise) for promise in RETALIATION}


def test_what_is_not_serious_alarms_nobody_and_stays_with_its_readers(office: Office) -> None:
    complaint = classified(office, "discourtesy")

    assert told("complaints.serious") == set()
    assert readers(complaint) == {"Ines Moreau"}


def test_whom_it_is_about_hears_no_alarm_and_loses_the_key_at_once(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    keys, by, investigator = office.keys(office.ines), office.ines, a_worker(INVESTIGATOR, INVESTIGATOR)
    services.add_reader(complaint, investigator, keys=keys, by=by, at=NOON)
    assert readers(complaint) == {"Ines Moreau", INVESTIGATOR}

    accused = services.add_accused(complaint, Who(INVESTIGATOR), person=investigator, unit=None, by=by, at=NOON)

    assert readers(complaint) == {"Ines Moreau"}
    assert not queries.visible_to(Person.objects.get(pk=investigator.pk)).exists()
    assert investigator not in queries.can_be_added(complaint)
    with pytest.raises(Refused, match="cannot be sealed to them"):
        services.add_reader(complaint, investigator, keys=keys, by=by, at=NOON)
    services.classify(complaint, [Point("force", accused, WORDS, "en")], None, keys=keys, by=by, at=NOON)
    assert INVESTIGATOR not in told("complaints.serious")
    with pytest.raises(Refused, match="stands in this matter already"):
        services.add_accused(complaint, Who(INVESTIGATOR), person=investigator, unit=None, by=by, at=NOON)


@pytest.mark.parametrize("role", [INTAKE, SUPERVISOR, DECIDER])
def test_what_is_about_who_receives_leads_or_decides_goes_to_the_outside_body(office: Office, role: str) -> None:
    filed = a_complaint(office, Stage.ACKNOWLEDGED)
    complaint, keys, by = filed.complaint, office.keys(office.ines), office.ines
    whom = office.ines if role == INTAKE else a_worker(role, role)
    accused = services.add_accused(complaint, Who("the top"), person=whom, unit=None, by=by, at=NOON)

    complaint = services.classify(complaint, [Point("force", accused, WORDS, "en")], None, keys=keys, by=by, at=NOON)

    assert complaint.outside_only is True
    assert readers(complaint) == {"Omar Reyes"}
    assert not queries.visible_to(office.ines).exists()
    assert told("complaints.serious") == {"Omar Reyes"}
    opened = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(filed.code)))
    assert queries.points_of(complaint, opened)[0].words == WORDS
    assert {row.owner.role for row in clocking.open_rows(complaint) if row.owner} == {"oversight"}
    assert "Ines Moreau" in {reading.who for reading in queries.readings_of(complaint)}
    with pytest.raises(Refused):
        services.add_reader(complaint, office.ines, keys=office.keys(office.omar), by=office.omar, at=NOON)


def test_a_change_says_why_keeps_what_stood_there_and_alarms_where_it_is_serious_now(office: Office) -> None:
    complaint = classified(office, "discourtesy", "other")
    first, second = Allegation.objects.order_by("number")
    keys, by = office.keys(office.ines), office.ines
    change = Change("The video shows more.", "en", {first.pk: "force"}, {second.pk}, [Point("search", None, "x", "en")])

    complaint = services.reclassify(complaint, change, keys=keys, by=by, at=NOON)

    opened = vault.opened(queries.safe_of(complaint), keys)
    assert [point.kind.code for point in queries.points_of(complaint, opened)] == ["force", "search"]
    note = opened.text(complaint.entries.get().words)
    assert "The video shows more." in note
    assert "Rudeness: " + WORDS in note
    assert complaint.serious is True
    assert told("complaints.serious") == {SUPERVISOR, DECIDER, "Omar Reyes"}
    everything = Change("Nothing of it.", "en", {}, {row.pk for row in Allegation.objects.all()})
    with pytest.raises(Refused, match="at least one thing"):
        services.reclassify(complaint, everything, keys=keys, by=by, at=NOON)
    assert Allegation.objects.count() == 2


def test_a_new_list_holds_from_now_on_and_what_was_classified_keeps_its_own(cast: Cast, office: Office) -> None:
    before = classified(office, "discourtesy")
    decided = Decided("The chief", "Plainer names.", "en")
    kinds = [KindOf("discourtesy", "Bad manners"), KindOf("", "Revenge", retaliation=True), KindOf("", "Dog bites")]

    row = services.set_kinds(kinds, decided, by=cast.ada, at=NOON)

    assert (row.version, queries.kinds_in_force()) == (2, 2)
    assert [kind.code for kind in queries.kinds()] == ["discourtesy", "revenge", "dog-bites"]
    assert queries.kinds(1) == list(KINDS)
    after = classified(office, "discourtesy", once="after")
    opened = {each: vault.opened(queries.safe_of(each), office.keys(office.ines)) for each in (before, after)}
    assert [str(queries.points_of(each, opened[each])[0].kind.name) for each in (before, after)] == [
        "Rudeness",
        "Bad manners",
    ]
    with pytest.raises(Refused, match="Revenge for speaking up must stand"):
        services.set_kinds([KindOf("a", "A")], decided, by=cast.ada, at=NOON)
    both = KindOf("b", "B", serious=True, mediable=True, retaliation=True)
    with pytest.raises(Refused, match="cannot be mediated"):
        services.set_kinds([both], decided, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="same name"):
        services.set_kinds([*kinds, KindOf("other", "Revenge")], decided, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator, or those who decide"):
        services.set_kinds(kinds, decided, by=office.ines, at=NOON)
    assert KindList.objects.count() == 1


def test_the_list_of_kinds_is_public_and_made_anew_on_its_page(client: Client, cast: Cast, office: Office) -> None:
    assert "Violence at home by an officer" in client.get("/complaints/kinds/").text
    assert "Make a new list" not in client.get("/complaints/kinds/").text
    client.force_login(office.ines)
    assert client.get("/complaints/kinds/new/").status_code == 403
    client.force_login(cast.ada)
    assert "Make a new list" in client.get("/complaints/kinds/").text
    form = {"decided_by": "The chief", "why": "Fewer kinds.", "language": "en", "name-1": "Force", "serious-1": "on"}

    refused = client.post("/complaints/kinds/new/", form)
    assert (refused.status_code, "Fewer kinds." in refused.text) == (403, True)
    assert client.post("/complaints/kinds/new/", {**form, "why": ""}).status_code == 422
    client.post("/complaints/kinds/new/", {**form, "name-2": "Revenge", "retaliation-2": "on"})

    page = client.get("/complaints/kinds/").text
    assert "Fewer kinds." in page
    assert "Violence at home by an officer" not in page
    assert AllegationKind.objects.count() == 2


def test_the_page_takes_points_and_officers_and_gives_back_what_is_refused(
    client: Client, cast: Cast, office: Office
) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    assert client.post(f"{path}accused/", {"name": "", "badge": ""}).status_code == 422
    unknown = client.post(f"{path}accused/", {"name": "Dan Moss", "email": "nobody@example.org"})
    assert (unknown.status_code, "Nobody has an account here" in unknown.text) == (422, True)
    client.post(f"{path}accused/", {"name": "Dan Moss", "email": "imani@example.org", "unit": cast.district.pk})
    assert "Dan Moss" in client.get(f"{path}classify/").text
    [accused] = Accused.objects.all()

    form = {"language": "en", "area": cast.beat.pk, "kind-1": "discourtesy", "officer-1": accused.pk}
    bad = client.post(f"{path}classify/", {**form, "words-2": WORDS})
    assert (bad.status_code, WORDS in bad.text, "Choose which kind it is." in bad.text) == (422, True, True)
    client.post(f"{path}classify/", {**form, "words-1": WORDS})

    complaint.refresh_from_db()
    assert (complaint.stage, complaint.area) == (Stage.CLASSIFIED, cast.beat)
    page = client.get(f"{path}classify/").text
    assert WORDS in page
    assert "Change them, on record" in page
    row = Allegation.objects.get()
    client.post(f"{path}classify/", {"language": "en", f"there-{row.pk}": "force", "why": "The video."})
    row.refresh_from_db()
    assert row.kind == "force"


def test_where_the_key_was_locked_meanwhile_the_points_come_back_and_nothing_is_kept(
    client: Client, office: Office
) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    client.force_login(office.ines)

    back = client.post(f"/complaints/{complaint.pk}/classify/", {"language": "en", "kind-1": "force", "words-1": WORDS})

    assert (back.status_code, WORDS in back.text, "Your key is locked" in back.text) == (403, True, True)
    assert not Allegation.objects.exists()


def test_to_the_outside_body_by_a_button_and_the_office_finds_nothing_any_more(client: Client, office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    unlocked(client, office, office.ines)
    opened_as(client, complaint)

    gone = client.post(f"/complaints/{complaint.pk}/outside/")

    assert gone.headers["Location"] == "/complaints/desk/"
    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404
    assert queries.visible_to(office.omar).get() == complaint


def test_to_a_stranger_there_is_no_such_page(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    for who in (cast.lee, cast.ada, office.omar):
        client.force_login(who)
        for name in ("classify", "accused", "outside"):
            assert client.post(f"/complaints/{complaint.pk}/{name}/", {}).status_code == 404
        assert client.get(f"/complaints/{complaint.pk}/classify/").status_code == 404
    assert not Accused.objects.exists()


def test_the_page_costs_the_same_with_one_point_and_with_three(
    client: Client, office: Office, count_queries: CountQueries
) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    keys, by = office.keys(office.ines), office.ines
    unlocked(client, office, by)
    opened_as(client, complaint)
    an_allegation(complaint, by=by, keys=keys, at=NOON)
    with count_queries(26):
        client.get(f"/complaints/{complaint.pk}/classify/")
    more = [Point("search", None, WORDS, "en")] * 2
    services.reclassify(complaint, Change("More.", "en", {}, (), more), keys=keys, by=by, at=NOON)
    services.add_accused(complaint, Who(badge="7"), person=None, unit=None, by=by, at=NOON)
    with count_queries(26):
        page = client.get(f"/complaints/{complaint.pk}/classify/").text
    assert page.count(WORDS) == 2

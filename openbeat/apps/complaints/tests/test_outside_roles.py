"""What the outside body may do where it investigates, act by act, and what the department may not; and its audits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import OMAR
from openbeat.apps.complaints.demo.board import a_chief
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau, a_case, judged
from openbeat.apps.complaints.figures.drawing import drawn
from openbeat.apps.complaints.lifecycle import Act, Again, Barred, Outcome, Stage, Without, Words
from openbeat.apps.complaints.lifecycle.audits import AuditAct, AuditOwed, AuditWhy, Window
from openbeat.apps.complaints.lifecycle.board import Reply
from openbeat.apps.complaints.lifecycle.clocks import Clock, Paused, Reason
from openbeat.apps.complaints.lifecycle.giving import Ended, Given
from openbeat.apps.complaints.lifecycle.publication import BodyFacts
from openbeat.apps.complaints.models import Audit, Complaint
from openbeat.apps.complaints.policies import CLOCKS_POLICY, COMPLAINTS_POLICY, OVERSIGHT, STEPS_OF_A_CASE
from openbeat.apps.complaints.queries import audits, giving
from openbeat.apps.complaints.services import auditing, explaining
from openbeat.apps.complaints.tests.makers import NOON, a_complaint, an_office, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import demo as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.core.vault import demo as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Shut
from openbeat.kit.policy import Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from conftest import CountQueries

DAY = timedelta(days=1)
LATER = NOON + DAY
WHY = Words("The driver was not asked.", "en")
FOUND = Words("In two of ten files nobody asked a witness who was named.", "en")
DONE = Words("Supervisors now look for it before they pass a case on.", "en")


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


def the_body(kind: str) -> None:
    explaining.name_body(BodyFacts("City Oversight", "en", kind, [], telephone="555 0100"), by=BUILDER, at=NOON)


def a_second(bureau: Bureau) -> Person:
    """Olga, of the outside body too, with a key."""
    whole = places.root()
    assert whole
    olga = people.appear(replace(OMAR, key="olga", name="Olga Petrova"), [(OVERSIGHT, whole)], NOON - 9 * DAY)
    vaults.more_keys(bureau.office.known, olga, at=NOON)
    return olga


# It investigates


def given_to_omar(bureau: Bureau) -> Complaint:
    """A case in work that Omar investigates for the outside body; Ines and Sana of the department read it."""
    office = bureau.office
    complaint = a_case(bureau, Stage.IN_WORK)
    keys = office.keys(office.ines)
    services.take_away(complaint, Ended.AWAY, by=office.ines, at=LATER)
    complaint.refresh_from_db()
    services.assign(complaint, office.omar, why=Given.FREE, keys=keys, by=office.ines, at=LATER)
    complaint.refresh_from_db()
    services.sign(complaint, by=office.omar, at=LATER)
    return Complaint.objects.get(pk=complaint.pk)


# In work, while Omar of the outside body investigates: Ines receives, Sana leads, Dana decides, Olga is his colleague.
MAY = {
    Act.FIND: "omar",
    Act.END_POINT: "omar",
    Act.RECOMMEND: "omar",
    Act.PLAN: "omar olga",
    Act.PLAN_DONE: "omar olga",
    Act.END_WITHOUT: "omar olga",
    Act.ASSIGN: "omar olga",
    Act.TAKE_AWAY: "omar olga",
    Act.RECLASSIFY: "omar olga",
    Act.SPLIT: "omar olga",
    Act.JOIN: "omar olga",
    Act.GO_ON: "omar olga",
    Act.ROUTE: "omar olga",
    Act.RECUSE: "omar",
    Act.WRITE_ENTRY: "ines sana dana omar olga",
    Act.READ: "ines sana dana omar olga",
    Act.SEND_BACK: "",
    Act.TO_OVERSIGHT: "",
    Act.TO_DECISION: "",
    Act.OVERSEE: "",
    Act.DECIDE: "",
}


def test_what_it_may_do_in_a_matter_that_it_investigates_and_what_the_department_may_not(bureau: Bureau) -> None:
    the_body("investigation")
    olga, office = a_second(bureau), bureau.office
    complaint = given_to_omar(bureau)
    for person in (olga, bureau.dana):
        services.add_reader(complaint, person, keys=office.keys(office.omar), by=office.omar, at=LATER)
    everybody = {"ines": office.ines, "sana": bureau.sana, "dana": bureau.dana, "nils": bureau.nils}
    everybody |= {"omar": office.omar, "olga": olga}

    complaint = Complaint.objects.get()
    found = {act: {n for n, who in everybody.items() if COMPLAINTS_POLICY.verdict(who, act, complaint)} for act in MAY}

    assert found == {act: set(names.split()) for act, names in MAY.items()}
    assert {n for n, who in everybody.items() if CLOCKS_POLICY.verdict(who, Clock.PAUSE, complaint)} == {"omar", "olga"}
    refused = COMPLAINTS_POLICY.verdict(bureau.sana, Act.TAKE_AWAY, complaint)
    assert refused.reason == "The outside body looks into this matter. Only its people may do this."


def test_what_it_investigated_its_own_people_check_and_the_department_decides(bureau: Bureau) -> None:
    the_body("investigation")
    olga, office = a_second(bureau), bureau.office
    complaint, keys = given_to_omar(bureau), bureau.keys(office.omar)
    for point in queries.allegations(complaint):
        services.find(point, judged(Outcome.SUSTAINED), keys=keys, by=office.omar, at=LATER)

    complaint = services.hand_in(complaint, keys=keys, by=office.omar, at=LATER)
    may = {
        who for who in (bureau.sana, office.omar, olga) if COMPLAINTS_POLICY.verdict(who, Act.TO_DECISION, complaint)
    }
    complaint = services.pass_on(complaint, keys=bureau.keys(olga), by=olga, at=LATER)

    assert may == {olga}
    assert (complaint.stage, complaint.checked_by) == (Stage.DECISION, olga)
    assert [who for who in (bureau.dana, olga) if COMPLAINTS_POLICY.verdict(who, Act.DECIDE, complaint)] == [
        bureau.dana
    ]


def test_nobody_of_the_department_takes_back_ends_or_stops_what_it_investigates(bureau: Bureau) -> None:
    the_body("investigation")
    complaint, office = given_to_omar(bureau), bureau.office
    keys = bureau.keys(bureau.sana)

    with pytest.raises(Refused, match="The outside body looks into"):
        services.take_away(complaint, Ended.AWAY, by=office.ines, at=LATER)
    with pytest.raises(Refused, match="Only its people"):
        services.end_without(complaint, Without.CLARIFIED, WHY, keys=keys, by=bureau.sana, at=LATER)
    with pytest.raises(Refused, match="Only its people"):
        services.pause(complaint, Paused(Reason.COURT, "A judge.", "en"), by=office.ines, at=LATER)
    services.recuse(complaint, Ended.WORKS, by=office.omar, at=LATER)

    complaint = Complaint.objects.get()
    assert (complaint.investigator, complaint.outside_works) == (None, True)
    assert not COMPLAINTS_POLICY.verdict(office.ines, Act.ASSIGN, complaint)


def test_its_people_get_tasks_only_where_it_investigates(bureau: Bureau) -> None:
    complaint, omar = a_case(bureau), bureau.office.omar
    assert omar not in [one.person for one in giving.candidates(complaint)]
    with pytest.raises(Refused, match="do not investigate such matters"):
        services.assign(complaint, omar, why=Given.FREE, keys=bureau.keys(bureau.sana), by=bureau.sana, at=LATER)

    the_body("investigation")

    assert {one.person for one in giving.candidates(complaint) if not one.conflicts} >= {omar, bureau.nils}


def test_the_button_of_who_investigates_says_who_has_it_next(client: Client, bureau: Bureau) -> None:
    the_body("investigation")
    office, theirs = bureau.office, given_to_omar(bureau)
    ours = a_case(bureau, Stage.IN_WORK, once="ours")
    pages = {}
    for person, complaint in ((office.omar, theirs), (bureau.nils, ours)):
        unlocked(client, office, person)
        client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})
        pages[person] = client.get(f"/complaints/{complaint.pk}/findings/").text

    assert "Give it to somebody else of the outside body, who checks it" in pages[office.omar]
    assert "Give it to those who lead the investigators" not in pages[office.omar]
    assert "Give it to those who lead the investigators" in pages[bureau.nils]


# It audits

WINDOW = Window(date(2026, 4, 1), date(2026, 5, 31), 2)
AFTER = NOON + 40 * DAY


def closed(bureau: Bureau, number: int) -> list[Complaint]:
    return [a_complaint(bureau.office, Stage.CLOSED, once=f"closed {n}").complaint for n in range(number)]


def an_audit(bureau: Bureau, number: int = 3) -> Audit:
    the_body("audit")
    closed(bureau, number)
    return auditing.draw_sample(WINDOW, by=bureau.office.omar, at=AFTER)


def asked(audit: Audit, bureau: Bureau) -> Complaint:
    complaint = audit.sample.order_by("place")[0].complaint
    auditing.ask_for_key(audit, complaint.pk, AuditWhy.FAIR, by=bureau.office.omar, at=AFTER)
    return complaint


def given(audit: Audit, bureau: Bureau) -> Complaint:
    complaint, ines = asked(audit, bureau), bureau.office.ines
    auditing.give_key(audit, complaint.pk, keys=bureau.keys(ines), by=ines, at=AFTER)
    return Complaint.objects.get(pk=complaint.pk)


def test_the_rule_of_a_sample_can_be_gone_through_by_hand() -> None:
    by_hand = {number: sha256(f"5eed:{number}".encode()).hexdigest() for number in (3, 8, 11, 40)}

    assert drawn("5eed", [40, 3, 11, 8], 3) == sorted(by_hand, key=by_hand.__getitem__)[:3]
    assert drawn("5eed", [3, 8], 10) == sorted([3, 8], key=by_hand.__getitem__)
    counts = [sum(1 in drawn(str(seed), range(10), 3) for seed in range(2000))]
    assert 520 < counts[0] < 680  # three of ten: 600, and five standard deviations of 20.5


def test_a_sample_is_drawn_from_what_the_department_closed_and_holds_to_its_rule(bureau: Bureau) -> None:
    the_body("audit")
    there = closed(bureau, 3)
    a_complaint(bureau.office, Stage.ANSWERED, once="not closed")
    a_complaint(bureau.office, Stage.CLOSED, once="of the chief", outside_only=True)
    a_complaint(bureau.office, Stage.CLOSED, NOON - 70 * DAY, once="long before")

    audit = auditing.draw_sample(WINDOW, by=bureau.office.omar, at=AFTER)

    assert audit.pool == [one.pk for one in there]
    assert [row.complaint_id for row in audits.sampled_rows(audit)] == drawn(audit.seed, audit.pool, 2)
    assert audits.holds(audit)
    [entry] = Entry.objects.filter(act=AuditAct.DRAW)
    assert entry.facts == {"seed": audit.seed, "of": 3, "size": 2}
    audit.sample.filter(place=1).update(complaint=next(one for one in there if not one.sampled.exists()))
    assert not audits.holds(audit)


def test_a_sample_is_drawn_by_the_body_alone_where_it_audits_of_days_that_are_over(bureau: Bureau) -> None:
    omar = bureau.office.omar
    closed(bureau, 1)
    with pytest.raises(Refused, match="No body outside the police that audits"):
        auditing.draw_sample(WINDOW, by=omar, at=AFTER)
    the_body("audit")
    with pytest.raises(Refused, match="Only the outside body"):
        auditing.draw_sample(WINDOW, by=bureau.sana, at=AFTER)
    with pytest.raises(Refused, match="days that are over"):
        auditing.draw_sample(WINDOW, by=omar, at=NOON)
    with pytest.raises(Refused, match="No complaint was closed"):
        auditing.draw_sample(Window(date(2025, 1, 1), date(2025, 1, 31), 2), by=omar, at=AFTER)

    assert not Audit.objects.exists()


def test_a_key_is_asked_for_with_a_reason_and_given_by_somebody_who_has_it(bureau: Bureau) -> None:
    audit, office = an_audit(bureau), bureau.office
    complaint = asked(audit, bureau)
    assert {told.person for told in Message.objects.filter(kind="complaints.audit_asks")} >= {office.ines}
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        auditing.give_key(audit, complaint.pk, keys=office.keys(office.omar), by=office.omar, at=AFTER)
    with pytest.raises(Shut):
        auditing.give_key(audit, complaint.pk, keys=NO_KEYS, by=office.ines, at=AFTER)

    row = auditing.give_key(audit, complaint.pk, keys=office.keys(office.ines), by=office.ines, at=AFTER)

    assert (row.why, row.asked_by, row.given_by) == (AuditWhy.FAIR, office.omar, office.ines)
    vault.opened(queries.safe_of(complaint), office.keys(office.omar))  # it opens
    acts = Entry.objects.filter(act__in=[AuditAct.ASK, AuditAct.GIVE], key=str(complaint.pk)).order_by("pk")
    assert [(entry.act, entry.by) for entry in acts] == [(AuditAct.ASK, office.omar), (AuditAct.GIVE, office.ines)]
    row.given_by = office.omar
    with pytest.raises(ValidationError, match="given by somebody else"):
        row.validate_constraints()


def test_no_key_is_asked_for_twice_or_where_one_has_it_or_is_kept_from_it(bureau: Bureau) -> None:
    audit, omar = an_audit(bureau), bureau.office.omar
    complaint = asked(audit, bureau)
    with pytest.raises(Refused, match="asked for this key already"):
        auditing.ask_for_key(audit, complaint.pk, AuditWhy.TIME, by=omar, at=AFTER)
    with pytest.raises(Refused, match="Only the outside body"):
        auditing.ask_for_key(audit, complaint.pk, AuditWhy.TIME, by=bureau.sana, at=AFTER)
    other = audit.sample.order_by("place")[1].complaint
    with pytest.raises(Refused, match="Nobody has asked"):
        auditing.give_key(audit, other.pk, keys=bureau.keys(bureau.office.ines), by=bureau.office.ines, at=AFTER)
    services.bar(other, omar, Barred.ASKED, by=bureau.office.ines, at=NOON)
    with pytest.raises(Refused, match="cannot have the key of this matter"):
        auditing.ask_for_key(audit, other.pk, AuditWhy.TIME, by=omar, at=AFTER)


def test_an_auditor_reads_a_matter_and_does_nothing_in_it(bureau: Bureau) -> None:
    audit, omar = an_audit(bureau), bureau.office.omar
    complaint = given(audit, bureau)

    may = {act for act in COMPLAINTS_POLICY.rules if COMPLAINTS_POLICY.verdict(omar, act, complaint)}

    assert may & {*STEPS_OF_A_CASE, Act.WRITE, Act.ADD_READER, Act.BAR, Act.REOPEN_CASE} == set()
    assert Act.READ in may
    refused = COMPLAINTS_POLICY.verdict(omar, Act.REOPEN_CASE, complaint).reason
    assert refused == "You have the key for an audit: you read this matter, and change nothing in it."


def test_what_was_found_is_owed_an_answer_and_every_key_goes_back(bureau: Bureau) -> None:
    audit, office, chief = an_audit(bureau), bureau.office, a_chief()
    complaint = given(audit, bureau)
    keys = office.keys(office.omar)
    with pytest.raises(Refused, match=r"name an officer.*212"):
        auditing.tell_findings(audit, Words("Badge 212 was believed.", "en"), keys=keys, by=office.omar, at=AFTER)
    with pytest.raises(Refused, match="has not said yet"):
        auditing.answer_audit(audit, Reply.ACCEPTED, DONE, by=chief, at=AFTER)

    audit = auditing.tell_findings(audit, FOUND, keys=keys, by=office.omar, at=AFTER)

    [owed] = Obligation.objects.filter(promise=AuditOwed.REPLY)
    assert (owed.kept_at, owed.key) == (None, str(audit.pk))
    assert not queries.visible_to(office.omar).exists()
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(complaint), keys)
    assert audit.sample.get(complaint=complaint).ended_at == AFTER
    with pytest.raises(Refused, match="Only whoever leads the department"):
        auditing.answer_audit(audit, Reply.ACCEPTED, DONE, by=bureau.sana, at=AFTER)
    auditing.answer_audit(audit, Reply.PARTLY, DONE, by=chief, at=AFTER)
    owed.refresh_from_db()
    assert owed.kept_at == AFTER
    with pytest.raises(Refused, match="over"):
        auditing.tell_findings(audit, FOUND, keys=keys, by=office.omar, at=AFTER)


def test_a_matter_that_is_opened_again_is_audited_no_more(bureau: Bureau) -> None:
    audit = an_audit(bureau, 1)
    complaint = given(audit, bureau)
    services.add_reader(complaint, bureau.dana, keys=bureau.keys(bureau.office.ines), by=bureau.office.ines, at=AFTER)

    services.reopen_case(complaint, Again.EVIDENCE, WHY, keys=bureau.keys(bureau.dana), by=bureau.dana, at=AFTER)

    assert not queries.visible_to(bureau.office.omar).exists()
    assert audit.sample.get().ended_at == AFTER


def test_what_was_opened_again_since_its_key_was_asked_for_is_given_to_nobody(bureau: Bureau) -> None:
    audit, office = an_audit(bureau, 1), bureau.office
    complaint = audit.sample.get().complaint
    auditing.ask_for_key(audit, complaint.pk, AuditWhy.FAIR, by=office.omar, at=AFTER)
    services.add_reader(complaint, bureau.dana, keys=bureau.keys(office.ines), by=office.ines, at=AFTER)
    services.reopen_case(complaint, Again.EVIDENCE, WHY, keys=bureau.keys(bureau.dana), by=bureau.dana, at=AFTER)

    with pytest.raises(Refused, match="It is open"):
        auditing.give_key(audit, complaint.pk, keys=bureau.keys(office.ines), by=office.ines, at=AFTER)

    assert not queries.visible_to(office.omar).exists()


def test_an_audit_goes_from_the_draw_to_the_answer_on_its_pages(client: Client, cast: Cast, bureau: Bureau) -> None:
    the_body("audit")
    closed(bureau, 1)
    office, chief = bureau.office, a_chief()
    unlocked(client, office, office.omar)
    days = {"since_0": "1", "since": "2026-05-01", "until": "2026-05-31", "size": "2"}
    client.post("/complaints/audits/", days)
    audit = Audit.objects.get()
    number = audit.pool[0]
    assert "it is the same sample" in client.get(f"/complaints/audits/{audit.pk}/").text
    client.post(f"/complaints/audits/{audit.pk}/{number}/ask/", {"why": "fair"})
    unlocked(client, office, office.ines)
    assert "Whether it was looked into fairly" in client.get(f"/complaints/audits/{audit.pk}/").text
    client.post(f"/complaints/audits/{audit.pk}/{number}/give/")
    unlocked(client, office, office.omar)
    assert "Why do you open it?" in client.get(f"/complaints/{number}/").text
    client.post(f"/complaints/audits/{audit.pk}/tell/", {"text": FOUND.text, "language": "en"})
    assert client.get(f"/complaints/{number}/").status_code == 404
    client.force_login(chief)
    assert FOUND.text in client.get(f"/complaints/audits/{audit.pk}/").text
    client.post(f"/complaints/audits/{audit.pk}/reply/", {"reply": "accepted", "text": DONE.text, "language": "en"})

    client.force_login(cast.rosa)
    hidden = client.get(f"/complaints/audits/{audit.pk}/")

    audit.refresh_from_db()
    assert (audit.words, audit.reply, audit.reply_words) == (FOUND.text, "accepted", DONE.text)
    assert (hidden.status_code, client.get("/complaints/audits/").status_code) == (404, 403)


def test_what_an_auditor_typed_comes_back_while_the_key_is_locked(client: Client, bureau: Bureau) -> None:
    audit = an_audit(bureau)
    given(audit, bureau)
    client.force_login(bureau.office.omar)

    answer = client.post(f"/complaints/audits/{audit.pk}/tell/", {"text": FOUND.text, "language": "en"})

    assert (answer.status_code, FOUND.text in answer.text) == (403, True)
    assert "Your key is locked" in answer.text
    audit.refresh_from_db()
    assert audit.told_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_audits_cost_the_same_however_many(
    client: Client, bureau: Bureau, count: int, count_queries: CountQueries
) -> None:
    an_audit(bureau, count)
    for _ in range(count - 1):
        auditing.draw_sample(replace(WINDOW, size=3), by=bureau.office.omar, at=AFTER)
    newest = Audit.objects.order_by("-pk")[0]
    client.force_login(bureau.office.omar)
    client.get("/complaints/audits/")

    with count_queries(LIST):
        shown = client.get("/complaints/audits/").text
    with count_queries(ONE):
        sample = client.get(newest.get_absolute_url()).text

    assert shown.count("goes on") == count
    assert sample.count("Ask for the key") == count


LIST, ONE = 5, 7

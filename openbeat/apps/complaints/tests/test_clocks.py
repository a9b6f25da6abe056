"""The clocks of a complaint: owed with each stage, paused with a reason, moved, and what is late goes up."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import batched

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import gettext_lazy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Kind, Promise, Sort, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import (
    BY_WHOM,
    CLOCKS,
    DELAY,
    ESCALATION,
    TERMS,
    Clock,
    Level,
    Owner,
    Paused,
    Reason,
)
from openbeat.apps.complaints.lifecycle.recordings import Tape
from openbeat.apps.complaints.models import CasePause, Complaint, DelayNotice, Turn
from openbeat.apps.complaints.policies import DECIDER, SUPERVISOR
from openbeat.apps.complaints.queries import clocks, facts, receipt
from openbeat.apps.complaints.services import clocking, recordings
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    an_allegation,
    an_office,
    cleared_up,
    holder_of,
)
from openbeat.core.department import queries as department
from openbeat.core.department import services as promises
from openbeat.core.department.facts import Change
from openbeat.core.ledger.models import Entry
from openbeat.core.loop import queries as loop
from openbeat.core.loop import services as loops
from openbeat.core.loop.models import Obligation
from openbeat.core.loop.services import Debtor
from openbeat.core.notices.models import Message
from openbeat.core.people import demo as people
from openbeat.core.people.demo import Part
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.vault import services as vault
from openbeat.kit.actors import Actor
from openbeat.kit.clock import WorkCalendar, add_working_days, now
from openbeat.kit.policy import Refused
from tests.cast import Cast

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SAM = Part("sam", "Sam Okoro", gettext_lazy("Leads those who investigate complaints."), second=True)
DEE = Part("dee", "Dee Marsh", gettext_lazy("Decides about complaints."), second=True)
POSTS = ((SAM, SUPERVISOR), (DEE, DECIDER))
COURT = Paused(Reason.COURT, "The judge hears it in June.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def dates(complaint: Complaint) -> dict[str, datetime]:
    return {row.promise: row.due_at for row in clocking.open_rows(complaint)}


ALWAYS = {Promise.PRESERVE, Promise.CONTACT, Promise.ANSWER}


def told_to(complaint: Complaint, office: Office) -> list[str]:
    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    return [turn.words for turn in queries.turns_of(complaint, opened) if turn.kind == Kind.DELAY]


def test_each_stage_in_which_somebody_works_has_a_promise_and_each_promise_an_owner() -> None:
    assert set(CLOCKS) == set(Stage) - {Stage.WRITING, Stage.ANSWERED, Stage.CLOSED}
    assert set(TERMS) <= set(Promise)
    assert {promise for some in CLOCKS.values() for promise in some} <= set(TERMS)


def test_a_stage_that_begins_owes_and_a_stage_that_ends_keeps_without_any_act_saying_so(office: Office) -> None:
    complaint, keys = a_complaint(office).complaint, office.keys(office.ines)
    assert set(dates(complaint)) == {Promise.ACKNOWLEDGE, *ALWAYS}

    complaint = services.acknowledge(complaint, Words("Read.", "en"), keys=keys, by=office.ines, at=NOON + HOUR)
    assert set(dates(complaint)) == {Promise.CLASSIFY, *ALWAYS}

    an_allegation(complaint, by=office.ines, keys=keys, at=NOON + 2 * HOUR)
    assert set(dates(complaint)) == {Promise.BEGIN, *ALWAYS}

    complaint.refresh_from_db()
    complaint = services.begin(complaint, keys=keys, by=office.ines, at=NOON + 2 * HOUR)
    assert set(dates(complaint)) == {Promise.INVESTIGATION, *ALWAYS}

    services.write(complaint, Words("Who saw it?", "en"), keys=keys, by=office.ines, at=NOON + 3 * HOUR)
    assert set(dates(complaint)) == {Promise.PRESERVE, Promise.INVESTIGATION, Promise.ANSWER}


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        ("2026-05-07 23:30", "2026-05-08"),  # late on a Thursday: by the end of Friday
        ("2026-05-08 12:00", "2026-05-11"),  # on a Friday: by the end of Monday
        ("2026-05-08 23:30", "2026-05-11"),
        ("2026-05-09 12:00", "2026-05-11"),  # on a Saturday or a Sunday: Monday is the first day on which people work
        ("2026-05-10 23:30", "2026-05-11"),
    ],
)
def test_recordings_are_to_be_asked_for_by_the_end_of_the_next_day_on_which_people_work(
    office: Office, filed: str, due: str
) -> None:
    zone = department.zone()
    at = datetime.fromisoformat(filed).replace(tzinfo=zone)

    owed = dates(a_complaint(office, at=at).complaint)[Promise.PRESERVE].astimezone(zone)

    assert owed.strftime("%Y-%m-%d %H:%M") == f"{due} 23:59"


def test_an_acknowledgement_is_the_contact_where_they_want_no_questions(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED, contact=False).complaint

    assert Promise.CONTACT not in dates(complaint)


def test_whoever_investigates_owes_it_in_person_and_it_counts_in_public(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    Complaint.objects.filter(pk=complaint.pk).update(investigator=cast.imani, assigned_at=NOON)
    complaint.refresh_from_db()

    clocking.handed_over(complaint)

    row = Obligation.objects.get(promise=Promise.INVESTIGATION)
    assert (row.person, row.owner) == (cast.imani, None)
    assert [row.promise for row in loop.waiting_for(cast.imani)] == [Promise.INVESTIGATION]
    late = loop.late_sealed(row.due_at + 3 * DAY)
    assert late[Promise.INVESTIGATION] == 1


def test_praise_owes_a_word_and_nothing_else(office: Office) -> None:
    complaint = a_complaint(office).complaint
    Complaint.objects.filter(pk=complaint.pk).update(sort=Sort.PRAISE)

    services.acknowledge(complaint, Words("Thank you.", "en"), keys=office.keys(office.ines), by=office.ines, at=NOON)

    complaint.refresh_from_db()
    assert Promise.CLASSIFY not in dates(complaint)
    clocking.stop(complaint, why="praise", at=NOON)
    assert dates(complaint) == {}


def test_a_pause_stops_every_clock_for_a_reason_and_each_date_is_later_by_as_long(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    before = dates(complaint)

    services.pause(complaint, COURT, by=office.ines, at=NOON + 5 * DAY)
    assert dates(complaint)[Promise.LOOK_AGAIN] == promises.due(Promise.LOOK_AGAIN, NOON + 5 * DAY)
    assert queries.late(NOON + 400 * DAY) != []  # that somebody looks at the pause again is owed all the same
    assert {row.promise for row, _one in queries.late(NOON + 400 * DAY)} == {Promise.LOOK_AGAIN}
    services.resume(complaint, by=office.ines, at=NOON + 12 * DAY)

    assert dates(complaint) == {name: due + 7 * DAY for name, due in before.items()}
    assert [entry.facts for entry in Entry.objects.filter(act=Clock.PAUSE)] == [{"reason": "court"}]
    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    [stood] = queries.stood(complaint, opened, NOON + 20 * DAY)
    assert (stood.words, stood.days) == (COURT.words, 7)


def test_what_is_owed_while_the_clock_stands_still_stands_still_too(office: Office) -> None:
    complaint, keys = a_complaint(office, Stage.CLASSIFIED).complaint, office.keys(office.ines)
    services.pause(complaint, COURT, by=office.ines, at=NOON + 3 * HOUR)

    services.begin(complaint, keys=keys, by=office.ines, at=NOON + DAY)

    row = Obligation.objects.get(promise=Promise.INVESTIGATION)
    assert row.paused_at == NOON + DAY


def test_an_answer_ends_the_pause(office: Office) -> None:
    complaint, keys = a_complaint(office, Stage.IN_WORK).complaint, office.keys(office.ines)
    services.pause(complaint, COURT, by=office.ines, at=NOON + DAY)

    cleared_up(complaint, office, by=office.ines, at=NOON + 2 * DAY)
    services.answer(complaint, Words("You are right.", "en"), keys=keys, by=office.ines, at=NOON + 2 * DAY)

    assert dates(complaint) == {}
    assert CasePause.objects.get().until == NOON + 2 * DAY


def test_a_pause_needs_a_reason_for_which_clocks_stop_and_there_is_one_at_a_time(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    with pytest.raises(Refused, match="move the date instead"):
        services.pause(complaint, Paused(Reason.MORE_WORK, "", "en"), by=office.ines, at=NOON + DAY)
    with pytest.raises(Refused, match="runs"):
        services.resume(complaint, by=office.ines, at=NOON + DAY)

    services.pause(complaint, COURT, by=office.ines, at=NOON + DAY)

    with pytest.raises(Refused, match="stands still already"):
        services.pause(complaint, COURT, by=office.ines, at=NOON + 2 * DAY)
    with pytest.raises(IntegrityError, match="complaint_pause_known_reason"), transaction.atomic():
        CasePause.objects.update(reason="rain")


def test_looking_again_at_a_pause_is_owed_every_thirty_days(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    services.pause(complaint, COURT, by=office.ines, at=NOON + DAY)

    services.look_again(complaint, by=office.ines, at=NOON + 25 * DAY)

    assert dates(complaint)[Promise.LOOK_AGAIN] == promises.due(Promise.LOOK_AGAIN, NOON + 25 * DAY)
    assert CasePause.objects.get().looked_at == NOON + 25 * DAY


spans = st.lists(st.integers(min_value=1, max_value=40 * 24 * 60), min_size=2, max_size=8, unique=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(minutes=spans)
@pytest.mark.slow
def test_however_often_a_clock_stands_still_its_date_moves_by_exactly_that_time(cast: Cast, minutes: list[int]) -> None:
    marks = sorted(minutes)[: len(minutes) // 2 * 2]
    pauses = [(NOON + since * MINUTE, NOON + until * MINUTE) for since, until in batched(marks, 2)]
    with transaction.atomic():
        row = loops.owe(Promise.ANSWER, cast.rosa, debtor=Debtor(cast.beat), at=NOON)
        for since, until in pauses:
            loops.pause(Promise.ANSWER, cast.rosa, reason="court", language="en", at=since)
            loops.resume(Promise.ANSWER, cast.rosa, at=until)
        due = Obligation.objects.get(pk=row.pk).due_at
        transaction.set_rollback(True)

    assert due - row.due_at == sum((until - since for since, until in pauses), timedelta())


@given(
    start=st.dates(min_value=NOON.date(), max_value=NOON.date() + 700 * DAY),
    days=st.integers(min_value=1, max_value=60),
    off=st.sets(st.integers(min_value=0, max_value=900), max_size=60),
)
def test_the_nth_working_day_is_one_on_which_people_work_and_n_of_them_lie_before(
    start: datetime, days: int, off: set[int]
) -> None:
    calendar = WorkCalendar(holidays=frozenset(NOON.date() + number * DAY for number in off))

    due = add_working_days(start, days, calendar)

    between = [start + number * DAY for number in range(1, (due - start).days + 1)]
    assert calendar.works_on(due)
    assert sum(calendar.works_on(day) for day in between) == days


def test_after_thirty_days_whoever_complained_is_told_in_their_language_why_and_by_when(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint

    assert services.tell_delays(at=NOON + 29 * DAY) == 0
    assert services.tell_delays(at=NOON + 31 * DAY) == 1
    assert services.tell_delays(at=NOON + 31 * DAY + HOUR) == 0

    [words] = told_to(complaint, office)
    assert "Why: Somebody is looking into what happened." in words
    assert "You get the answer by" in words
    turn = Turn.objects.get(kind=Kind.DELAY)
    assert (turn.written_by, turn.language) == (None, "en")
    assert services.tell_delays(at=NOON + 63 * DAY) == 1
    assert DelayNotice.objects.count() == 2


def test_a_delay_is_told_in_spanish_to_whoever_wrote_in_spanish(office: Office) -> None:
    complaint = a_complaint(office, language="es").complaint

    services.tell_delays(at=NOON + 31 * DAY)

    assert Turn.objects.get(complaint=complaint, kind=Kind.DELAY).language == "es"


def test_a_language_that_we_do_not_speak_is_told_in_english(office: Office) -> None:
    complaint = a_complaint(office, language="xx").complaint

    services.tell_delays(at=NOON + 31 * DAY)

    assert Turn.objects.get(complaint=complaint, kind=Kind.DELAY).language == "en"


def test_a_paused_complaint_is_told_why_it_stands_still_and_no_date_that_cannot_be_kept(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    services.pause(complaint, COURT, by=office.ines, at=NOON + 5 * DAY)

    services.tell_delays(at=NOON + 31 * DAY)

    [words] = told_to(complaint, office)
    assert "Why: A court has the matter." in words
    assert "We cannot name a day" in words


def test_an_answer_that_is_late_is_told_once_and_then_every_thirty_days(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    due = dates(complaint)[Promise.ANSWER]
    services.tell_delays(at=due - 10 * DAY)

    told = [services.tell_delays(at=due + days * DAY) for days in (1, 2, 25, 40)]

    assert told == [1, 0, 0, 1]


def test_nobody_is_told_of_a_delay_once_there_is_an_answer(office: Office) -> None:
    a_complaint(office, Stage.ANSWERED)

    assert services.tell_delays(at=NOON + 300 * DAY) == 0


def test_a_date_that_is_moved_is_told_at_once_with_the_reason(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    due = dates(complaint)[Promise.ANSWER]

    services.shift_date(complaint, due + 20 * DAY, Reason.LABORATORY, by=office.ines, at=NOON + DAY)

    assert dates(complaint)[Promise.ANSWER] == due + 20 * DAY
    [words] = told_to(complaint, office)
    assert "Why: A laboratory examines the evidence." in words
    assert Obligation.objects.get(promise=Promise.ANSWER).first_due_at == due
    with pytest.raises(Refused, match="later than the one before"):
        services.shift_date(complaint, due, Reason.LABORATORY, by=office.ines, at=NOON + DAY)
    answered = a_complaint(office, Stage.ANSWERED, once="other").complaint
    with pytest.raises(Refused, match="not open"):
        services.shift_date(answered, due + 30 * DAY, Reason.COURT, by=office.ines, at=NOON + DAY)


def test_what_is_late_goes_up_step_by_step_and_each_is_told_once(cast: Cast, office: Office) -> None:
    whole = places.root()
    assert whole
    posts = [(SUPERVISOR, whole)]
    sam = people.appear(SAM, posts, NOON - 60 * DAY)
    complaint = a_complaint(office).complaint
    for tape in Tape:
        recordings.there_is_none(complaint, tape, by=office.ines, at=NOON)
    late_since = Obligation.objects.get(promise=Promise.ACKNOWLEDGE).due_at

    told = [services.escalate(at=late_since + days * DAY) for days in (1, 5, 5, 60)]

    assert told[0] == 0
    message = Message.objects.filter(kind="complaints.above", person=sam).first()
    assert message
    assert "late since" in message.body
    assert str(queries.rows().first()) not in message.body
    assert Message.objects.filter(kind="complaints.above", person=sam).count() == 2  # two promises
    above = Message.objects.filter(kind="complaints.above", person=office.omar)
    assert above.count() == 2


def test_what_is_late_is_on_the_desk_of_who_owes_it_then_of_who_leads_then_of_who_decides(
    client: Client, cast: Cast, office: Office
) -> None:
    whole = places.root()
    assert whole
    sam, dee = (people.appear(part, [(role, whole)], NOON - 60 * DAY) for part, role in POSTS)
    complaint = a_complaint(office).complaint
    a_complaint(office, outside_only=True, once="chief")
    for tape in Tape:
        recordings.there_is_none(complaint, tape, by=office.ines, at=NOON)
    late_since = Obligation.objects.filter(promise=Promise.ACKNOWLEDGE).earliest("due_at").due_at
    late_rows = set(Obligation.objects.filter(key=str(complaint.pk), due_at__lte=late_since, kept_at=None))

    def before(person: Person, days: int) -> set[Obligation]:
        return set(clocks.late_before(person, late_since + days * DAY))

    assert late_rows <= set(loop.waiting_for(office.ines))
    assert [before(person, 1) for person in (sam, dee, office.omar)] == [set(), set(), set()]
    assert [before(person, 5) for person in (sam, dee, office.omar)] == [late_rows, set(), set()]
    assert [before(person, 9) for person in (sam, dee, office.omar)] == [late_rows, late_rows, set()]
    assert late_rows <= before(office.omar, 30)
    assert before(office.ines, 30) == set()  # it is theirs: they owe it
    client.force_login(dee)
    page = client.get("/desk/").text
    assert page.count(f"<p>{BY_WHOM[Owner.INTAKE]}</p>") == clocks.late_before(dee, now()).count() >= len(late_rows)
    assert (f"Sealed matter {complaint.pk}" in page, "Complaints acknowledged" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_is_late_costs_the_same_however_much_it_is(
    cast: Cast, office: Office, count: int, count_queries: CountQueries
) -> None:
    whole = places.root()
    assert whole
    sam = people.appear(SAM, [(SUPERVISOR, whole)], NOON - 60 * DAY)
    for number in range(count):
        a_complaint(office, once=str(number))
    list(clocks.late_before(sam, NOON + 30 * DAY))

    with count_queries(3):
        rows = list(clocks.late_before(sam, NOON + 30 * DAY))
        offices = {str(receipt.office_of(row)) for row in rows}

    assert (len({row.key for row in rows}), offices) == (count, {str(BY_WHOM[Owner.INTAKE])})


def test_what_is_about_the_chief_goes_to_nobody_of_the_department(cast: Cast, office: Office) -> None:
    whole = places.root()
    assert whole
    people.appear(SAM, [(SUPERVISOR, whole)], NOON - 60 * DAY)
    a_complaint(office, outside_only=True)

    services.escalate(at=NOON + 60 * DAY)

    assert {message.person for message in Message.objects.filter(kind="complaints.above")} == {office.omar}


def test_the_department_sets_after_how_many_days_something_goes_up(office: Office) -> None:
    offered = {standing.info.name for standing in department.promises_made(NOON)}

    assert set(ESCALATION) | {DELAY} | set(TERMS) <= offered


def test_a_matter_that_is_opened_again_owes_an_answer_and_the_work(office: Office) -> None:
    filed = a_complaint(office, Stage.ANSWERED)

    complaint = services.reopen(filed.complaint, Words("No.", "en"), by=holder_of(filed), at=NOON + DAY)

    assert set(dates(complaint)) == {Promise.ANSWER, Promise.INVESTIGATION}
    assert Entry.objects.filter(act=Act.REOPEN).count() == 1


CHIEF = Part("chief", "Kit Rowe", gettext_lazy("The chief."), second=True)
CLEA = Part("clea", "Clea Ward", gettext_lazy("Of the city council."), second=True)
FIRST_SEEN = {  # on which working day after its day something late is first before whom; None: never
    "ines": 0, "sam": 3, "dee": 6, "chief": 6, "clea": 11, "omar": 11,
    "cora": None, "imani": None, "lee": None, "ada": None, "rosa": None, "visitor": None,
}  # fmt: skip


def working_days_after(row: Obligation, number: int) -> datetime:
    """Noon of the nth working day after the day on which it was due."""
    zone = department.zone()
    day = add_working_days(row.due_at.astimezone(zone).date(), number, department.calendar())
    return datetime.combine(day, time(12), tzinfo=zone)


@pytest.mark.parametrize("outside_only", [False, True])
@pytest.mark.slow
def test_who_sees_on_which_working_day_that_something_is_late(
    client: Client, cast: Cast, office: Office, *, outside_only: bool
) -> None:
    whole = places.root()
    assert whole
    parts = (*POSTS, (CHIEF, Role.COMMANDER), (CLEA, Role.COUNCIL))
    above = {part.key: people.appear(part, [(role, whole)], NOON - 60 * DAY) for part, role in parts}
    everybody = {name: above.get(name) or getattr(office, name, None) or getattr(cast, name) for name in FIRST_SEEN}
    complaint = a_complaint(office, outside_only=outside_only).complaint
    row = Obligation.objects.get(promise=Promise.ACKNOWLEDGE, key=str(complaint.pk))

    def sees(actor: Actor, at: datetime) -> bool:
        theirs = row in {*loop.waiting_for(actor), *loop.late_under(actor, at)}
        return theirs or (isinstance(actor, Person) and row in clocks.late_before(actor, at))

    moments = {0: row.due_at + MINUTE} | {number: working_days_after(row, number) for number in range(1, 20)}
    first = {
        name: next((number for number, at in moments.items() if sees(actor, at)), None)
        for name, actor in everybody.items()
    }

    outside = dict.fromkeys(FIRST_SEEN) | {"omar": 0, "clea": 11}  # of the chief: nobody of the department
    assert first == (outside if outside_only else FIRST_SEEN)
    services.escalate(at=moments[19])
    told = set(Message.objects.filter(kind="complaints.above").values_list("person__name", flat=True))
    assert told == {everybody[name].name for name, day in first.items() if day or (name, day) == ("omar", 0)}
    for name in (name for name, day in first.items() if day):
        client.force_login(everybody[name])
        page = client.get("/desk/").text
        assert "Late in sealed matters" in page
        assert (f"Sealed matter {complaint.pk}" in page, f"/complaints/{complaint.pk}/" in page) == (False, False)
        assert client.get(f"/complaints/{complaint.pk}/").status_code == 404


def test_what_goes_up_goes_up_after_the_days_that_the_department_says(cast: Cast, office: Office) -> None:
    whole = places.root()
    assert whole
    sam = people.appear(SAM, [(SUPERVISOR, whole)], NOON - 60 * DAY)
    a_complaint(office)
    row = Obligation.objects.get(promise=Promise.ACKNOWLEDGE)

    change = Change(Level.LEADER, 6, "working", NOON, "Those who lead were told too early.", "the council")
    promises.set_promise(change, by=cast.ada, at=NOON)

    seen = [row in clocks.late_before(sam, working_days_after(row, number)) for number in (3, 6, 7)]
    assert seen == [False, False, True]


def test_in_public_stands_a_count_and_beside_it_how_many_are_late_for_long(office: Office) -> None:
    for number in range(2):
        a_complaint(office, once=str(number))
    row = Obligation.objects.filter(promise=Promise.ACKNOWLEDGE).earliest("pk")

    def in_public(at: datetime) -> list[tuple[int, int]]:
        return [(each["count"], each["long"]) for each in facts.late(at) if each["promise"] == Promise.ACKNOWLEDGE]

    assert in_public(row.due_at) == []  # its day is not over
    assert in_public(working_days_after(row, 1)) == [(2, 0)]
    assert [in_public(working_days_after(row, number)) for number in (15, 16)] == [[(2, 0)], [(2, 2)]]

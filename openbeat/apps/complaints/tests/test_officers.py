"""The officer's side: told or not yet, their own safe, what they write, the outcome, the limit, what may count."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Disciplined, Measure, Outcome, Promise, Stage, Standard, Who, Words
from openbeat.apps.complaints.lifecycle.clocks import NEVER_PAUSED, Paused, Reason
from openbeat.apps.complaints.lifecycle.giving import Conflict, Given
from openbeat.apps.complaints.lifecycle.sides import NotYet, Paper, Penned, Side, Since
from openbeat.apps.complaints.models import (
    Accused,
    Allegation,
    Bar,
    Complaint,
    Discipline,
    NotToldYet,
    OfficerNotice,
    OfficerPaper,
)
from openbeat.apps.complaints.policies import INTERPRETER, INVESTIGATOR, SIDES_POLICY, WORKERS, accused_mark, is_barred
from openbeat.apps.complaints.queries.discipline import appeals_in
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import NOON, SAID, Office, a_complaint, a_worker, an_office
from openbeat.core.department import services as promises
from openbeat.core.department.facts import Decision
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Opened, Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

DAY = timedelta(days=1)
TOLD = Words("It is alleged that on 1 May at Weir Street you took a telephone.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani, cast.lou])  # an officer with a key, and one who will stand by her


def an_accused(office: Office, finding: str = "", once: str = "") -> Accused:
    """Somebody who is accused in a matter in work; with a finding about the one point, where one is given."""
    complaint = a_complaint(office, Stage.IN_WORK, once=once).complaint
    accused = complaint.accused.get()
    point = accused.allegations.get()
    if finding:
        found = {"finding": finding, "standard": Standard.PREPONDERANCE, "definitions": 1, "decided_at": NOON + DAY}
        Allegation.objects.filter(pk=point.pk).update(**found)
        counted = dict.fromkeys(("allegations_taken", "findings_taken", "decisions_taken"), 1)
        decided = {"stage": Stage.DECIDED, "decided_at": NOON + DAY, "decided_by": office.ines, **counted}
        Complaint.objects.filter(pk=complaint.pk).update(**decided)
    return accused


def opened(office: Office, notice: OfficerNotice, cast: Cast, name: str = "imani") -> Opened:
    safe = vaults.safe_of(Ref.of(notice))
    assert safe
    return vault.opened(safe, office.known.keys(getattr(cast, name)))


def test_an_officer_is_told_in_a_safe_of_their_own_and_reads_no_word_of_the_matter(cast: Cast, office: Office) -> None:
    accused = an_accused(office)

    notice = services.tell_officer(accused, cast.imani, TOLD, by=office.ines, at=NOON + DAY)

    accused.refresh_from_db()
    assert (accused.person, accused.told_at, notice.on_paper) == (cast.imani, NOON + DAY, False)
    assert accused.mark == accused_mark(cast.imani.pk, accused.complaint.pk)
    assert opened(office, notice, cast).text(notice.words).rstrip() == TOLD.text
    assert SAID.words not in TOLD.text
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(accused.complaint), office.known.keys(cast.imani))
    [message] = Message.objects.filter(kind="complaints.officer")
    assert (message.person, message.link) == (
        cast.imani,
        "/desk/",
    )  # in a mailbox that others see, no address tells what it is about
    assert [entry.act for entry in Entry.objects.filter(act=Side.TELL_OFFICER)] == ["tell_officer"]
    with pytest.raises(Refused, match="told already"):
        services.tell_officer(accused, cast.imani, TOLD, by=office.ines, at=NOON + DAY)


def test_only_readers_tell_and_only_whom_the_mark_means(cast: Cast, office: Office) -> None:
    accused = an_accused(office)
    Accused.objects.filter(pk=accused.pk).update(mark=accused_mark(cast.imani.pk, accused.complaint.pk))
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar):
        with pytest.raises(Refused):
            services.tell_officer(accused, cast.imani, TOLD, by=stranger, at=NOON)

    with pytest.raises(Refused, match="not the officer"):
        services.tell_officer(accused, cast.lee, TOLD, by=office.ines, at=NOON)


def test_whoever_has_no_key_is_told_on_paper_and_reads_it_later(cast: Cast, office: Office) -> None:
    accused = an_accused(office)

    notice = services.tell_officer(accused, cast.lee, TOLD, by=office.ines, at=NOON)

    assert notice.on_paper
    with pytest.raises(Refused, match="not made a key yet"):
        services.let_officer_read(notice, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_not_yet_says_why_and_until_when_and_is_owed_on_that_day(cast: Cast, office: Office) -> None:
    accused = an_accused(office)
    until = (NOON + 20 * DAY).date()

    services.not_yet(accused, NotYet.EVIDENCE, until, by=office.ines, at=NOON)

    due = {row.promise: row.due_at.date() for row in clocking.open_rows(accused.complaint)}
    assert due[Promise.TELL_OFFICER] == until
    with pytest.raises(Refused, match="still to come"):
        services.not_yet(accused, NotYet.EVIDENCE, NOON.date(), by=office.ines, at=NOON)
    services.tell_officer(accused, cast.imani, TOLD, by=office.ines, at=NOON + DAY)
    assert Promise.TELL_OFFICER not in {row.promise for row in clocking.open_rows(accused.complaint)}
    with pytest.raises(Refused, match="told already"):
        services.not_yet(accused, NotYet.EVIDENCE, until, by=office.ines, at=NOON)
    with pytest.raises(IntegrityError, match="complaint_not_yet_says_why"), transaction.atomic():
        NotToldYet.objects.update(why="rain")


def test_a_reason_about_one_officer_moves_no_date_of_another(cast: Cast, office: Office) -> None:
    one = an_accused(office)
    complaint, cora = one.complaint, cast.cora
    Accused.objects.filter(pk=one.pk).update(mark=accused_mark(cast.imani.pk, complaint.pk))
    two = services.add_accused(complaint, Who(name="C. Castle"), person=cora, unit=None, by=office.ines, at=NOON)
    first, early, late = (promises.due(Promise.TELL_OFFICER, NOON), NOON + 40 * DAY, NOON + 60 * DAY)
    assert due_to_tell(complaint) == first.date()

    services.not_yet(two, NotYet.CRIMINAL, late.date(), by=office.ines, at=NOON)
    assert due_to_tell(complaint) == first.date()
    services.not_yet(one, NotYet.CRIMINAL, early.date(), by=office.ines, at=NOON)
    assert due_to_tell(complaint) == early.date()
    services.tell_officer(one, cast.imani, TOLD, by=office.ines, at=NOON + DAY)

    assert due_to_tell(complaint) == late.date()
    services.tell_officer(two, cora, TOLD, by=office.ines, at=NOON + DAY)
    assert due_to_tell(complaint) is None


def test_an_officer_who_is_known_only_while_it_is_in_work_is_to_be_told_too(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    assert due_to_tell(complaint) is None

    services.add_accused(complaint, Who(name="I. Ito"), person=cast.imani, unit=None, by=office.ines, at=NOON + DAY)

    assert due_to_tell(complaint) == promises.due(Promise.TELL_OFFICER, NOON + DAY).date()


def test_once_the_day_of_two_officers_is_past_each_reason_is_renewed_and_each_of_them_told(
    cast: Cast, office: Office
) -> None:
    one = an_accused(office)
    complaint, until = one.complaint, (NOON + 40 * DAY).date()
    two = services.add_accused(complaint, Who(name="C. Castle"), person=cast.cora, unit=None, by=office.ines, at=NOON)
    for officer in (one, two):
        services.not_yet(officer, NotYet.CRIMINAL, until, by=office.ines, at=NOON)
    late, later = NOON + 41 * DAY, NOON + 60 * DAY

    services.not_yet(one, NotYet.CRIMINAL, later.date(), by=office.ines, at=late)
    assert due_to_tell(complaint) == until  # the other one is late
    services.tell_officer(two, cast.cora, TOLD, by=office.ines, at=late)
    assert due_to_tell(complaint) == later.date()

    services.tell_officer(one, cast.imani, TOLD, by=office.ines, at=later + 2 * DAY)
    assert due_to_tell(complaint) is None


def test_an_officer_who_is_known_later_does_not_wait_for_the_day_of_another_one(cast: Cast, office: Office) -> None:
    one = an_accused(office)
    complaint, far = one.complaint, (NOON + 200 * DAY).date()
    services.not_yet(one, NotYet.CRIMINAL, far, by=office.ines, at=NOON)

    services.add_accused(complaint, Who(name="Nobody knows"), person=None, unit=None, by=office.ines, at=NOON + DAY)
    assert due_to_tell(complaint) == far
    services.pause(complaint, Paused(Reason.COURT, "A judge.", "en"), by=office.ines, at=NOON + DAY)
    two = services.add_accused(complaint, Who("Cora"), person=cast.cora, unit=None, by=office.ines, at=NOON + 2 * DAY)

    assert due_to_tell(complaint) == promises.due(Promise.TELL_OFFICER, NOON + 2 * DAY).date()
    [row] = [row for row in clocking.open_rows(complaint) if row.promise == Promise.TELL_OFFICER]
    assert row.paused_at == (None if Promise.TELL_OFFICER in NEVER_PAUSED else NOON + 2 * DAY)
    services.tell_officer(two, cast.cora, TOLD, by=office.ines, at=NOON + 3 * DAY)
    assert due_to_tell(complaint) == far


def due_to_tell(complaint: Complaint) -> date | None:
    due = {row.promise: row.due_at.date() for row in clocking.open_rows(complaint)}
    return due.get(Promise.TELL_OFFICER)


def test_what_an_officer_answers_is_in_their_safe_and_in_the_matter(cast: Cast, office: Office) -> None:
    notice = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    words = Words("I gave it back at once.", "en")

    services.officer_writes(notice, Paper.ANSWER, words, by=cast.imani, at=NOON + DAY)

    case = vault.opened(queries.safe_of(notice.accused.complaint), office.keys(office.ines))
    assert [each.words for each in queries.written_by_officer(notice, case, own=False)] == [words.text]
    own = opened(office, notice, cast)
    assert [each.words for each in queries.written_by_officer(notice, own)] == [words.text]
    assert Message.objects.filter(kind="complaints.news", person=office.ines).exists()
    for stranger in (cast.lee, cast.lou, office.ines):
        with pytest.raises(Refused, match="officer whom it is about"):
            services.officer_writes(notice, Paper.ANSWER, words, by=stranger, at=NOON)


def test_what_an_officer_pressed_twice_is_kept_once(cast: Cast, office: Office) -> None:
    notice = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    keys, later = office.known.keys(cast.imani), NOON + DAY

    def write(words: str, at: datetime) -> OfficerPaper:
        return services.officer_writes(notice, Paper.ANSWER, Words(words, "en"), keys=keys, by=cast.imani, at=at)

    first = write("I gave it back.", later)
    assert write("I gave it back.", later) == first
    assert write("At once.", later) != first
    assert write("I gave it back.", later + DAY) != first
    assert OfficerPaper.objects.count() == 3


def test_what_came_on_paper_and_was_pressed_twice_is_kept_and_told_once(cast: Cast, office: Office) -> None:
    notice = services.tell_officer(an_accused(office), cast.lee, TOLD, by=office.ines, at=NOON)
    keys, day, later = office.keys(office.ines), (NOON + DAY).date(), NOON + 3 * DAY

    def enter(words: str, came_on: date, at: datetime = later, sort: Paper = Paper.ANSWER) -> OfficerPaper:
        written = Penned(sort, Words(words, "en"), came_on)
        return services.enter_paper(notice, written, keys=keys, by=office.ines, at=at)

    first = enter("I gave it back.", day)
    told = Message.objects.filter(kind="complaints.officer").count()
    assert enter("I gave it back.", day, later + timedelta(minutes=2)) == first
    assert Message.objects.filter(kind="complaints.officer").count() == told
    assert Entry.objects.filter(act=Side.ENTER_PAPER).count() == 1
    others = [enter("At once.", day), enter("At once.", later.date()), enter("At once.", later.date(), later + DAY)]
    assert len({first.pk, *(each.pk for each in others)}) == OfficerPaper.objects.count() == 4


def test_what_an_officer_answers_on_paper_is_written_down_by_who_works_on_it_with_the_day_it_came(
    cast: Cast, office: Office
) -> None:
    notice = services.tell_officer(an_accused(office), cast.lee, TOLD, by=office.ines, at=NOON)
    complaint, words, came = notice.accused.complaint, Words("I gave it back at once.", "en"), (NOON + DAY).date()
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar):  # also the officer: it is kept from them
        with pytest.raises(Refused):
            services.enter_paper(notice, Penned(Paper.ANSWER, words, came), by=stranger, at=NOON + 3 * DAY)
    for day in (NOON - DAY, NOON + 4 * DAY):
        with pytest.raises(Refused, match="not before the officer was told, and not after today"):
            services.enter_paper(notice, Penned(Paper.ANSWER, words, day.date()), by=office.ines, at=NOON + 3 * DAY)
    assert not notice.papers.exists()

    services.enter_paper(notice, Penned(Paper.ANSWER, words, came), by=office.ines, at=NOON + 3 * DAY)

    case = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    [kept] = queries.written_by_officer(notice, case, own=False)
    assert (kept.words, kept.came_on, kept.entered_by, kept.at) == (words.text, came, "Ines Moreau", NOON + 3 * DAY)
    entry = Entry.objects.get(act=Side.ENTER_PAPER)
    assert (entry.by, entry.facts) == (office.ines, {"sort": "answer", "came_on": came.isoformat()})
    assert Message.objects.filter(kind="complaints.officer", person=cast.lee).count() == 2  # nobody writes unseen


def test_an_answer_on_paper_stops_and_begins_just_what_one_that_is_typed_does(cast: Cast, office: Office) -> None:
    typed, written = (
        services.tell_officer(an_accused(office, once=once), cast.imani, TOLD, by=office.ines, at=NOON)
        for once in ("typed", "written")
    )
    words, at = Words("I gave it back at once.", "en"), NOON + DAY
    before = {row.promise for row in clocking.open_rows(typed.accused.complaint)}

    services.officer_writes(typed, Paper.ANSWER, words, by=cast.imani, at=at)
    services.enter_paper(written, Penned(Paper.ANSWER, words, at.date()), by=office.ines, at=at)

    owed = [{row.promise: row.due_at for row in clocking.open_rows(one.accused.complaint)} for one in (typed, written)]
    assert owed[0] == owed[1]
    assert set(owed[0]) == before  # whoever complained waits for the answer as before
    own = [queries.written_by_officer(one, opened(office, one, cast))[0] for one in (typed, written)]
    assert [(one.words, one.came_on, one.entered_by) for one in own] == [
        (words.text, None, ""),
        (words.text, at.date(), "Ines Moreau"),
    ]


def test_an_appeal_on_paper_comes_after_the_outcome_and_counts_from_the_day_it_came(cast: Cast, office: Office) -> None:
    early = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    words, day = Words("No.", "en"), (NOON + 4 * DAY).date()
    with pytest.raises(Refused, match="no outcome yet"):
        services.enter_paper(early, Penned(Paper.APPEAL, words, day), by=office.ines, at=NOON + 4 * DAY)
    accused = told_of(cast, office, Outcome.SUSTAINED, once="sustained")
    assert queries.usable_for_evaluation(cast.imani).count() == 1

    for other in ((NOON + 2 * DAY).date(), (NOON + 7 * DAY).date()):  # before they were told the outcome, and to come
        with pytest.raises(Refused, match="Say the day on which it came"):
            services.enter_paper(accused.notice, Penned(Paper.APPEAL, words, other), by=office.ines, at=NOON + 6 * DAY)
    assert appeals_in(accused.complaint) == {}

    services.enter_paper(accused.notice, Penned(Paper.APPEAL, words, day), by=office.ines, at=NOON + 6 * DAY)

    assert not queries.usable_for_evaluation(cast.imani)
    assert appeals_in(accused.complaint) == {accused.pk: day}
    services.officer_writes(accused.notice, Paper.APPEAL, words, by=cast.imani, at=NOON + 7 * DAY)
    before = Penned(Paper.APPEAL, Words("One line more.", "en"), day)
    services.enter_paper(accused.notice, before, by=office.ines, at=NOON + 8 * DAY)
    assert appeals_in(accused.complaint) == {accused.pk: (NOON + 7 * DAY).date()}


def test_somebody_stands_by_the_officer_and_reads_what_they_read(cast: Cast, office: Office) -> None:
    notice = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    keys = office.known.keys(cast.imani)

    notice = services.name_representative(notice, cast.lou, keys=keys, by=cast.imani, at=NOON)

    assert opened(office, notice, cast, "lou").text(notice.words).rstrip() == TOLD.text
    assert SIDES_POLICY.verdict(cast.lou, Side.READ_NOTICE, notice)
    assert not SIDES_POLICY.verdict(cast.lou, Side.NAME_REPRESENTATIVE, notice)
    with pytest.raises(Refused, match="Whoever handles it"):
        services.name_representative(notice, office.ines, keys=keys, by=cast.imani, at=NOON)


@pytest.mark.parametrize("role", [*WORKERS, INTERPRETER])
def test_nobody_who_could_be_given_the_matter_stands_by_an_officer_and_so_is_kept_from_it(
    cast: Cast, role: str
) -> None:
    other = a_worker(role, "Uma")
    office = an_office(also=[cast.imani, cast.lou, other])
    notice = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    keys, before = office.known.keys(cast.imani), Bar.objects.count()

    with pytest.raises(Refused, match="Whoever handles it cannot stand by the officer"):
        services.name_representative(notice, other, keys=keys, by=cast.imani, at=NOON)

    notice.refresh_from_db()
    assert (notice.representative, Bar.objects.count()) == (None, before)
    assert not is_barred(other, Complaint.objects.get(pk=notice.accused.complaint.pk))
    services.name_representative(notice, cast.lou, keys=keys, by=cast.imani, at=NOON)
    assert Bar.objects.count() == before + 1


def test_whoever_stands_by_an_officer_never_gets_the_matter_itself(cast: Cast) -> None:
    office = an_office(also=[cast.imani, cast.lou])
    accused, keys = an_accused(office), office.keys(office.ines)
    notice = services.tell_officer(accused, cast.imani, TOLD, by=office.ines, at=NOON)
    services.name_representative(notice, cast.lou, keys=office.known.keys(cast.imani), by=cast.imani, at=NOON)
    whole = areas.root()
    assert whole
    people.appoint(cast.lou, places.post(whole, INVESTIGATOR), by=BUILDER, at=NOON)  # only after that
    complaint, uma = Complaint.objects.get(pk=accused.complaint.pk), Person.objects.get(pk=cast.lou.pk)

    with pytest.raises(Refused, match=str(Conflict.KEPT.label)):
        services.assign(complaint, uma, why=Given.FREE, keys=keys, by=office.ines, at=NOON)
    with pytest.raises(Refused, match="cannot be sealed to them"):
        services.add_reader(complaint, uma, keys=keys, by=office.ines, at=NOON)


def test_the_outcome_comes_when_every_point_has_ended_and_an_appeal_after_it(cast: Cast, office: Office) -> None:
    open_one = services.tell_officer(an_accused(office), cast.imani, TOLD, by=office.ines, at=NOON)
    with pytest.raises(Refused, match="Not every point"):
        services.tell_outcome(open_one, Words("Unfounded.", "en"), by=office.ines, at=NOON)
    with pytest.raises(Refused, match="no outcome yet"):
        services.officer_writes(open_one, Paper.APPEAL, Words("No.", "en"), by=cast.imani, at=NOON)

    ended = an_accused(office, Outcome.UNFOUNDED, once="ended")
    notice = services.tell_officer(ended, cast.imani, TOLD, by=office.ines, at=NOON + 2 * DAY)
    notice = services.tell_outcome(
        notice, Words("Unfounded: the video shows it.", "en"), by=office.ines, at=NOON + 3 * DAY
    )

    assert opened(office, notice, cast).text(notice.outcome).startswith("Unfounded")
    assert queries.is_cleared(ended)
    appeal = services.officer_writes(
        notice, Paper.APPEAL, Words("Why so late?", "en"), by=cast.imani, at=NOON + 4 * DAY
    )
    assert appeal.sort == Paper.APPEAL


def test_a_sustained_point_clears_nobody(office: Office) -> None:
    assert not queries.is_cleared(an_accused(office, Outcome.SUSTAINED))
    assert not queries.is_cleared(an_accused(office, Outcome.NOT_SUSTAINED, once="not"))
    assert queries.is_cleared(an_accused(office, Outcome.EXONERATED, once="ex"))
    assert not queries.is_cleared(an_accused(office, once="open"))


def told_of(cast: Cast, office: Office, finding: str, once: str = "") -> Accused:
    accused = an_accused(office, finding, once)
    notice = services.tell_officer(accused, cast.imani, TOLD, by=office.ines, at=NOON + 2 * DAY)
    services.tell_outcome(notice, Words("Here it is.", "en"), by=office.ines, at=NOON + 3 * DAY)
    return accused


def test_what_is_not_proven_stays_out_of_evaluation_and_promotion(cast: Cast, office: Office) -> None:
    for finding in Outcome:
        told_of(cast, office, finding, once=finding)
    an_accused(office, once="open")

    usable = queries.usable_for_evaluation(cast.imani)

    assert [point.finding for point in usable] == ["sustained"]
    assert not queries.usable_for_evaluation(cast.lee)


def test_what_was_proven_and_is_not_over_or_was_never_told_stays_out_too(cast: Cast, office: Office) -> None:
    accused = told_of(cast, office, Outcome.SUSTAINED)
    never_told = an_accused(office, Outcome.SUSTAINED, once="never told")
    assert [point.accused for point in queries.usable_for_evaluation(cast.imani)] == [accused]
    assert never_told.person is None

    services.officer_writes(accused.notice, Paper.APPEAL, Words("No.", "en"), by=cast.imani, at=NOON + 4 * DAY)
    assert not queries.usable_for_evaluation(cast.imani)
    Discipline.objects.create(
        allegation=accused.allegations.get(),
        number=1,
        finding=Outcome.SUSTAINED,
        step=Disciplined.FINAL,
        measure=Measure.TRAINING,
        language="en",
        at=NOON + 5 * DAY,
    )
    assert queries.usable_for_evaluation(cast.imani).count() == 1
    Complaint.objects.filter(pk=accused.complaint.pk).update(stage=Stage.IN_WORK)
    assert not queries.usable_for_evaluation(cast.imani)


def test_the_limit_of_the_state_warns_ninety_sixty_and_thirty_days_before_each_once(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    Complaint.objects.filter(pk=complaint.pk).update(investigator=office.ines, assigned_at=NOON)
    limit = queries.limit_of(complaint)
    assert (limit.ends_on, limit.set) == (NOON.date().replace(year=NOON.year + 1), False)
    end = NOON.replace(year=NOON.year + 1)

    told = [services.warn_of_limits(at=end - days * DAY) > 0 for days in (100, 90, 60, 30)]

    assert told == [False, True, True, True]
    assert Message.objects.filter(kind="complaints.limit", person=office.ines).count() == 3
    services.warn_of_limits(at=end - 30 * DAY)
    services.warn_of_limits(at=end + DAY)
    assert Message.objects.filter(kind="complaints.limit").count() == 3


BORDERS = {  # days before the limit: as which of the three warnings that counts
    91: None, 90: 90, 89: 90, 61: 90, 60: 60, 59: 60, 31: 60, 30: 30, 29: 30, 1: 30, 0: 30, -1: None,
}  # fmt: skip


@pytest.mark.parametrize("by_hand", [False, True])
def test_at_each_border_who_works_on_it_is_warned_and_each_warning_comes_once(office: Office, *, by_hand: bool) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    if by_hand:
        services.set_limit(complaint, Since.TOLLED, (NOON + 500 * DAY).date(), by=office.ines, at=NOON)
    Complaint.objects.filter(pk=complaint.pk).update(investigator=office.ines, assigned_at=NOON)
    ends = queries.limit_of(complaint).ends_on

    told, alone = {}, {}
    for left in BORDERS:  # day by day: what was told of the same border before is not told again
        before = Message.objects.count()
        services.warn_of_limits(at=datetime.combine(ends - left * DAY, time(12), tzinfo=UTC))
        told[left] = Message.objects.count() - before

    assert told == dict.fromkeys(BORDERS, 0) | {90: 1, 60: 1, 30: 1}
    for left in BORDERS:  # each day by itself, where the worker stood still before
        Message.objects.all().delete()
        alone[left] = services.warn_of_limits(at=datetime.combine(ends - left * DAY, time(12), tzinfo=UTC))
    assert alone == {left: int(level is not None) for left, level in BORDERS.items()}


def test_where_nobody_set_a_limit_it_says_from_which_day_it_counts_and_by_which_rule(
    cast: Cast, office: Office
) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    assumed = queries.limit_of(complaint)
    assert (assumed.begins, assumed.months, assumed.decided) == (NOON.date(), 12, False)
    assert assumed.since == "since the department knew of it"

    decision = Decision("Eighteen months, by the state's statute.", "the city's lawyer", number=18)
    promises.decide("limitation", decision, by=cast.ada, at=NOON)

    decided = queries.limit_of(complaint)
    assert (decided.months, decided.decided, decided.ends_on) == (18, True, date(2027, 11, 4))
    services.set_limit(complaint, Since.INCIDENT, date(2027, 4, 1), by=office.ines, at=NOON + DAY)
    by_hand = queries.limit_of(complaint)
    assert (by_hand.ends_on, by_hand.set_at, by_hand.begins) == (date(2027, 4, 1), NOON + DAY, None)
    assert by_hand.since == "since it happened"


def test_a_limit_is_set_otherwise_by_whoever_leads_with_the_reason(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    day = (NOON + 45 * DAY).date()

    services.set_limit(complaint, Since.STATUTE, day, by=office.ines, at=NOON)

    assert queries.limit_of(complaint).ends_on == day
    assert [one.pk for one, _limit in queries.near_their_limit(NOON + DAY)] == [complaint.pk]
    with pytest.raises(Refused):
        services.set_limit(complaint, Since.STATUTE, day, by=cast.cora, at=NOON)


def test_once_it_is_in_work_an_officer_who_is_known_is_to_be_told(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.CLASSIFIED).complaint
    complaint.accused.update(mark=accused_mark(cast.imani.pk, complaint.pk))

    services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY)

    due = {row.promise: row.due_at for row in clocking.open_rows(complaint)}
    assert due[Promise.TELL_OFFICER] == promises.due(Promise.TELL_OFFICER, NOON + DAY)

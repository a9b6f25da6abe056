"""Retaliation: its own allegation and clock, an alarm; and three questions that nobody has to answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Kind, Promise, Stage, Words
from openbeat.apps.complaints.lifecycle.retaliation import Asked, Harm, Reply
from openbeat.apps.complaints.models import Allegation, CheckIn, Turn
from openbeat.apps.complaints.policies import SUPERVISOR, accused_mark
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, a_worker, an_office, holder_of
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Shut
from openbeat.kit.policy import Refused
from tests.cast import Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HARM = Words("Since then he stops me every evening.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def test_a_report_by_receipt_is_an_allegation_with_the_shortest_clock_and_an_alarm(office: Office) -> None:
    filed = a_complaint(office, Stage.IN_WORK)

    services.report_retaliation(filed.complaint, HARM, by=holder_of(filed), at=NOON + DAY)

    point = Allegation.objects.get(retaliation=True)
    assert (point.kind, point.retaliation, point.number) == ("retaliation", True, 2)
    opened = vault.opened(queries.safe_of(filed.complaint), office.keys(office.ines))
    assert opened.text(point.words).rstrip() == HARM.text
    rows = {row.promise: row.due_at for row in clocking.open_rows(filed.complaint)}
    soonest = min(set(rows) - {Promise.PRESERVE}, key=lambda name: rows[name])  # a recording is overwritten sooner
    assert soonest == Promise.RETALIATION_ACKNOWLEDGE
    alarms = Message.objects.filter(kind="complaints.alarm")
    assert {message.person for message in alarms} == {office.omar}  # nobody leads yet: the outside body hears it
    assert not [message for message in alarms if str(filed.complaint.pk) in message.body + message.link]
    assert queries.lines([filed.complaint.__class__.objects.get()], NOON + DAY)[0].news


def test_a_report_by_a_reader_is_taken_down_too_and_by_nobody_else(cast: Cast, office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK).complaint

    services.report_retaliation(complaint, HARM, by=office.ines, at=NOON + DAY)

    assert Allegation.objects.filter(retaliation=True).count() == 1
    assert not Turn.objects.filter(kind=Kind.RETALIATION).exists()
    for stranger in (cast.lee, cast.cora, cast.visitor, office.omar):
        with pytest.raises(Refused):
            services.report_retaliation(complaint, HARM, by=stranger, at=NOON + DAY)


def test_what_was_closed_is_in_work_again_when_somebody_is_harmed_for_it(office: Office) -> None:
    filed = a_complaint(office, Stage.CLOSED)

    services.report_retaliation(filed.complaint, HARM, by=holder_of(filed), at=NOON + 3 * DAY)

    filed.complaint.refresh_from_db()
    assert (filed.complaint.stage, filed.complaint.closed_at) == (Stage.IN_WORK, None)
    owed = {row.promise for row in clocking.open_rows(filed.complaint)}
    assert {Promise.RETALIATION, Promise.ANSWER} <= owed
    assert queries.safe_of(filed.complaint).closed_at is None


def test_its_clock_does_not_stand_still_with_the_others(office: Office) -> None:
    from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason  # noqa: PLC0415

    filed = a_complaint(office, Stage.IN_WORK)
    services.report_retaliation(filed.complaint, HARM, by=holder_of(filed), at=NOON + DAY)

    services.pause(filed.complaint, Paused(Reason.COURT, "", "en"), by=office.ines, at=NOON + DAY)

    still = Obligation.objects.filter(paused_at=None, kept_at=None, released_at=None)
    assert {row.promise for row in still} == {
        Promise.RETALIATION, Promise.RETALIATION_ACKNOWLEDGE, Promise.RETALIATION_CONTACT, Promise.LOOK_AGAIN,
    }  # fmt: skip


def test_it_is_acknowledged_with_an_unlocked_key_also_where_they_want_no_questions(office: Office) -> None:
    filed = a_complaint(office, Stage.IN_WORK, contact=False)
    read = Words("We have read it. You are protected.", "en")
    with pytest.raises(Refused, match="No report of retaliation"):
        services.acknowledge_retaliation(
            filed.complaint, read, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY
        )
    services.report_retaliation(filed.complaint, HARM, by=holder_of(filed), at=NOON + DAY)
    with pytest.raises(Shut):
        services.acknowledge_retaliation(filed.complaint, read, keys=NO_KEYS, by=office.ines, at=NOON + DAY)

    services.acknowledge_retaliation(
        filed.complaint, read, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY + HOUR
    )

    row = Obligation.objects.get(promise=Promise.RETALIATION_ACKNOWLEDGE)
    assert row.kept_at == NOON + DAY + HOUR


def test_they_are_asked_30_and_90_days_after_filing_and_90_after_closing_each_once(office: Office) -> None:
    a_complaint(office, Stage.CLOSED, at=NOON)
    days = range(0, 260, 5)

    told = {day: services.ask_about_harm(at=NOON + day * DAY) for day in days for _again in range(2)}

    asked = list(CheckIn.objects.order_by("asked_at").values_list("asked", "due_on"))
    start = NOON.date()
    assert sorted(asked) == sorted([
        (Asked.FILED_30, start + 30 * DAY),
        (Asked.CLOSED_90, start + 90 * DAY),
        (Asked.FILED_90, start + 90 * DAY),
    ])  # fmt: skip
    assert set(told.values()) == {0}  # asked at the first of two runs, and at the second no more
    assert Turn.objects.filter(kind=Kind.CHECK_IN).count() == 3


def test_nobody_is_asked_twice_within_two_weeks_or_years_later(office: Office) -> None:
    a_complaint(office, Stage.CLOSED, at=NOON)

    services.ask_about_harm(at=NOON + 95 * DAY)
    services.ask_about_harm(at=NOON + 96 * DAY)
    assert CheckIn.objects.count() == 1
    services.ask_about_harm(at=NOON + 700 * DAY)

    assert CheckIn.objects.count() == 1


def test_a_yes_is_a_report_and_a_no_is_none(office: Office) -> None:
    yes, no = a_complaint(office, Stage.IN_WORK), a_complaint(office, Stage.IN_WORK, once="no")
    services.ask_about_harm(at=NOON + 31 * DAY)
    at = NOON + 32 * DAY

    for filed, harmed in ((yes, True), (no, False)):
        check_in = CheckIn.objects.get(complaint=filed.complaint)
        services.answer_check_in(check_in, Reply(harmed, "", "en"), by=holder_of(filed), at=at)

    assert [point.complaint for point in Allegation.objects.filter(retaliation=True)] == [yes.complaint]
    keys = office.keys(office.ines)
    for filed, harmed in ((yes, True), (no, False)):
        [question] = queries.questions_of(filed.complaint, vault.opened(queries.safe_of(filed.complaint), keys))
        assert question.harmed is harmed


def test_a_question_is_answered_once_and_by_whoever_has_the_receipt_alone(office: Office) -> None:
    filed, other = a_complaint(office, Stage.IN_WORK), a_complaint(office, Stage.IN_WORK, once="other")
    services.ask_about_harm(at=NOON + 31 * DAY)
    check_in = CheckIn.objects.get(complaint=filed.complaint)
    reply = Reply(harmed=False, words="No.", language="en")
    for stranger in (holder_of(other), office.ines):
        with pytest.raises(Refused):
            services.answer_check_in(check_in, reply, by=stranger, at=NOON + 32 * DAY)  # type: ignore[arg-type]

    services.answer_check_in(check_in, reply, by=holder_of(filed), at=NOON + 32 * DAY)

    with pytest.raises(Refused, match="answered this question already"):
        services.answer_check_in(check_in, reply, by=holder_of(filed), at=NOON + 33 * DAY)


def test_they_are_asked_by_their_own_way_only_where_they_want_contact(office: Office) -> None:
    free, shy = a_complaint(office, Stage.IN_WORK), a_complaint(office, Stage.IN_WORK, once="shy", contact=False)
    services.ask_about_harm(at=NOON + 31 * DAY)
    keys, at = office.keys(office.ines), NOON + 32 * DAY

    services.asked_by_their_way(CheckIn.objects.get(complaint=free.complaint), keys=keys, by=office.ines, at=at)

    with pytest.raises(Refused, match="does not want to be asked"):
        services.asked_by_their_way(CheckIn.objects.get(complaint=shy.complaint), keys=keys, by=office.ines, at=at)
    assert Entry.objects.filter(act=Harm.ASK_BY_THEIR_WAY).count() == 1
    assert not Message.objects.filter(kind__contains="harm").exists()


def test_the_alarm_reaches_nobody_whom_the_matter_is_about(cast: Cast, office: Office) -> None:
    """For whom that rule alone says no: two who lead, of whom one is accused and was not told yet."""
    sam, dee = a_worker(SUPERVISOR, "Sam"), a_worker(SUPERVISOR, "Dee")
    complaint = a_complaint(office, Stage.IN_WORK).complaint
    complaint.accused.update(mark=accused_mark(sam.pk, complaint.pk))

    services.report_retaliation(complaint, Words("He stops us now.", "en"), by=office.ines, at=NOON)

    told = {message.person for message in Message.objects.filter(kind="complaints.alarm")}
    assert told == {dee, office.omar}

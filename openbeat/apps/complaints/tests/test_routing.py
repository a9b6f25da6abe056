"""What turns out to be something else than it was sent as: what is owed follows, and no step is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.complaints import services
from openbeat.apps.complaints.lifecycle import Act, Promise, Sort, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import RETALIATION, Paused, Reason
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, holder_of
from openbeat.core.department import services as promises
from openbeat.kit.policy import Refused
from tests.cast import Cast

DAY = timedelta(days=1)
HARM = Words("He waits at my door.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def owed(complaint: Complaint) -> set[str]:
    return {row.promise for row in clocking.open_rows(complaint)}


def test_a_question_that_is_a_complaint_is_owed_what_every_complaint_is(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED, sort=Sort.QUESTION).complaint
    assert owed(complaint) == {Promise.CONTACT, Promise.ANSWER}

    complaint = services.route(complaint, Sort.COMPLAINT, by=office.ines, at=NOON + DAY)

    assert owed(complaint) == {Promise.CONTACT, Promise.ANSWER, Promise.PRESERVE, Promise.CLASSIFY}
    due = {row.promise: row.due_at for row in clocking.open_rows(complaint)}
    assert due[Promise.PRESERVE] == promises.due(Promise.PRESERVE, NOON + DAY)


def test_of_a_complaint_that_is_praise_nothing_more_is_owed_than_of_praise(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    assert {Promise.PRESERVE, Promise.CLASSIFY} <= owed(complaint)

    complaint = services.route(complaint, Sort.PRAISE, by=office.ines, at=NOON + DAY)

    assert owed(complaint) == {Promise.CONTACT, Promise.ANSWER}


def test_what_is_found_to_be_a_complaint_while_in_work_is_classified_first(office: Office) -> None:
    complaint = a_complaint(office, Stage.IN_WORK, sort=Sort.QUESTION).complaint

    complaint = services.route(complaint, Sort.COMPLAINT, by=office.ines, at=NOON + DAY)

    assert (complaint.stage, complaint.sort, complaint.begun_at) == (Stage.ACKNOWLEDGED, Sort.COMPLAINT, None)
    assert {Promise.PRESERVE, Promise.CLASSIFY} <= owed(complaint)
    assert POLICY.verdict(office.ines, Act.CLASSIFY, complaint)
    with pytest.raises(Refused, match="Say point by point"):
        services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY)


def test_whoever_asked_or_praised_is_protected_by_the_shortest_clock_too(office: Office) -> None:
    filed = a_complaint(office, Stage.ACKNOWLEDGED, sort=Sort.QUESTION)

    services.report_retaliation(filed.complaint, HARM, by=holder_of(filed), at=NOON + DAY)

    assert set(RETALIATION) <= owed(filed.complaint)
    services.route(filed.complaint, Sort.PRAISE, by=office.ines, at=NOON + DAY)
    assert set(RETALIATION) <= owed(filed.complaint)


def test_a_question_whose_clock_stands_still_is_looked_at_again(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED, sort=Sort.QUESTION).complaint

    services.pause(complaint, Paused(Reason.ASKED, "You asked us to wait.", "en"), by=office.ines, at=NOON + DAY)

    assert Promise.LOOK_AGAIN in owed(complaint)

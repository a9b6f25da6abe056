"""The page of whoever complained: where each point stands, who has it, by when, who decides; and never a name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import capfirst

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau, led
from openbeat.apps.complaints.lifecycle import MEANS, STANDS, Outcome, Reach, Stage, Way, Words
from openbeat.apps.complaints.lifecycle.clocks import BY_WHOM, DECIDES, Owner, Paused, Reason
from openbeat.apps.complaints.models import DelayNotice
from openbeat.apps.complaints.queries import receipt
from openbeat.apps.complaints.services import Filed
from openbeat.apps.complaints.tests.makers import NOON, a_complaint, an_office, holder_of
from tests.cast import Cast

DAY = timedelta(days=1)
FOUND = "We saw the video, and heard the driver."


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


def own_page(filed: Filed) -> str:
    """What somebody reads who types the code of the receipt."""
    browser = Client()
    browser.post("/receipt/", {"code": filed.code})
    return browser.get(f"/complaints/{filed.complaint.pk}/own/").text


@pytest.mark.parametrize(
    ("stage", "owner"),
    [
        (Stage.RECEIVED, Owner.INTAKE),
        (Stage.IN_WORK, Owner.INVESTIGATOR),
        (Stage.OVERSIGHT, Owner.OVERSIGHT),
        (Stage.DECISION, Owner.DECIDER),
    ],
)
def test_it_says_who_has_it_by_when_and_who_decides_and_never_a_name(
    bureau: Bureau, stage: Stage, owner: Owner
) -> None:
    filed = a_complaint(bureau.office)
    led(bureau, filed.complaint, stage, at=NOON)

    page = own_page(filed)

    for words in (STANDS[stage], BY_WHOM[owner], DECIDES[False], "This step is done by", "The answer:"):
        assert str(capfirst(words)) in page, words
    for person in (bureau.office.ines, bureau.office.omar, bureau.nils, bureau.sana, bureau.dana):
        assert person.name not in page.replace("Ines Moreau&#x27;s office", "")  # as she wrote it herself


def test_what_is_about_the_chief_is_decided_by_nobody_in_the_department(bureau: Bureau) -> None:
    page = own_page(a_complaint(bureau.office, outside_only=True))

    assert str(capfirst(DECIDES[True])) in page
    assert str(capfirst(DECIDES[False])) not in page
    assert str(capfirst(BY_WHOM[Owner.INTAKE])) not in page


def test_each_point_says_where_it_stands_and_the_finding_comes_with_its_meaning_and_reasons(bureau: Bureau) -> None:
    filed = a_complaint(bureau.office)
    led(bureau, filed.complaint, Stage.DECIDED, at=NOON)
    before = own_page(filed)
    assert before.count(f"<p>{STANDS[Stage.DECIDED]}</p>") == 2
    assert (str(MEANS[Outcome.SUSTAINED]) in before, FOUND in before, ">sustained<" in before) == (False, False, False)

    other = a_complaint(bureau.office, once="answered")
    led(bureau, other.complaint, Stage.ANSWERED, at=NOON)
    answered = own_page(other)

    for words in (MEANS[Outcome.SUSTAINED], MEANS[Outcome.NOT_SUSTAINED], FOUND, "How strong the evidence had to be:"):
        assert str(words) in answered
    assert "This step is done by" not in answered
    services.reopen(other.complaint, Words("Not enough.", "en"), by=holder_of(other), at=NOON + 2 * DAY)
    assert FOUND in own_page(other)  # what they were told stays told


def test_a_pause_a_moved_day_and_each_delay_stand_there_with_their_reasons(bureau: Bureau) -> None:
    filed = a_complaint(bureau.office)
    complaint = led(bureau, filed.complaint, Stage.IN_WORK, at=NOON)
    due, ines = queries.promised(complaint)["answer"].due_at, bureau.office.ines
    services.shift_date(complaint, due + 20 * DAY, Reason.LABORATORY, by=ines, at=NOON + DAY)
    moved = own_page(filed)
    assert ("First promised for:" in moved, "Where it took longer" in moved) == (True, True)
    assert str(Reason.LABORATORY.label) in moved

    services.pause(complaint, Paused(Reason.COURT, "In June.", "en"), by=ines, at=NOON + 2 * DAY)
    still = own_page(filed)

    for words in ("The clock stands still. Below it says why.", Reason.COURT.label, "In June."):
        assert str(words) in still
    assert "Keep a proof" in still


def test_who_stays_anonymous_sees_all_that_another_one_sees(bureau: Bureau) -> None:
    known = a_complaint(bureau.office, once="known", reach=Reach(Way.RECEIPT, "Ana Ruiz, 555 0100"))
    nameless = a_complaint(bureau.office, once="nameless", contact=False)
    for filed in (known, nameless):
        led(bureau, filed.complaint, Stage.ANSWERED, at=NOON)

    first, second = (re.findall(r"<h2[^>]*>(.*?)</h2>", own_page(filed)) for filed in (known, nameless))

    assert first == second
    assert len(first) > 8


@pytest.mark.parametrize("count", [1, 3])
def test_the_way_and_the_delays_cost_the_same_however_many_there_are(bureau: Bureau, count: int) -> None:
    complaint = a_complaint(bureau.office).complaint
    for number in range(count):
        DelayNotice.objects.create(complaint=complaint, once=str(number), reason=Reason.COURT, at=NOON)

    with CaptureQueriesContext(connection) as captured:
        assert len(receipt.delays_of(complaint)) == count
        assert receipt.way_of(complaint).promised

    assert len(captured) == 3

"""The desk of those who receive complaints: by stage with counts, with what comes near, in constant queries."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.recordings import Answered, Asked, State, Tape
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.queries import desk
from openbeat.apps.complaints.services import recordings
from openbeat.apps.complaints.tests.makers import NOON, SAID, Office, a_complaint, an_office
from openbeat.core.department import queries as department
from openbeat.core.people.models import Person
from openbeat.kit.clock import now
from tests.cast import Cast

if TYPE_CHECKING:
    from datetime import date

    from conftest import CountQueries

DAY = timedelta(days=1)
HEADING = re.compile(r"<h2 id=.stage-[a-z_]+.>([^<]+)</h2>")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani])


def today() -> date:
    return now().astimezone(department.zone()).date()


def asked(office: Office, complaint: Complaint, holder: Person, until: date | None, tape: Tape = Tape.BODY) -> None:
    request = Asked(tape, holder, "Unit 12", "en", until)
    recordings.ask_to_keep(complaint, request, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_matters_stand_by_stage_in_the_order_of_the_work_with_their_number(client: Client, office: Office) -> None:
    a_complaint(office, Stage.IN_WORK, once="in work")
    for number in range(desk.FEW + 1):
        a_complaint(office, once=f"new {number}", at=NOON + number * DAY)
    a_complaint(office, once="of the chief", outside_only=True)
    client.force_login(office.ines)

    page = client.get("/complaints/desk/").text
    one_stage = client.get("/complaints/desk/?stage=received").text

    assert HEADING.findall(page) == [f"Received ({desk.FEW + 1})", "In work (1)"]
    assert page.count("Sealed matter") == desk.FEW + 1  # the newest few of the one, and the other
    assert one_stage.count("Sealed matter") == desk.FEW + 1
    assert "?stage=received" in page
    assert "?stage=in_work" not in page  # there is no more than what stands here
    assert "Nothing is at this stage" in client.get("/complaints/desk/?stage=closed").text
    assert HEADING.findall(client.get("/complaints/desk/?stage=made-up").text) == HEADING.findall(page)


def test_the_newest_of_each_stage_stand_first(office: Office) -> None:
    made = [a_complaint(office, once=str(n), at=NOON + n * DAY).complaint.pk for n in range(desk.FEW + 2)]

    [shelf] = desk.shelves(office.ines, NOON)

    assert [line.complaint.pk for line in shelf.lines] == list(reversed(made))[: desk.FEW]
    assert shelf.count == desk.FEW + 2


def test_recordings_that_are_soon_overwritten_and_not_kept_stand_on_the_desk_of_who_reads_the_matter(
    client: Client, cast: Cast, office: Office
) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    tapes = (Tape.BODY, Tape.CAR, Tape.STATION, Tape.STREET, Tape.OTHER)
    days = (today() + 3 * DAY, today() - DAY, today() + 8 * DAY, None, today() + 2 * DAY)
    for tape, until in zip(tapes, days, strict=True):
        asked(office, complaint, cast.imani, until, tape)
    kept = complaint.recordings.get(tape=Tape.OTHER)
    recordings.answer_recording(kept, Answered(State.KEPT), by=cast.imani, at=NOON)

    found = desk.soon_overwritten(office.ines, today())

    assert [(one.row.tape, one.days) for one in found] == [(Tape.CAR, -1), (Tape.BODY, 3)]
    assert desk.soon_overwritten(office.omar, today()) == []
    client.force_login(office.ines)
    page = client.get("/complaints/desk/").text
    assert ("3 days left" in page, "Its day has passed" in page) == (True, True)
    assert f"/complaints/{complaint.pk}/recordings/" in page
    assert "Unit 12" not in page


def test_a_campaign_stands_on_a_card_of_its_own_with_the_way_to_all_of_it(client: Client, office: Office) -> None:
    first, second = (a_complaint(office, once=str(n)).complaint for n in range(2))
    Complaint.objects.update(alike="a mark")
    client.force_login(office.ines)

    page = client.get("/complaints/desk/").text

    assert "2 letters with the same words" in page
    assert f"/complaints/{second.pk}/alike/" in page or f"/complaints/{first.pk}/alike/" in page
    assert SAID.words not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_with_one_and_with_three_of_everything(
    client: Client, cast: Cast, office: Office, count: int, count_queries: CountQueries
) -> None:
    for number in range(count):
        complaint = a_complaint(office, Stage.ACKNOWLEDGED, once=f"ack {number}").complaint
        asked(office, complaint, cast.imani, today() + DAY)
        a_complaint(office, once=f"one {number}")
        a_complaint(office, Stage.IN_WORK, once=f"work {number}")
    Complaint.objects.filter(stage=Stage.RECEIVED).update(alike="a mark")
    Complaint.objects.filter(stage=Stage.IN_WORK).update(alike="a mark")
    client.force_login(office.ines)
    client.get("/complaints/desk/")

    with count_queries(DESK):
        page = client.get("/complaints/desk/").text

    assert page.count("1 day left") == count
    assert sum(shelf.count for shelf in desk.shelves(office.ines, NOON)) == queries.readable_by(office.ines).count()


DESK = 20

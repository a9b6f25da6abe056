"""Who may do what about a meeting, at each stage, for everyone in the cast."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.meetings.lifecycle import LIFECYCLE, Act, Kind, Stage
from openbeat.apps.meetings.policies import POLICY, verdict
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from tests.cast import Cast

EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
LEADERS = {"lee", "lena", "cora", "carl"}
POLICE = LEADERS - {"carl"}
WHEN = {"before": NOON + timedelta(days=1), "after": PLAN.ends_at + timedelta(hours=1)}

MAY = {
    (Act.CHANGE, Stage.ANNOUNCED, "before"): LEADERS,
    (Act.CANCEL, Stage.ANNOUNCED, "before"): LEADERS,
    (Act.ADD, Stage.ANNOUNCED, "before"): LEADERS,
    (Act.ADD, Stage.ANNOUNCED, "after"): LEADERS,
    (Act.TAKE_UP, Stage.ANNOUNCED, "before"): LEADERS,
    (Act.TAKE_UP, Stage.ANNOUNCED, "after"): LEADERS,
    (Act.AGREE, Stage.ANNOUNCED, "before"): POLICE,
    (Act.AGREE, Stage.ANNOUNCED, "after"): POLICE,
    (Act.NOTE, Stage.ANNOUNCED, "before"): LEADERS,
    (Act.NOTE, Stage.ANNOUNCED, "after"): LEADERS,
    (Act.DRAFT, Stage.ANNOUNCED, "after"): LEADERS,
}


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Carl is the chair of the beat, so that the community leads a meeting too."""
    people.appoint(cast.carl, places.post(cast.beat, Role.CHAIR), by=BUILDER, at=NOON - timedelta(days=300))
    cast.carl.__dict__.pop("held", None)
    return cast


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("stage", Stage)
def test_only_these_people_may_act_at_each_stage(cast: Cast, stage: Stage, when: str) -> None:
    meeting = a_meeting(cast, stage)

    for act in LIFECYCLE.moves:
        may = {name for name in EVERYONE if verdict(cast[name], Act(act), meeting, WHEN[when])}
        assert may == MAY.get((Act(act), stage, when), set()), act


def test_whoever_leads_an_area_announces_its_meetings(cast: Cast) -> None:
    may = [
        {name for name in EVERYONE if POLICY.verdict(cast[name], Act.ANNOUNCE, area)}
        for area in (cast.beat, cast.other)
    ]

    assert may == [LEADERS, {"lou", "cora"}]


def test_a_refusal_says_why(cast: Cast) -> None:
    meeting, cancelled = a_meeting(cast), a_meeting(cast, Stage.CANCELLED)

    def why(name: str, act: Act, when: str, thing: object = meeting) -> str:
        return str(verdict(cast[name], act, thing, WHEN[when]).reason)  # type: ignore[arg-type]

    assert why("noor", Act.CANCEL, "before") == (
        "Only the liaison officer, the deputy, the commander or the chair of this area may do this."
    )
    assert why("carl", Act.AGREE, "before") == (
        "Only the liaison officer, the deputy or the commander of this area may put a task on the chart."
    )
    assert why("lee", Act.CHANGE, "after") == "This meeting has begun already."
    assert why("lee", Act.DRAFT, "before") == "What came of a meeting is published when it has begun, not before."
    assert why("lee", Act.PUBLISH, "after").startswith("What came of this meeting is written into its minutes.")
    assert why("lee", Act.PUBLISH, "after", cancelled) == "This meeting was cancelled."


def test_liaison_hours_have_no_agenda(cast: Cast) -> None:
    hours = a_meeting(cast, kind=Kind.HOURS)

    assert (
        str(verdict(cast.lee, Act.ADD, hours, WHEN["before"]).reason)
        == "Liaison hours and listening sessions have no agenda of the department."
    )
    assert verdict(cast.lee, Act.CHANGE, hours, WHEN["before"])
    assert verdict(cast.lee, Act.PUBLISH, hours, WHEN["after"])
    assert str(verdict(cast.lee, Act.DRAFT, hours, WHEN["after"]).reason) == (
        "There are no minutes: liaison hours have a short note, and of a listening session residents release lines."
    )
    assert hours.items.count() == 0

"""Who may stop clocks, report harm, tell officers and send things on: at every stage, for everybody by name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import ORDER
from openbeat.apps.complaints.demo.casework import a_bureau
from openbeat.apps.complaints.lifecycle import Sort, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import Clock
from openbeat.apps.complaints.lifecycle.retaliation import Harm
from openbeat.apps.complaints.lifecycle.sides import Sent, Side
from openbeat.apps.complaints.models import PassedOn
from openbeat.apps.complaints.policies import CLOCKS_POLICY, ELSEWHERE_POLICY, RETALIATION_POLICY, SIDES_POLICY
from openbeat.apps.complaints.policies.posts import PROSECUTOR
from openbeat.apps.complaints.tests.test_policies import Everybody
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.people.models import Person
from openbeat.core.people.services import appoint
from openbeat.core.places import queries as places
from openbeat.core.places.services import post
from openbeat.kit.policy import Policy
from tests.cast import Cast

OPEN = (Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.CLASSIFIED, Stage.IN_WORK)
OF_A_MATTER: dict[Policy, dict[object, dict[Stage, str]]] = {
    CLOCKS_POLICY: {act: dict.fromkeys(OPEN, "ines") for act in CLOCKS_POLICY.rules},
    RETALIATION_POLICY: {
        Harm.REPORT: dict.fromkeys(ORDER, "holder ines"),
        Harm.ACKNOWLEDGE: dict.fromkeys(ORDER, "ines"),
        Harm.ASK_BY_THEIR_WAY: dict.fromkeys(ORDER, "ines"),
        Harm.ANSWER: dict.fromkeys(ORDER, "holder"),
    },
    SIDES_POLICY: {
        Side.PASS_ON: {},  # nobody, of a complaint; of praise see below
        **{
            act: dict.fromkeys(ORDER, "ines")
            for act in (Side.TELL_OFFICER, Side.NOT_YET, Side.TELL_OUTCOME, Side.ENTER_PAPER, Side.SET_LIMIT)
        },
    },
    ELSEWHERE_POLICY: {act: dict.fromkeys(ORDER, "ines") for act in ELSEWHERE_POLICY.rules},
}
OF_PRAISE = {Side.READ_PRAISE: "imani"}
OF_A_NOTICE = {Side.READ_NOTICE: "imani lou", Side.WRITE: "imani lou", Side.NAME_REPRESENTATIVE: "imani"}


@pytest.mark.parametrize("stage", ORDER)
def test_only_these_people_may_act_at_each_stage(cast: Cast, stage: Stage) -> None:
    everybody = Everybody(cast, stage)
    complaint = everybody.filed.complaint

    for policy, acts in OF_A_MATTER.items():
        found = {
            act: {name for name, actor in everybody.actors.items() if policy.verdict(actor, act, complaint)}  # type: ignore[arg-type]
            for act in acts
        }
        assert found == {act: set(at.get(stage, "").split()) for act, at in acts.items()}


def test_every_act_of_these_policies_is_in_one_of_these_tables() -> None:
    known = {act for acts in OF_A_MATTER.values() for act in acts} | set(OF_A_NOTICE) | set(OF_PRAISE)

    assert {act for policy in OF_A_MATTER for act in policy.rules} == known
    assert set(Clock) - set(CLOCKS_POLICY.rules) == {Clock.TELL_DELAY}  # the program does it
    assert set(Harm) - set(RETALIATION_POLICY.rules) == {Harm.ASK}
    assert set(Side) == set(SIDES_POLICY.rules)
    assert set(Sent) == set(ELSEWHERE_POLICY.rules)


def test_what_an_officer_was_told_is_theirs_and_of_whoever_stands_by_them(cast: Cast) -> None:
    everybody = Everybody(cast, Stage.IN_WORK)
    office, accused = everybody.office, everybody.filed.complaint.accused.get()
    notice = services.tell_officer(
        accused, cast.imani, Words("Told.", "en"), by=office.ines, at=NOON + timedelta(days=1)
    )
    notice.representative = cast.lou

    found = {
        act: {name for name, actor in everybody.actors.items() if SIDES_POLICY.verdict(actor, act, notice)}
        for act in OF_A_NOTICE
    }

    assert found == {act: set(who.split()) for act, who in OF_A_NOTICE.items()}


@pytest.mark.parametrize("stage", ORDER)
def test_praise_is_passed_on_by_who_reads_it_and_read_by_the_officer_alone(cast: Cast, stage: Stage) -> None:
    everybody = Everybody(cast, stage)
    complaint = everybody.filed.complaint
    complaint.sort = Sort.PRAISE
    passed = PassedOn(complaint=complaint, person=cast.imani)

    assert _who(everybody, Side.PASS_ON, complaint) == {"ines"}
    assert _who(everybody, Side.READ_PRAISE, passed) == {"imani"}
    complaint.sort, complaint.stage = Sort.PRAISE, Stage.WRITING
    assert _who(everybody, Side.PASS_ON, complaint) == set()


def _who(everybody: Everybody, act: Side, thing: object) -> set[str]:
    return {name for name, actor in everybody.actors.items() if SIDES_POLICY.verdict(actor, act, thing)}


def test_an_investigator_who_reads_it_works_on_it_and_does_not_lead(cast: Cast) -> None:
    """For whom the rule about leading alone says no."""
    everybody = Everybody(cast, Stage.IN_WORK)
    bureau = a_bureau(everybody.office)
    complaint, ines = everybody.filed.complaint, everybody.office.ines
    services.add_reader(complaint, bureau.nils, keys=everybody.office.keys(ines), by=ines, at=NOON)
    complaint.refresh_from_db()
    complaint.__dict__.pop("_has_a_key", None)

    assert SIDES_POLICY.verdict(bureau.nils, Side.TELL_OFFICER, complaint)
    refused = CLOCKS_POLICY.verdict(bureau.nils, Clock.PAUSE, complaint)
    assert str(refused.reason).startswith("Only those who lead may do this")


def test_a_reader_who_works_for_a_prosecutor_takes_no_statement(cast: Cast) -> None:
    """For whom the wall alone says no."""
    everybody = Everybody(cast, Stage.IN_WORK)
    whole, ines = places.root(), everybody.office.ines
    assert whole
    assert ELSEWHERE_POLICY.verdict(ines, Sent.TAKE_STATEMENT, everybody.filed.complaint)
    appoint(ines, post(whole, PROSECUTOR), by=BUILDER, at=NOON)

    verdict = ELSEWHERE_POLICY.verdict(Person.objects.get(pk=ines.pk), Sent.TAKE_STATEMENT, everybody.filed.complaint)

    assert "criminal side" in str(verdict.reason)

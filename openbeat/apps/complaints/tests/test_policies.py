"""Who may do what about a complaint, at every stage, for everybody by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.demo import INES, ORDER
from openbeat.apps.complaints.lifecycle import Act, Stage
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.policies import CASE, STEPS_OF_A_CASE
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.services import Filed
from openbeat.apps.complaints.tests.makers import Office, a_complaint, an_office, holder_of
from openbeat.core.people import demo as people
from openbeat.core.people import services as posts
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.people.models import Tenure
from openbeat.core.places import queries as places
from openbeat.core.receipts.models import Receipt
from openbeat.kit.actors import Actor
from tests.cast import Cast

RECEIVED, ACKNOWLEDGED, CLASSIFIED, IN_WORK, ANSWERED, CLOSED = ORDER
UNDECIDED = (RECEIVED, ACKNOWLEDGED, CLASSIFIED, IN_WORK)
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor")
OFFICE = ("ines", "omar", "iris", "ivan")  # Iris joined later and is no reader; Ivan has lost the post
STAGED = (Act.READ, Act.READ_OWN, Act.ACKNOWLEDGE, Act.BEGIN, Act.ANSWER, Act.CLOSE, Act.REOPEN, Act.ADD_WORDS,
          Act.ADD_FILES, Act.WRITE, Act.DRAFT, Act.DROP_DRAFT, Act.ASK_MACHINE, Act.ADD_READER, Act.REMOVE_READER,
          Act.ADD_RECEIPT, Act.BAR, Act.LIFT_BAR, Act.CLASSIFY, Act.RECLASSIFY, Act.ADD_ACCUSED,
          Act.TURN_OUTSIDE, Act.ROUTE, Act.WITHDRAW, Act.SAY_AGAIN, Act.GO_ON, Act.ASSIGN, Act.TAKE_AWAY, Act.SIGN,
          Act.RECUSE, Act.ASK_RECORDING, Act.OFFER_MEDIATION, Act.END_MEDIATION, Act.MEDIATED, Act.OFFICER_SAYS,
          Act.ARRANGE_MEDIATION, Act.SAY_ABOUT_MEDIATION, Act.SPLIT, Act.JOIN, Act.PART, Act.ADD_INTERPRETER,
          Act.TRANSLATE)  # fmt: skip
LATER = {*CASE, *STEPS_OF_A_CASE, Act.APPEAL, Act.SET_MATRIX, Act.SET_RULES, Act.SEND, Act.WRITE_ON}
READER = (Act.READ, Act.WRITE, Act.DRAFT, Act.DROP_DRAFT, Act.ASK_MACHINE, Act.ADD_READER, Act.REMOVE_READER,
          Act.LIFT_BAR, Act.ADD_INTERPRETER, Act.TRANSLATE)  # fmt: skip

MAY = {
    **{(act, stage): "ines" for act in (Act.ROUTE, Act.GO_ON) for stage in UNDECIDED},
    **{(Act.WITHDRAW, stage): "holder ines" for stage in UNDECIDED},
    **{(Act.SAY_AGAIN, stage): "holder" for stage in UNDECIDED},
    **{(act, stage): "ines" for act in READER for stage in ORDER},
    **{(Act.READ_OWN, stage): "holder" for stage in ORDER},
    **{(Act.ADD_WORDS, stage): "holder" for stage in ORDER},
    **{(act, stage): "holder ines" for act in (Act.ADD_FILES, Act.ADD_RECEIPT, Act.BAR) for stage in ORDER},
    (Act.ACKNOWLEDGE, RECEIVED): "ines",
    (Act.CLASSIFY, ACKNOWLEDGED): "ines",
    **{(Act.RECLASSIFY, stage): "ines" for stage in (CLASSIFIED, IN_WORK)},
    **{(Act.ADD_ACCUSED, stage): "ines" for stage in UNDECIDED},
    **{(Act.TURN_OUTSIDE, stage): "ines" for stage in ORDER},
    (Act.OFFER_MEDIATION, CLASSIFIED): "ines",
    **{(act, stage): "ines" for act in (Act.SPLIT, Act.JOIN, Act.PART) for stage in (CLASSIFIED, IN_WORK)},
    **{(Act.ASK_RECORDING, stage): "ines" for stage in UNDECIDED},
    **{(Act.ASSIGN, stage): "ines" for stage in (CLASSIFIED, IN_WORK)},
    **{(Act.TAKE_AWAY, stage): "ines" for stage in UNDECIDED},
    (Act.BEGIN, CLASSIFIED): "ines",
    (Act.CLOSE, ANSWERED): "ines",
    (Act.REOPEN, ANSWERED): "holder",
    (Act.REOPEN, CLOSED): "holder",
}


class Everybody:
    """All whom the policy has to tell apart, once a complaint is there."""

    def __init__(self, cast: Cast, stage: Stage, *, outside_only: bool = False) -> None:
        whole = places.root()
        assert whole
        role = "complaints"
        ivan = people.appear(replace(INES, key="ivan", name="Ivan Ilić"), [(role, whole)], NOON - timedelta(days=60))
        self.office: Office = an_office(also=[ivan])
        self.filed: Filed = a_complaint(self.office, stage, outside_only=outside_only)
        iris = people.appear(replace(INES, key="iris", name="Iris Young"), [(role, whole)], NOON)
        posts.dismiss(Tenure.objects.get(person=ivan), by=BUILDER, at=NOON)
        ivan = type(ivan).objects.get(pk=ivan.pk)
        other = a_complaint(self.office, once="another", words="Something else.")
        self.actors: dict[str, Actor] = {name: cast[name] for name in EVERYBODY}
        self.actors |= {"ines": self.office.ines, "omar": self.office.omar, "iris": iris, "ivan": ivan}
        self.actors |= {"holder": holder_of(self.filed), "another's holder": holder_of(other)}

    def may(self, act: Act, thing: Complaint | None) -> set[str]:
        return {name for name, actor in self.actors.items() if POLICY.verdict(actor, act, thing)}


@pytest.mark.parametrize("stage", ORDER)
def test_only_these_people_may_act_at_each_stage(cast: Cast, stage: Stage) -> None:
    everybody = Everybody(cast, stage)
    complaint = everybody.filed.complaint

    found = {act: everybody.may(act, complaint) for act in STAGED}

    assert found == {act: set(MAY.get((act, stage), "").split()) for act in STAGED}


def test_what_is_about_the_chief_is_for_the_outside_body_at_every_act(cast: Cast) -> None:
    everybody = Everybody(cast, IN_WORK, outside_only=True)
    complaint = everybody.filed.complaint

    assert {act: everybody.may(act, complaint) for act in READER} == {act: {"omar"} for act in READER}
    assert everybody.may(Act.END_WITHOUT, complaint) == {"omar"}


def test_who_files_who_enters_who_lists_and_who_switches_it_on(cast: Cast) -> None:
    everybody = Everybody(cast, RECEIVED)
    all_of_them = set(everybody.actors)

    assert everybody.may(Act.FILE, None) == all_of_them
    assert everybody.may(Act.ENTER, None) == {"lee", "lena", "lou", "cora", "ada", "ines", "omar", "iris"}
    assert everybody.may(Act.LIST, None) == everybody.may(Act.SEARCH, None) == {"ines", "omar", "iris"}
    assert everybody.may(Act.SET_KINDS, None) == {"ada"}
    staff = {"lee", "lena", "lou", "imani", "cora", "ada", "ines", "omar", "iris"}
    assert everybody.may(Act.DECLARE, None) == staff
    assert everybody.may(Act.SWITCH_ON, None) == everybody.may(Act.SWITCH_OFF, None) == {"ada"}


def test_every_act_of_the_policy_is_in_one_of_these_tests() -> None:
    others = {
        Act.FILE,
        Act.ENTER,
        Act.LIST,
        Act.SEARCH,
        Act.SWITCH_ON,
        Act.SWITCH_OFF,
        Act.SET_KINDS,
        Act.DECLARE,
        Act.NOTE_PLEDGE,
        Act.END_PLEDGE,
    }

    assert set(POLICY.rules) == {*STAGED, *others, *LATER}


def test_nobody_sees_a_row_but_its_readers_and_its_holder(cast: Cast) -> None:
    everybody = Everybody(cast, RECEIVED)
    complaint = everybody.filed.complaint

    seen = {name for name, actor in everybody.actors.items() if complaint in queries.visible_to(actor)}

    assert seen == {"ines", "holder"}
    assert Receipt.objects.filter(kind=queries.KIND, key=str(complaint.pk)).count() == 1

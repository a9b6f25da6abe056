"""Who may do what about an inquiry, at every stage, for everybody in the cast."""

from __future__ import annotations

import pytest

from openbeat.apps.contacts.lifecycle.inquiries import Act, Stage
from openbeat.apps.contacts.models import Inquiry
from openbeat.apps.contacts.policies import INQUIRY_POLICY as POLICY
from openbeat.apps.contacts.tests.makers import an_inquiry
from openbeat.core.people.holder import Holder
from openbeat.core.places import services as places
from openbeat.kit.refs import Ref
from tests.cast import Cast

HEARD, OWNED, ANSWERED, CONFIRMED = Stage
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
STAGED = (Act.READ, Act.TAKE_UP, Act.LOG, Act.ANSWER, Act.CONFIRM, Act.SEND_BACK)

MAY = {
    **{(Act.READ, stage): "rosa holder lee lena cora" for stage in Stage},
    **{(Act.LOG, stage): "lee lena cora" for stage in Stage},
    (Act.TAKE_UP, HEARD): "lee lena cora",
    (Act.ANSWER, HEARD): "lee lena cora",
    (Act.ANSWER, OWNED): "lee lena cora",
    (Act.CONFIRM, ANSWERED): "rosa holder",
    (Act.SEND_BACK, ANSWERED): "rosa holder",
    (Act.SEND_BACK, CONFIRMED): "rosa holder",
}


def may(cast: Cast, act: Act, inquiry: Inquiry) -> set[str]:
    holder = Holder(frozenset({Ref.of(inquiry)}))
    actors = {name: holder if name == "holder" else cast[name] for name in EVERYBODY}
    return {name for name, actor in actors.items() if POLICY.verdict(actor, act, inquiry)}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("act", STAGED)
def test_only_these_people_may_act_at_each_stage(cast: Cast, act: Act, stage: Stage) -> None:
    inquiry = an_inquiry(cast, stage)

    assert may(cast, act, inquiry) == set(MAY.get((act, stage), "").split())


def test_what_is_written_to_the_committee_is_not_for_the_police(cast: Cast) -> None:
    inquiry = an_inquiry(cast, OWNED, role="block_contact")

    assert may(cast, Act.READ, inquiry) == {"rosa", "holder", "carl"}
    assert may(cast, Act.ANSWER, inquiry) == {"carl"}


def test_nobody_answers_what_they_wrote_themselves(cast: Cast) -> None:
    inquiry = an_inquiry(cast, by="lena")

    assert may(cast, Act.ANSWER, inquiry) == {"lee", "cora"}
    assert POLICY.verdict(cast.lena, Act.ANSWER, inquiry).reason == "You cannot answer what you wrote yourself."


def test_staff_write_down_what_is_for_the_police_only(cast: Cast) -> None:
    police, committee = places.post(cast.beat, "liaison"), places.post(cast.beat, "chair")
    may_enter = {name for name in EVERYBODY if POLICY.verdict(cast[name], Act.ENTER, police)}

    assert may_enter == {"lee", "lena", "lou", "cora", "ada"}
    assert not any(POLICY.verdict(cast[name], Act.ENTER, committee) for name in EVERYBODY)

"""Who may read a message to somebody else, and see to it."""

import pytest

from openbeat.core.notices.lifecycle import Act, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.policies import POLICY
from openbeat.core.notices.tests.makers import NOON, a_call, a_message, a_person, at_stage
from openbeat.core.people.demo import Cast

EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
OF_THE_BEAT = "lee lena cora"
EITHER = "lee lena cora ada"

MAY = {
    ("call", Act.READ): OF_THE_BEAT,
    ("call", Act.TOLD): OF_THE_BEAT,
    ("call", Act.NO_ANSWER): OF_THE_BEAT,
    ("call", Act.WRONG): OF_THE_BEAT,
    ("call", Act.GIVE_UP): EITHER,
    ("letter", Act.READ): OF_THE_BEAT,
    ("letter", Act.POSTED): OF_THE_BEAT,
    ("letter", Act.WRONG): OF_THE_BEAT,
    ("letter", Act.GIVE_UP): EITHER,
    ("unknown", Act.READ): OF_THE_BEAT,
    ("unknown", Act.CONFIRM): EITHER,
    ("unknown", Act.RESEND): EITHER,
    ("unknown", Act.GIVE_UP): EITHER,
    ("failed", Act.READ): OF_THE_BEAT,
    ("failed", Act.RESEND): EITHER,
    ("failed", Act.GIVE_UP): EITHER,
    ("sent", Act.READ): OF_THE_BEAT,
}
STATES = ("call", "letter", "unknown", "failed", "sent")


def a_state(cast: Cast, name: str) -> Message:
    if name in {"call", "letter"}:
        return a_call(cast.beat, a_person("telephone" if name == "call" else "post"))
    return at_stage(a_call(cast.beat), Stage(name))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", sorted(set(Act) - {Act.SEE, Act.STOP}))
def test_only_these_people_may_see_to_a_message(cast: Cast, act: Act, state: str) -> None:
    message = a_state(cast, state)

    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], act, message)}

    assert may == set(MAY.get((state, act), "").split())


def test_only_staff_of_an_area_see_the_list(cast: Cast) -> None:
    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], Act.SEE, None)}
    assert may == {"lee", "lena", "lou", "cora", "ada"}


def test_a_message_about_no_area_is_the_administrators(cast: Cast) -> None:
    message = a_message(a_person("telephone"))
    assert {name for name in EVERYBODY if POLICY.verdict(cast[name], Act.READ, message)} == {"ada"}


def test_a_refusal_says_why(cast: Cast) -> None:
    message = a_state(cast, "call")
    assert POLICY.verdict(cast.lou, Act.READ, message).reason == "Only whoever answers for this area may do this."
    assert POLICY.verdict(cast.lee, Act.POSTED, message).reason == "This is a call, not a letter."

    Message.objects.filter(pk=message.pk).update(closed_at=NOON)
    message.refresh_from_db()
    assert POLICY.verdict(cast.lee, Act.TOLD, message).reason == "Somebody has seen to this message."


def test_a_message_whose_words_are_gone_cannot_be_sent_again(cast: Cast) -> None:
    message = a_state(cast, "unknown")
    message.body = ""
    assert POLICY.verdict(cast.lee, Act.RESEND, message).reason == "Its words are gone; they are kept for thirty days."

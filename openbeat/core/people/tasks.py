"""What is done about people without anybody asking."""

from openbeat.core.jobs import registry
from openbeat.core.people import services
from openbeat.kit.clock import now


@registry.every(minutes=360)("people.remove_unconfirmed")
def remove_unconfirmed() -> None:
    """Take out sign-ups that nobody confirmed within a week."""
    services.remove_unconfirmed(at=now())


@registry.every(minutes=360)("people.forget_questions")
def forget_questions() -> None:
    """Take out addresses that were asked and did not answer in time."""
    services.forget_questions(at=now())

"""What the worker does for meetings."""

from openbeat.apps.meetings.services import (
    approving,
    attendance,
    beforehand,
    filling,
    hosting,
    meetings,
    minutes,
    questions,
    rhythm,
    series,
    telling,
)
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now


@every(minutes=15)("meetings.end")
def end() -> None:
    """A meeting that is over owes a note."""
    meetings.end_all(at=now())


@every(minutes=60)("meetings.fill")
def fill() -> None:
    """Agendas fill themselves with what is new."""
    filling.fill_all(at=now())


@every(minutes=24 * 60)("meetings.forget_names")
def forget_names() -> None:
    """Names from sign-in sheets are kept for three months."""
    attendance.forget_names(at=now())


@task(telling.LATER)
def tell_all(key: int) -> None:
    """Whoever said that they come hears that a meeting is cancelled or moved."""
    telling.tell_all(key, at=now())


@every(minutes=60)("meetings.series")
def lay_out() -> None:
    """The next meetings of each series are announced in good time."""
    series.lay_out_all(at=now())


@every(minutes=60)("meetings.minutes")
def minutes_in_time() -> None:
    """Drafts whose time for amendments is over wait for approval; those whose time for approval is over come out."""
    at = now()
    minutes.close_all(at=at)
    approving.publish_all_late(at=at)


@every(minutes=60)("meetings.questions")
def questions_left_open() -> None:
    """A question that a meeting left open is owed an answer by a date."""
    questions.owe_all(at=now())


@every(minutes=60)("meetings.rhythm")
def look() -> None:
    """Beats that fall behind their promised rhythm are seen, and those that met."""
    rhythm.look_at_all(at=now())


@task(telling.ANSWERS)
def tell_askers(key: int) -> None:
    """Whoever asked something beforehand hears where the answer stands."""
    beforehand.tell_askers(key, at=now())


@every(minutes=10)("meetings.remind")
def remind() -> None:
    """Reminders go out when their moment has come."""
    hosting.send_due(at=now())

"""What is owed before a meeting: by which post, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Promise, Sort
from openbeat.core.department import services as department
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Contribution, Meeting

BEFORE = timedelta(days=2)  # an interpreter must be asked for
WHY = "meeting_cancelled"


def debtor(meeting: Meeting) -> Debtor:
    """Whoever holds the liaison officer's post of the meeting's area."""
    return Debtor(meeting.area, places.post(meeting.area, Role.LIAISON))


def needs_by(meeting: Meeting, at: datetime) -> datetime:
    """Two days before the meeting; where that has passed, when it begins."""
    early = meeting.starts_at - BEFORE
    return early if early > at else meeting.starts_at


def answer_by(promise: Promise, meeting: Meeting, at: datetime) -> datetime:
    """As the department promises, and before the meeting begins."""
    return min(department.due(promise, at), meeting.starts_at)


def release(meeting: Meeting, *, at: datetime) -> None:
    """The meeting does not take place: nobody has to arrange or decide anything for it."""
    loop.release(Promise.NEEDS, meeting, why=WHY, at=at)
    for said in queries.undecided(meeting):
        loop.release(promise_of(said), said, why=WHY, at=at)


def promise_of(said: Contribution) -> Promise:
    """What is owed about something that was said beforehand: an answer to a proposal, else a look."""
    return Promise.PROPOSAL if said.sort == Sort.PROPOSAL else Promise.LOOK

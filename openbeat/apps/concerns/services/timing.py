"""The dates of a concern: another one with a reason, a word before, and the commander after."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import OPEN, Act, NewDate, Promise
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import locked, recorded, tell, tell_followers
from openbeat.core.department import queries as department
from openbeat.core.department.services import END_OF_DAY
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Reason
from openbeat.core.notices import services as outbox
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

CLOCK = program("concerns.clock")
AT_ONCE = 200


@transaction.atomic
def shift(concern: Concern, date: NewDate, *, by: Actor, at: datetime) -> Concern:
    """Promise the answer for another day, and say why: everybody reads both, who raised it is told. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.SHIFT, concern)
    due = datetime.combine(date.due_on, END_OF_DAY, tzinfo=department.zone()).astimezone(UTC)
    if due <= at:
        raise Refused(_("Choose a day that is still to come."))
    if due == concern.due_at:
        raise Refused(_("This is the date that stands already."))
    was = concern.due_at
    loop.shift(Promise.ANSWER, concern, due=due, why=Reason(date.why, date.language), at=at)
    concern.due_at, concern.escalated_at = due, None
    concern.save(update_fields=["due_at", "escalated_at"])
    recorded(Act.SHIFT, concern, by=by, at=at, was=was.isoformat() if was else "", now=due.isoformat())
    tell(notices.SHIFTED, concern, by=by, at=at)
    tell_followers(notices.CHANGED, concern, [concern], by=by, at=at)
    return concern


def nudge(*, at: datetime) -> int:
    """Remind the holders of each post of what is due within two working days, once for each date; gives how many."""
    told = 0
    for concern, row in queries.due_soon(at, queries.soon(at))[:AT_ONCE]:
        once = f"concerns.nudge|{row.promise}|{concern.pk}|{row.due_at.isoformat()}"
        for person in people.holders(row.owner, at) if row.owner else ():
            words = {"area": concern.area.name, "once": f"{once}|{person.pk}"}
            told += outbox.tell(notices.NUDGE, person, about=concern, at=at, **words) is not None
    return told


def escalate(*, at: datetime) -> int:
    """Bring each answer that is late before the commander, once, on record; gives how many."""
    late = queries.late_unseen(at)[:AT_ONCE]
    return sum(_escalate(concern, at) for concern in late)


@transaction.atomic
def _escalate(concern: Concern, at: datetime) -> bool:
    concern = locked(concern)
    if concern.escalated_at or concern.stage not in OPEN or concern.due_at is None or concern.due_at >= at:
        return False
    concern.escalated_at = at
    concern.save(update_fields=["escalated_at"])
    recorded(Act.ESCALATE, concern, by=CLOCK, at=at)
    if post := commander_of(concern):
        outbox.tell_holders(notices.ESCALATED, post, about=concern, at=at, area=concern.area.name)
    return True


def commander_of(concern: Concern) -> Post | None:
    """The commander's post of the area, or of the next one above that has one."""
    found = (places.post(area.pk, Role.COMMANDER) for area in places.lineage(concern.area))
    return next((post for post in found if post), None)

"""Write minutes while people speak, hand the draft out, and close the time for amendments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import MINUTES, Edition, MinutesAct, MinutesPromise, Side
from openbeat.apps.meetings.models import Approval, Minutes, MinutesVersion
from openbeat.apps.meetings.policies import MINUTES_POLICY, minutes_verdict
from openbeat.apps.meetings.services import meetings
from openbeat.core.department import services as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as told
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.core.web import dates
from openbeat.kit.actors import program
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Words
    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

CLOCK = program("the time for amendments is over")
WRITTEN_FROM = timedelta(hours=1)  # before the meeting begins
POSTS = {Side.POLICE: Role.LIAISON, Side.COMMUNITY: Role.CHAIR}


@transaction.atomic
def write_sum(meeting: Meeting, *, words: Words, version: int, by: Actor, at: datetime) -> Minutes:
    """Write down in a few sentences what came of the meeting. Raises Conflict where somebody else wrote meanwhile."""
    minutes = begin(meeting, by=by, at=at)
    if version != minutes.summary_version:
        raise Conflict(minutes.summary, minutes.summary_version)
    language = words.language if words.text else ""
    minutes.summary, minutes.summary_language, minutes.summary_at = words.text, language, at
    minutes.summary_version += 1
    minutes.save(update_fields=["summary", "summary_language", "summary_at", "summary_version"])
    ledger.record(MinutesAct.WRITE, minutes, by=by, at=at, meeting=minutes.meeting_id)
    return minutes


def begin(meeting: Meeting, *, by: Actor, at: datetime) -> Minutes:
    """The minutes of a meeting, made where there are none yet, held until the act is done; raises Refused."""
    MINUTES_POLICY.require(by, MinutesAct.WRITE, queries.minutes_or_new(meeting, at))
    if at < meeting.starts_at - WRITTEN_FROM:
        raise Refused(_("Minutes are written from an hour before the meeting on."))
    Minutes.objects.get_or_create(meeting=meeting, defaults={"began_at": at})
    return locked(meeting.minutes, MinutesAct.WRITE, by=by, at=at)


@transaction.atomic
def hand_out(meeting: Meeting, *, by: Actor, at: datetime) -> Minutes:
    """Let everybody read the draft; for the promised days, those who were there may propose amendments."""
    minutes = begin(meeting, by=by, at=at)
    if not minutes.summary:
        raise Refused(_("First write in a few sentences what came of the meeting."))
    MINUTES_POLICY.require(by, MinutesAct.HAND_OUT, minutes)
    meetings.draft(minutes.meeting, by=by, at=at)
    minutes.stage, minutes.handed_out_at = MINUTES.after(MinutesAct.HAND_OUT), at
    minutes.amendable_until = department.due(MinutesPromise.WINDOW, at)
    minutes.save(update_fields=["stage", "handed_out_at", "amendable_until"])
    keep_version(minutes, Edition.DRAFT, by=by, at=at)
    ledger.record(MinutesAct.HAND_OUT, minutes, by=by, at=at, until=minutes.amendable_until.isoformat())
    return minutes


@transaction.atomic
def close(minutes: Minutes, *, at: datetime) -> Minutes:
    """The time for amendments is over and each was answered: both sides are asked to approve. Else nothing happens."""
    minutes = locked(minutes, MinutesAct.CLOSE, by=CLOCK, at=at)
    over = minutes.amendable_until is not None and at > minutes.amendable_until
    if not over or queries.open_amendments(minutes):
        return minutes
    minutes.stage, minutes.checked_at = MINUTES.after(MinutesAct.CLOSE), at
    minutes.approve_by = department.due(MinutesPromise.APPROVAL, at)
    minutes.save(update_fields=["stage", "checked_at", "approve_by"])
    ledger.record(MinutesAct.CLOSE, minutes, by=CLOCK, at=at)
    for side, role in POSTS.items():
        _ask(minutes, side, role, at=at)
    return minutes


def close_all(*, at: datetime) -> int:
    """Look for drafts whose time for amendments is over; gives how many there were."""
    over = list(queries.to_close(at))
    for minutes in over:
        close(minutes, at=at)
    return len(over)


def _ask(minutes: Minutes, side: Side, role: Role, *, at: datetime) -> None:
    approval = Approval.objects.create(minutes=minutes, side=side, asked_at=at)
    post, until = places.post(minutes.area, role), minutes.approve_by
    loop.owe(MinutesPromise.APPROVAL, approval, debtor=Debtor(minutes.area, post), at=at, due=until)
    words = {**places_of(minutes), "until": Day(until)}
    told.tell_holders(notices.APPROVE, post, about=minutes, at=at, **words)


class Day:
    """A day that is put into words when it is read: in the language of whoever is told."""

    def __init__(self, at: datetime | None) -> None:
        self.at = at

    def __format__(self, _spec: str) -> str:
        return str(dates.words(self.at, "day")) if self.at else ""


def places_of(minutes: Minutes) -> dict[str, Any]:
    """What fills the places of a notice about minutes."""
    return {"day": Day(minutes.meeting.starts_at), "area": minutes.area.name}


def locked(minutes: Minutes, act: MinutesAct, *, by: Actor, at: datetime) -> Minutes:
    """The minutes as they stand, held until the act is done; raises Refused."""
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting", "meeting__area")
    minutes = rows.defer("meeting__area__boundary").get(pk=minutes.pk)
    if not (found := minutes_verdict(by, act, minutes, at)):
        raise Refused(found.reason)
    return minutes


def keep_version(
    minutes: Minutes, edition: Edition, *, by: Actor, at: datetime, why: Words | None = None
) -> MinutesVersion:
    """Keep the minutes whole, as they stand now."""
    last = queries.newest(minutes)
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=last.number + 1 if last else 1,
        edition=edition,
        passages=queries.frozen(minutes),
        reason=why.text if why else "",
        reason_language=why.language if why else "",
        at=at,
        by=by.person,
    )

"""Say that you come, change it, take it back; and the waiting list that moves up by itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import COMING, Arrival, ComingAct, Promise, Seat
from openbeat.apps.meetings.models import Coming
from openbeat.apps.meetings.policies import COMING_POLICY, require_coming
from openbeat.apps.meetings.services import dates_owed, telling
from openbeat.apps.meetings.services.held import held
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Heads
    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

LIST = program("the waiting list")
PLAIN = Arrival()


@transaction.atomic
def say(meeting: Meeting, heads: Heads, *, by: Actor, at: datetime, arrival: Arrival = PLAIN) -> Coming:
    """Say that you come; where the room is full, or somebody waits already, you wait in this order.

    The same form sent again gives what was said the first time. Raises Refused: twice with one account.
    """
    meeting = held(meeting)
    once = digest(arrival.once, heads)
    if before := queries.by_once(once):
        return before
    require_coming(by, ComingAct.SAY, meeting, at)
    if by.person and queries.own_for(meeting, by.person):
        raise Refused(_("You said already that you come. You can change it on its page."))
    stage = Seat.COMING if _fits(meeting, heads.count) else Seat.WAITING
    person = by.person or telling.somebody(arrival.contact, heads.language, by=by, at=at)
    own = {"person": person, "signed_in": by.person is not None, "once": once}
    coming = Coming.objects.create(meeting=meeting, stage=stage, said_at=at, **asdict(heads), **own)
    ledger.record(ComingAct.SAY, coming, by=by, at=at, meeting=meeting.pk, waits=stage == Seat.WAITING)
    _owe_needs(meeting, coming, at)
    return coming


@transaction.atomic
def change(coming: Coming, heads: Heads, *, by: Actor, at: datetime) -> Coming:
    """Say that you are more or fewer, or need something else. Raises Refused where there is no room for more."""
    meeting, coming = _both(coming)
    require_coming(by, ComingAct.CHANGE, coming, at)
    more = heads.count - coming.count
    if coming.stage != Seat.WAITING and more > 0 and not _fits(meeting, more):
        raise Refused(_("There is no room for so many more. Say it for the others anew: they wait for a place."))
    for name, value in asdict(heads).items():
        setattr(coming, name, value)
    coming.save(update_fields=list(asdict(heads)))
    ledger.record(ComingAct.CHANGE, coming, by=by, at=at, meeting=meeting.pk)
    _owe_needs(meeting, coming, at)
    move_up(meeting, at=at)
    coming.refresh_from_db(fields=["stage", "promoted_at"])
    return coming


@transaction.atomic
def withdraw(coming: Coming, *, by: Actor, at: datetime) -> Coming:
    """Say that you do not come after all; whoever waits longest gets the place, and is told."""
    meeting, coming = _both(coming)
    require_coming(by, ComingAct.WITHDRAW, coming, at)
    coming.stage, coming.withdrawn_at = COMING.after(ComingAct.WITHDRAW), at
    coming.save(update_fields=["stage", "withdrawn_at"])
    ledger.record(ComingAct.WITHDRAW, coming, by=by, at=at, meeting=meeting.pk)
    move_up(meeting, at=at)
    return coming


@transaction.atomic
def limit(meeting: Meeting, room_for: int | None, *, by: Actor, at: datetime) -> Meeting:
    """Say for how many people there is room, or that there is no limit; nobody who has a place loses it."""
    meeting = held(meeting)
    require_coming(by, ComingAct.LIMIT, meeting, at)
    meeting.room_for = room_for
    meeting.save(update_fields=["room_for"])
    ledger.record(ComingAct.LIMIT, meeting, by=by, at=at, room_for=room_for)
    move_up(meeting, at=at)
    return meeting


@transaction.atomic
def arrange(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Say that interpreters, child care and access are arranged, as far as they were asked for until now."""
    meeting = held(meeting)
    require_coming(by, ComingAct.ARRANGE, meeting, at)
    ledger.record(ComingAct.ARRANGE, meeting, by=by, at=at)
    loop.keep(Promise.NEEDS, meeting, at=at)
    return meeting


def move_up(meeting: Meeting, *, at: datetime) -> None:
    """Give places to whoever waits longest, as long as they fit; nobody is overtaken. The meeting must be held."""
    while (first := queries.first_waiting(meeting)) and _has_places(meeting, first.count):
        if not COMING_POLICY.verdict(LIST, ComingAct.PROMOTE, first):
            return
        first.stage, first.promoted_at = COMING.after(ComingAct.PROMOTE), at
        first.save(update_fields=["stage", "promoted_at"])
        ledger.record(ComingAct.PROMOTE, first, by=LIST, at=at, meeting=meeting.pk)
        telling.place(first, at=at)


def digest(once: str, said: object) -> str | None:
    """What a form is known by: its own random word and what was written, as people go back and write on."""
    if not once:
        return None
    return salted_hmac("openbeat.meetings.once", f"{once}:{said!r}", algorithm="sha256").hexdigest()


def _both(coming: Coming) -> tuple[Meeting, Coming]:
    """The meeting held first, then what was said as it stands now: so two at once never wait for each other."""
    meeting = held(coming.meeting)
    coming = queries.coming_of(meeting).get(pk=coming.pk)
    coming.meeting = meeting
    return meeting, coming


def _fits(meeting: Meeting, count: int) -> bool:
    """Whether so many more get places now: only where nobody waits before them."""
    return meeting.room_for is None or (queries.first_waiting(meeting) is None and _has_places(meeting, count))


def _has_places(meeting: Meeting, count: int) -> bool:
    return meeting.room_for is None or queries.taken(meeting) + count <= meeting.room_for


def _owe_needs(meeting: Meeting, coming: Coming, at: datetime) -> None:
    if coming.has_needs:
        due = dates_owed.needs_by(meeting, at)
        loop.owe(Promise.NEEDS, meeting, debtor=dates_owed.debtor(meeting), at=at, due=due)

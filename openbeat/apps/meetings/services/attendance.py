"""Sign in at the door, enter the sheet afterwards, and forget the names in time."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.apps.meetings.lifecycle import AttendanceAct, Kind, Source
from openbeat.apps.meetings.models import SignedIn
from openbeat.apps.meetings.policies import ATTENDANCE_POLICY, may_attend, may_sign_in
from openbeat.apps.meetings.services.coming import digest
from openbeat.apps.meetings.services.held import held
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import keeping
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

NAMES_KEPT = timedelta(days=90)
MEETING = "meetings.meeting"
CLOCK = program("names are kept for 90 days")


def sign_in(meeting: Meeting, entry: Entry, *, token: str, once: str, by: Actor, at: datetime) -> SignedIn:
    """Count somebody who scanned the code in the room; a double click counts once. Raises Refused.

    No row is held: five hundred people may do this at the same time. A listening session takes no names: officers
    would read them.
    """
    if not (found := may_sign_in(by, meeting, token, at)):
        raise Refused(found.reason)
    entry = _nameless(entry) if meeting.kind == Kind.LISTENING else entry
    mark = digest(once, entry)
    try:
        with transaction.atomic():
            row = _line(meeting, entry, Source.TELEPHONE, mark, at)
            row.person = by.person if entry.name else None
            row.save()
            ledger.record(AttendanceAct.SIGN_IN, row, by=by, at=at, meeting=meeting.pk)
    except IntegrityError:  # pressed twice: the database lets one of them through
        return queries.signed_in_by(mark)
    return row


@transaction.atomic
def enter(meeting: Meeting, entries: Sequence[Entry], *, once: str, by: Actor, at: datetime) -> int:
    """Write down what stands on the sheet of paper, in one go; gives how many people that were. Raises Refused."""
    meeting = held(meeting)
    if not (found := may_attend(by, AttendanceAct.ENTER, meeting, at)):
        raise Refused(found.reason)
    if meeting.kind == Kind.LISTENING:
        entries = [_nameless(entry) for entry in entries]
    marks = [digest(f"{once}:{number}", entry) for number, entry in enumerate(entries)]
    if queries.was_entered(marks):
        return 0
    lines = zip(entries, marks, strict=True)
    SignedIn.objects.bulk_create([_line(meeting, entry, Source.PAPER, mark, at) for entry, mark in lines])
    people = sum(entry.people for entry in entries)
    ledger.record(AttendanceAct.ENTER, meeting, by=by, at=at, lines=len(entries), people=people)
    return people


@transaction.atomic
def take_out(row: SignedIn, *, by: Actor, at: datetime) -> None:
    """Take out a line that is wrong; that it was taken out stays on record."""
    ATTENDANCE_POLICY.require(by, AttendanceAct.TAKE_OUT, row.meeting)
    if row.name and (why := keeping.why_kept([Ref.of(row.meeting)], at=at)):
        raise Refused(why)
    ledger.record(AttendanceAct.TAKE_OUT, Ref.of(row), by=by, at=at, meeting=row.meeting_id, people=row.people)
    row.delete()


@transaction.atomic
def new_code(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Give the meeting another code: those that were shown or printed before are worthless now."""
    meeting = held(meeting)
    if not (found := may_attend(by, AttendanceAct.NEW_CODE, meeting, at)):
        raise Refused(found.reason)
    meeting.sign_in_number += 1
    meeting.save(update_fields=["sign_in_number"])
    ledger.record(AttendanceAct.NEW_CODE, meeting, by=by, at=at)
    return meeting


@transaction.atomic
def forget_names(*, at: datetime) -> int:
    """Delete the names of meetings that were three months ago; the counts stay. Gives how many."""
    keys = list(queries.named_before(at - NAMES_KEPT, but=keeping.held_keys(MEETING)))
    for meeting in {row.meeting for row in keys}:
        ATTENDANCE_POLICY.require(CLOCK, AttendanceAct.FORGET, meeting)
        ledger.record(AttendanceAct.FORGET, meeting, by=CLOCK, at=at)
    return SignedIn.objects.filter(pk__in=[row.pk for row in keys]).update(name="", person=None)


def _nameless(entry: Entry) -> Entry:
    return replace(entry, name="")


def _line(meeting: Meeting, entry: Entry, source: Source, once: str | None, at: datetime) -> SignedIn:
    return SignedIn(meeting=meeting, source=source, once=once, signed_at=at, **asdict(entry))

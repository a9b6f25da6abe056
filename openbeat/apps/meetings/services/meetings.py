"""Announce a meeting, change it, cancel it, say that it is over, and publish its note."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import LIFECYCLE, WITHOUT_AGENDA, Act, Kind, Plan, Promise, Stage, Way, Words
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.policies import POLICY, verdict
from openbeat.apps.meetings.services import dates_owed, filling, telling, together
from openbeat.core.department import services as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.core.web import dates
from openbeat.kit.actors import program
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from openbeat.apps.meetings.models import Series
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

CLOCK = program("the meeting is over")
RULE = program("minutes are approved by both sides, or their time is over")
MOVES_CALENDARS = ("title", "starts_at", "ends_at", "place", "address", "online")


@dataclass(frozen=True, slots=True)
class Turn:
    """Which day of which series a meeting is for, and the name by which calendars know it."""

    series: Series
    slot: date
    uid: UUID


@transaction.atomic
def announce(plan: Plan, *, area: Area, by: Actor, at: datetime, turn: Turn | None = None) -> Meeting:
    """Say when and where people meet; the agenda of five parts fills itself."""
    POLICY.require(by, Act.ANNOUNCE, area)
    _in_order(plan, at)
    hung = {"series": turn.series, "slot": turn.slot, "uid": turn.uid} if turn else {}
    meeting = Meeting.objects.create(area=area, announced_at=at, changed_at=at, **hung, **_facts(plan))
    together.bring(meeting, plan.also)
    ledger.record(Act.ANNOUNCE, meeting, by=by, at=at, kind=plan.kind, starts_at=plan.starts_at.isoformat())
    if meeting.kind not in WITHOUT_AGENDA:
        filling.begin(meeting, at=at)
    return findable(meeting)


@transaction.atomic
def change(
    meeting: Meeting, plan: Plan, *, version: int, by: Actor, at: datetime, with_series: bool = False
) -> Meeting:
    """Change what was announced; calendars follow. Raises Conflict where somebody else changed it meanwhile.

    A meeting of a series that is changed on its own stays as it is when all are changed.
    """
    meeting = lock(meeting, Act.CHANGE, by, at)
    if version != meeting.version:
        raise Conflict(in_words(meeting), meeting.version)
    _in_order(plan, at)
    facts = _facts(plan)
    changed = [name for name, value in facts.items() if getattr(meeting, name) != value]
    for name in changed:
        setattr(meeting, name, facts[name])
    joined = ["also"] if together.bring(meeting, plan.also) else []
    if changed or joined:
        meeting.sequence += any(name in MOVES_CALENDARS for name in changed)
        meeting.alone = meeting.series_id is not None and not with_series
        _save(meeting, at, *changed, "sequence", "alone")
        changed += joined
        ledger.record(Act.CHANGE, meeting, by=by, at=at, changed=changed)
    if telling.MOVES.intersection(changed):
        telling.later(meeting, at=at)
    return findable(meeting)


@transaction.atomic
def cancel(meeting: Meeting, *, why: Words, by: Actor, at: datetime) -> Meeting:
    """Say that it does not take place, and why; it stays in calendars as cancelled."""
    meeting = lock(meeting, Act.CANCEL, by, at)
    meeting.stage, meeting.cancelled_at = LIFECYCLE.after(Act.CANCEL), at
    meeting.reason, meeting.reason_language = why.text, why.language
    meeting.sequence += 1
    _save(meeting, at, "stage", "cancelled_at", "reason", "reason_language", "sequence")
    ledger.record(Act.CANCEL, meeting, by=by, at=at)
    dates_owed.release(meeting, at=at)
    telling.later(meeting, at=at)
    return findable(meeting)


@transaction.atomic
def end(meeting: Meeting, *, at: datetime) -> Meeting:
    """The meeting is over: from its end on, the liaison officer's post owes a published note. Twice changes nothing."""
    meeting = _locked(meeting)
    POLICY.require(CLOCK, Act.END, meeting)
    if meeting.ended_at is None and meeting.stage == Stage.ANNOUNCED and at >= meeting.ends_at:
        _owe_note(meeting, meeting.ends_at)
        ledger.record(Act.END, meeting, by=CLOCK, at=at)
    return meeting


def end_all(*, at: datetime) -> int:
    """Look for meetings that are over; gives how many were."""
    over = list(queries.over_without_end(at))
    for meeting in over:
        end(meeting, at=at)
    return len(over)


@transaction.atomic
def publish(meeting: Meeting, *, summary: Words, version: int, by: Actor, at: datetime) -> Meeting:
    """Publish the note of what came of it, or put a published one right. Raises Conflict."""
    meeting = lock(meeting, Act.PUBLISH, by, at)
    if version != meeting.version:
        raise Conflict(meeting.summary, meeting.version)
    if meeting.ended_at is None and meeting.kind not in WITHOUT_AGENDA:
        _owe_note(meeting, min(at, meeting.ends_at))
    first = meeting.stage != Stage.NOTED
    meeting.stage, meeting.summary, meeting.summary_language = (
        LIFECYCLE.after(Act.PUBLISH),
        summary.text,
        summary.language,
    )
    if first:
        meeting.published_at, meeting.published_by = at, by.person
    _save(meeting, at, "stage", "summary", "summary_language", "published_at", "published_by")
    ledger.record(Act.PUBLISH, meeting, by=by, at=at, language=summary.language, first=first)
    loop.keep(Promise.NOTE, meeting, at=at)
    telling.answers_later(meeting)
    return findable(meeting)


@transaction.atomic
def draft(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """The draft of its minutes is out: everybody can read what came of it, and that promise is kept."""
    meeting = lock(meeting, Act.DRAFT, by, at)
    if meeting.ended_at is None:
        _owe_note(meeting, min(at, meeting.ends_at))
    meeting.stage = LIFECYCLE.after(Act.DRAFT)
    _save(meeting, at, "stage")
    ledger.record(Act.DRAFT, meeting, by=by, at=at)
    loop.keep(Promise.NOTE, meeting, at=at)
    return meeting


@transaction.atomic
def conclude(meeting: Meeting, *, summary: Words, by: Actor, at: datetime) -> Meeting:
    """Its minutes are published, or a correction of them: the sum of them stands on the page of the meeting."""
    meeting = _locked(meeting)
    POLICY.require(RULE, Act.CONCLUDE, meeting)
    first = meeting.stage != Stage.NOTED
    meeting.stage = LIFECYCLE.after(Act.CONCLUDE)
    meeting.summary, meeting.summary_language = summary.text, summary.language
    if first:
        meeting.published_at, meeting.published_by = at, by.person
    _save(meeting, at, "stage", "summary", "summary_language", "published_at", "published_by")
    ledger.record(Act.CONCLUDE, meeting, by=by, at=at, language=summary.language, first=first)
    telling.answers_later(meeting)
    return findable(meeting)


def lock(meeting: Meeting, act: Act, by: Actor, at: datetime) -> Meeting:
    """The meeting as it stands, held until the act is done; raises Refused."""
    meeting = _locked(meeting)
    if not (found := verdict(by, act, meeting, at)):
        raise Refused(found.reason)
    return meeting


def in_words(meeting: Meeting | Plan) -> str:
    """What is announced, a line each, to compare two versions."""
    hours = f"{dates.words(meeting.starts_at)} - {dates.words(meeting.ends_at, 'time')}"
    lines = (
        meeting.title,
        hours,
        meeting.place,
        meeting.address,
        meeting.online,
        meeting.access,
        together.names(meeting),
    )
    return "\n".join(line for line in lines if line)


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    return rows.get(pk=meeting.pk)


def _owe_note(meeting: Meeting, since: datetime) -> None:
    meeting.ended_at = since
    meeting.save(update_fields=["ended_at"])
    post = places.post(meeting.area, Role.LIAISON)
    due = department.due(Promise.NOTE, since)
    loop.owe(Promise.NOTE, meeting, debtor=Debtor(meeting.area, post), at=since, due=due)


def _facts(plan: Plan) -> dict[str, object]:
    run_by = Way.FACILITATORS if plan.kind == Kind.LISTENING else plan.run_by
    told = {name: value for name, value in asdict(plan).items() if name != "also"}
    return {**told, "interpreters": list(plan.interpreters), "run_by": run_by}


def _in_order(plan: Plan, at: datetime) -> None:
    if plan.starts_at <= at:
        raise Refused(_("Choose a time that is still to come."))
    if plan.ends_at <= plan.starts_at:
        raise Refused(_("A meeting ends after it began."))


def _save(meeting: Meeting, at: datetime, *names: str) -> None:
    meeting.changed_at = at
    meeting.version += 1
    meeting.save(update_fields=["changed_at", "version", *names])


def findable(meeting: Meeting) -> Meeting:
    """Let a visitor find it by what was announced, and by its note."""
    url, ref = meeting.get_absolute_url(), Ref.of(meeting)
    words = f"{meeting.place}\n{meeting.address}\n{meeting.access}"
    docs = [Doc(meeting.title, words, meeting.language, url, meeting.area_id, meeting.starts_at)]
    if meeting.summary:
        if meeting.summary_language == meeting.language:
            docs, words = [], f"{meeting.summary}\n{words}"
        else:
            words = meeting.summary
        docs.append(Doc(meeting.title, words, meeting.summary_language, url, meeting.area_id, meeting.starts_at))
    search.put(ref, *docs)
    return meeting

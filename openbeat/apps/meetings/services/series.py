"""Begin a series of meetings, announce its next ones in good time, leave out a day, and end it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Kind, SeriesAct, Stage, Way, how_often
from openbeat.apps.meetings.models import Series, SeriesException
from openbeat.apps.meetings.policies import SERIES_POLICY
from openbeat.apps.meetings.services import meetings, together
from openbeat.apps.meetings.services.meetings import Turn
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.meetings.figures.recurrence import Slot
    from openbeat.apps.meetings.lifecycle import SeriesPlan, Words
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

RULE = program("the series meets", Role.LIAISON)
AHEAD = timedelta(days=60)  # so early a meeting is announced
MOST = 6  # meetings that stand announced at a time
DAY = timedelta(days=1)


@transaction.atomic
def begin(plan: SeriesPlan, *, area: Area, by: Actor, at: datetime) -> Series:
    """Let an area meet by a rule from now on; its next meetings are announced at once. Raises Refused."""
    SERIES_POLICY.require(by, SeriesAct.BEGIN, area)
    must_have_days(plan, at)
    series = Series.objects.create(area=area, begun_at=at, changed_at=at, **facts(plan))
    together.bring(series, plan.also)
    ledger.record(SeriesAct.BEGIN, series, by=by, at=at, kind=plan.kind, every=plan.every)
    lay_out(series, at=at)
    return series


@transaction.atomic
def lay_out(series: Series, *, at: datetime) -> int:
    """Announce the next meetings of a series that are not announced yet; gives how many. Twice changes nothing."""
    series = locked(series)
    SERIES_POLICY.require(RULE, SeriesAct.LAY_OUT, series)
    wanted = _near(queries.slots_ahead(series, at, MOST), at)
    known = queries.announced_slots(series, (slot.day for slot in wanted))
    new = [slot for slot in wanted if slot.day not in known]
    for slot in new:
        announce(series, slot, at=at)
    if new:
        ledger.record(SeriesAct.LAY_OUT, series, by=RULE, at=at, meetings=len(new))
    return len(new)


def lay_out_all(*, at: datetime) -> int:
    """Announce the next meetings of every series that goes on; gives how many were new."""
    return sum(lay_out(series, at=at) for series in queries.going_on(at))


@transaction.atomic
def announce_day(series: Series, day: date, *, by: Actor, at: datetime) -> Meeting:
    """Announce one day of a series before its time, so that it can be changed on its own. Raises Refused for others."""
    series = locked(series)
    SERIES_POLICY.require(by, SeriesAct.ANNOUNCE_DAY, series)
    if row := queries.meetings_of(series).filter(slot=day).first():
        return row
    if (slot := queries.slot_on(series, day, at)) is None:
        raise Refused(_("The series has no meeting on that day."))
    announce(series, slot, at=at)
    ledger.record(SeriesAct.ANNOUNCE_DAY, series, by=by, at=at, day=day.isoformat())
    return queries.meetings_of(series).get(slot=day)


@transaction.atomic
def leave_out(series: Series, day: date, *, why: Words, by: Actor, at: datetime) -> Series:
    """Let a series not meet on one of its days; a meeting that is announced for it is cancelled. Raises Refused."""
    series = locked(series)
    SERIES_POLICY.require(by, SeriesAct.LEAVE_OUT, series)
    row = queries.meetings_of(series).filter(slot=day).first()
    if row:
        meetings.cancel(row, why=why, by=by, at=at)
    elif queries.has_day(series, day, at):
        left = {"reason": why.text, "reason_language": why.language, "made_at": at}
        SeriesException.objects.get_or_create(series=series, day=day, defaults=left)
    else:
        raise Refused(_("The series has no meeting on that day."))
    ledger.record(SeriesAct.LEAVE_OUT, series, by=by, at=at, day=day.isoformat())
    return touched(series, at)


@transaction.atomic
def put_back(series: Series, day: date, *, by: Actor, at: datetime) -> Series:
    """Let a series meet after all on a day that was left out."""
    series = locked(series)
    SERIES_POLICY.require(by, SeriesAct.PUT_BACK, series)
    gone, _which = SeriesException.objects.filter(series=series, day=day).delete()
    if gone:
        ledger.record(SeriesAct.PUT_BACK, series, by=by, at=at, day=day.isoformat())
        touched(series, at)
        lay_out(series, at=at)
    return series


@transaction.atomic
def end(series: Series, *, since: date | None, why: Words, by: Actor, at: datetime) -> Series:
    """Let a series not meet again from this day on (None: from now on); what is announced is cancelled with why."""
    series = locked(series)
    SERIES_POLICY.require(by, SeriesAct.END, series)
    first = since or at.astimezone(department.zone()).date()
    for row in queries.rows_from(series, first, at).filter(stage=Stage.ANNOUNCED):
        meetings.cancel(row, why=why, by=by, at=at)
    if series.until is None or series.until >= first:
        series.until = first - DAY
    ledger.record(SeriesAct.END, series, by=by, at=at, since=first.isoformat())
    return touched(series, at, "until")


def announce(series: Series, slot: Slot, *, at: datetime) -> None:
    """Make the meeting of one day of a series; calendars know it by the name they had for that day before."""
    turn = Turn(series, slot.day, series.uid_of(slot.day))
    meetings.announce(queries.plan_for(series, slot), area=series.area, by=RULE, at=at, turn=turn)


def facts(plan: SeriesPlan) -> dict[str, object]:
    """The plan as columns; a listening session is led by facilitators."""
    told = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(plan).items()
        if name != "also"
    }
    return told | ({"run_by": Way.FACILITATORS} if plan.kind == Kind.LISTENING else {})


def must_have_days(plan: SeriesPlan, at: datetime) -> None:
    """Raise Refused for a rule that never comes to a day."""
    if not queries.next_slots(queries.course_of(plan), at, 1):
        raise Refused(_("By this rule the series never meets. Look at the days, and at the first and the last one."))


def locked(series: Series, version: int | None = None) -> Series:
    """The series as it stands, held until the act is done; raises Conflict for another version than this."""
    rows = Series.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    series = rows.get(pk=series.pk)
    if version is not None and version != series.version:
        raise Conflict(in_words(queries.plan_of(series)), series.version)
    return series


def touched(series: Series, at: datetime, *names: str) -> Series:
    """Keep what changed of a series, and that it did."""
    series.changed_at = at
    series.version += 1
    series.save(update_fields=["changed_at", "version", *names])
    return series


def in_words(plan: SeriesPlan) -> str:
    """What is planned, a line each, to compare two versions."""
    lines = (plan.title, how_often(plan), plan.place, plan.address, plan.online, plan.access)
    return "\n".join(line for line in lines if line)


def _near(slots: list[Slot], at: datetime) -> list[Slot]:
    """Those that are near; the very next one also when it is far away."""
    return [slot for number, slot in enumerate(slots) if number == 0 or slot.starts <= at + AHEAD]

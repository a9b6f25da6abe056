"""Change a series: this meeting, this and the following, or all; what was changed on its own stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Scope, SeriesAct, Stage, Words
from openbeat.apps.meetings.models import Meeting, Series
from openbeat.apps.meetings.policies import SERIES_POLICY
from openbeat.apps.meetings.services import meetings, together
from openbeat.apps.meetings.services import series as basics
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from openbeat.apps.meetings.figures.recurrence import Slot
    from openbeat.apps.meetings.lifecycle import Plan, SeriesPlan
    from openbeat.kit.actors import Actor

type Pair = tuple[Meeting, Slot | None]

ENOUGH = 400  # slots: more than any series has announced at a time


@dataclass(slots=True)
class Changed:
    """What became of a change: the series that goes on, how many meetings changed, which stayed, which are off."""

    series: Series
    changed: int = 0
    kept: list[Meeting] = field(default_factory=list)
    cancelled: int = 0


@transaction.atomic
def change(series: Series, plan: SeriesPlan, *, version: int, since: date | None, by: Actor, at: datetime) -> Changed:
    """Change what is planned for all meetings to come (since: from that day on, which begins a new series).

    Raises Conflict where somebody else changed it meanwhile, Refused for a rule without a day.
    """
    series = basics.locked(series, version)
    SERIES_POLICY.require(by, SeriesAct.CHANGE, series)
    basics.must_have_days(plan, at)
    first = since or at.astimezone(department.zone()).date()
    rows = list(queries.rows_from(series, first, at))
    same_rhythm = _rhythm(queries.plan_of(series)) == _rhythm(plan)
    goes_on = _split(series, plan, since, at) if since and since > series.begins_on else _in_place(series, plan, at)
    ledger.record(SeriesAct.CHANGE, goes_on, by=by, at=at, since=first.isoformat(), meetings=len(rows))
    Meeting.objects.filter(pk__in=[row.pk for row in rows]).update(series=None, slot=None)
    done = _rehang(goes_on, _pairs(goes_on, rows, at, same_rhythm=same_rhythm), by, at)
    basics.lay_out(goes_on, at=at)
    return done


@transaction.atomic
def change_meeting(
    meeting: Meeting, plan: Plan, *, version: int, by: Actor, at: datetime, scope: str = Scope.THIS
) -> Changed | None:
    """Change one meeting, it and the following, or all to come of its series; the day moves for one alone."""
    if scope == Scope.THIS or meeting.series is None:
        meetings.change(meeting, plan, version=version, by=by, at=at)
        return None
    series = basics.locked(meeting.series)
    meeting = meetings.change(meeting, plan, version=version, by=by, at=at, with_series=True)
    Meeting.objects.filter(pk=meeting.pk).update(alone=False)  # also where nothing but the scope is new
    wanted = _series_plan(series, plan)
    since = meeting.slot if scope == Scope.FOLLOWING else None
    return change(series, wanted, version=series.version, since=since, by=by, at=at)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: Words, by: Actor, at: datetime, scope: str = Scope.THIS) -> None:
    """Cancel one meeting, it and all that follow, or all to come of its series."""
    if scope == Scope.THIS or meeting.series is None:
        meetings.cancel(meeting, why=why, by=by, at=at)
    else:
        since = meeting.slot if scope == Scope.FOLLOWING else None
        basics.end(meeting.series, since=since, why=why, by=by, at=at)


def _rhythm(plan: SeriesPlan) -> tuple[object, ...]:
    return plan.every, plan.interval, len(plan.weekdays), len(plan.weeks)


def _series_plan(series: Series, plan: Plan) -> SeriesPlan:
    told = {name: getattr(plan, name) for name in (*queries.SHARED, "interpreters", "also")}
    hour = plan.starts_at.astimezone(department.zone()).time()
    minutes = int((plan.ends_at - plan.starts_at) / timedelta(minutes=1))
    return replace(queries.plan_of(series), **told, begins=hour, minutes=minutes)


def _split(series: Series, plan: SeriesPlan, since: date, at: datetime) -> Series:
    goes_on = replace(plan, begins_on=max(since, plan.begins_on))
    made = Series.objects.create(area=series.area, follows=series, begun_at=at, changed_at=at, **basics.facts(goes_on))
    together.bring(made, _keys(series) if plan.also is None else plan.also)
    for gone in queries.left_out(series).filter(day__gte=since):
        gone.series = made
        gone.save(update_fields=["series"])
    series.until = since - basics.DAY
    basics.touched(series, at, "until")
    return made


def _in_place(series: Series, plan: SeriesPlan, at: datetime) -> Series:
    told = basics.facts(replace(plan, begins_on=min(series.begins_on, plan.begins_on)))
    for name, value in told.items():
        setattr(series, name, value)
    together.bring(series, plan.also)
    return basics.touched(series, at, *told)


def _keys(series: Series) -> list[int]:
    return list(series.also.order_by("pk").values_list("pk", flat=True))


def _pairs(series: Series, rows: Sequence[Meeting], at: datetime, *, same_rhythm: bool) -> list[Pair]:
    """Which day each announced meeting has from now on: the nearest where the rhythm is the same, else its own."""
    free = queries.slots_ahead(series, at, ENOUGH if rows else 0)
    taken = queries.announced_slots(series, (slot.day for slot in free))
    free = [slot for slot in free if slot.day not in taken]
    found: list[Pair] = []
    for row in rows:
        name = row.slot or row.starts_at.date()
        near = min(free, key=lambda slot: abs(slot.day - name), default=None)
        fits = near is not None and (same_rhythm or near.day == name)
        found.append((row, near if fits else None))
        if near is not None and fits:
            free.remove(near)
    return found


def _rehang(series: Series, pairs: list[Pair], by: Actor, at: datetime) -> Changed:
    done = Changed(series)
    for row, slot in pairs:
        own = row.alone or row.stage == Stage.CANCELLED
        if slot is not None:
            Meeting.objects.filter(pk=row.pk).update(series=series, slot=slot.day)
        if own:
            done.kept.append(row)
        elif slot is None:
            meetings.cancel(row, why=_other_days(series), by=by, at=at)
            done.cancelled += 1
        else:
            plan = queries.plan_for(series, slot)
            meetings.change(row, plan, version=row.version, by=by, at=at, with_series=True)
            done.changed += 1
    return done


def _other_days(series: Series) -> Words:
    with override(series.language):
        return Words(str(_("This series meets on other days from now on.")), series.language)

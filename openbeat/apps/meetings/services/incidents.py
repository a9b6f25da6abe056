"""Take incidents from a file: each row once and made coarse, or refused with its number and the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import conditions as figures
from openbeat.apps.meetings.lifecycle import PROTECTED, ConditionAct, Crime, Found, Solved
from openbeat.apps.meetings.models import Incident, Load
from openbeat.apps.meetings.policies import CONDITIONS_POLICY
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.places import queries as places
from openbeat.kit import memory
from openbeat.kit.tables import Row, Unfit

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor
    from openbeat.kit.tables import TableMap

BATCH = 1000  # rows a transaction: so much at most is done again after a power cut
FACTS = tuple(one.name for one in fields(Found) if one.name not in {"key", "area"})


@dataclass(slots=True)
class Taken:
    """What became of a file, row by row."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: dict[int, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class _Run:
    by_map: TableMap
    zone: ZoneInfo
    today: date
    beats: dict[str, Area]
    districts: dict[int, int]  # by beat: where its protected incidents are counted
    seen: Counter[str] = field(default_factory=Counter)
    taken: Taken = field(default_factory=Taken)


def load(
    rows: Iterable[Row | tuple[int, str]],
    by_map: TableMap,
    *,
    by: Actor,
    at: datetime,
    notice: tuple[str, str] = ("", ""),
    progress: Callable[[int], None] = lambda _rows: None,
) -> Taken:
    """Take the rows in batches, each whole or not at all; again, or after a power cut, nothing is doubled."""
    CONDITIONS_POLICY.require(by, ConditionAct.LOAD, None)
    zone, beats = department.zone(), places.areas("beat", closed=True)
    districts = {beat.pk: _counted_in(beat) for beat in beats}
    run = _Run(by_map, zone, at.astimezone(zone).date(), {beat.code: beat for beat in beats}, districts)
    words, language = notice
    record = Load.objects.create(source=by_map.source, notice=words, notice_language=language, begun_at=at)
    for batch in batched(rows, BATCH):
        _take(run, batch)
        progress(run.taken.rows)
    return _ended(record, run.taken, by=by, at=at)


def _counted_in(beat: Area) -> int:
    """The district of a beat, or the department: protected kinds are known no finer."""
    return beat.parent_id or beat.pk


@transaction.atomic
def _ended(record: Load, taken: Taken, *, by: Actor, at: datetime) -> Taken:
    record.since, record.until, record.ended_at = taken.since, taken.until, at
    record.rows, record.new, record.changed, record.refused = taken.rows, taken.new, taken.changed, len(taken.refused)
    record.save()
    facts = {"rows": taken.rows, "new": taken.new, "changed": taken.changed, "refused": len(taken.refused)}
    ledger.record(ConditionAct.LOAD, record, by=by, at=at, source=record.source, **facts)
    memory.forget_all()
    return taken


@transaction.atomic
def _take(run: _Run, batch: tuple[Row | tuple[int, str], ...]) -> None:
    found: dict[str, Found] = {}
    for row in batch:
        run.taken.rows += 1
        number = row.number if isinstance(row, Row) else row[0]
        try:
            one = _read(run, row)
        except Unfit as problem:
            run.taken.refused[number] = str(problem)
            continue
        if one.key in found:
            run.taken.refused[number] = "its id stands on an earlier row already"
        found.setdefault(one.key, one)
    _keep(run, found)


def _keep(run: _Run, found: dict[str, Found]) -> None:
    standing = queries.incidents_by_key(run.by_map.source, found)
    fresh, changed = [], []
    for key, one in found.items():
        known = standing.get(key)
        if known is None:
            fresh.append(_put(Incident(source=run.by_map.source, key=key), one))
        elif any(getattr(known, name) != getattr(one, name) for name in FACTS) or known.area_id != one.area:
            changed.append(_put(known, one))
    Incident.objects.bulk_create(fresh)
    Incident.objects.bulk_update(changed, ["area", *FACTS])
    run.taken.new += len(fresh)
    run.taken.changed += len(changed)
    run.taken.same += len(found) - len(fresh) - len(changed)


def _put(incident: Incident, one: Found) -> Incident:
    incident.area_id = one.area
    for name in FACTS:
        setattr(incident, name, getattr(one, name))
    return incident


def _read(run: _Run, row: Row | tuple[int, str]) -> Found:
    if not isinstance(row, Row):
        raise Unfit(row[1])
    crime = Crime(row.word("kind", Crime.values))
    day = row.moment("when").astimezone(run.zone).date()
    if day > run.today:
        raise Unfit(f"when: {day.isoformat()} is still to come")
    solved = row.word("solved", Solved.values, Solved.UNKNOWN)
    beat = _beat(run, row)
    run.taken.since = min(run.taken.since or day, day)
    run.taken.until = max(run.taken.until or day, day)
    key, month = _key(run, row), day.replace(day=1)
    if crime in PROTECTED:
        return Found(key, crime, month, run.districts[beat.pk], solved=solved)
    lon, lat = row.number_in("lon", -180, 180), row.number_in("lat", -90, 90)
    point = (figures.coarse(lon), figures.coarse(lat)) if lon is not None and lat is not None else (None, None)
    block = figures.block_of(row.text("block", most=300))[:120]
    lon, lat = point
    return Found(key, crime, month, beat.pk, day, block, lon, lat, solved, row.text("did", most=60))


def _beat(run: _Run, row: Row) -> Area:
    code = row.text("area")
    if code:
        meant = run.by_map.values.get("area", {}).get(code, code)
        if beat := run.beats.get(meant):
            return beat
        raise Unfit(f"area: there is no beat {meant!r}")
    lon, lat = row.number_in("lon", -180, 180), row.number_in("lat", -90, 90)
    if lon is None or lat is None:
        raise Unfit("it says no beat and no point")
    if beat := places.area_at(lon, lat):
        return beat
    raise Unfit("its point lies in no beat")


def _key(run: _Run, row: Row) -> str:
    """By the source's own number; where it has none, by the whole row and how often the same came before."""
    known = row.text("id")
    if not known:
        whole = "\x1f".join(row.whole)
        run.seen[whole] += 1
        known = f"{whole}\x1f{run.seen[whole]}"
    return salted_hmac("openbeat.incidents", f"{run.by_map.source}|{known}", algorithm="sha256").hexdigest()

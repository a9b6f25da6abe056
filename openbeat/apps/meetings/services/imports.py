"""Take meetings from a file of somebody else's calendar: each row once, or refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import beats, rows
from openbeat.apps.meetings.lifecycle import WITHOUT_AGENDA, ImportAct, Kind, Stage, Way
from openbeat.apps.meetings.models import ImportedRow, Meeting
from openbeat.apps.meetings.policies import IMPORT_POLICY
from openbeat.apps.meetings.services import filling, meetings
from openbeat.core.ledger import services as ledger
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.figures.rows import Facts, Map
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

type Row = tuple[int, Mapping[str, str | None]]  # its number in the file, and its columns
type Progress = Callable[[int], None]

BATCH = 100  # rows a transaction: so much at most is done again after a power cut


@dataclass(slots=True)
class Report:
    """What became of each row, by its number in the file (the line of the names is row 1)."""

    rows: int = 0
    new: int = 0
    known: int = 0
    beats: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by row: the beats that its title names
    refused: dict[int, str] = field(default_factory=dict)
    remarks: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ground:
    """The areas that the file may name, by their codes."""

    whole: Mapping[str, Area]
    beats: Mapping[str, Area]


@dataclass(slots=True)
class Run:
    """One import while it runs."""

    by_map: Map
    ground: Ground
    by: Actor
    at: datetime
    report: Report = field(default_factory=Report)
    seen: dict[str, int] = field(default_factory=dict)  # key to the row that had it first


def take(
    them: Iterable[Row], by_map: Map, *, by: Actor, at: datetime, progress: Progress = lambda _rows: None
) -> Report:
    """Take the rows in batches, each whole or not at all; a second time, or after a power cut, nothing is doubled."""
    IMPORT_POLICY.require(by, ImportAct.TAKE, None)
    kinds = (by_map.area_kind, by_map.beat_kind)
    whole, lower = ({area.code: area for area in places.areas(kind)} for kind in kinds)
    run = Run(by_map, Ground(whole, lower), by, at)
    for batch in batched(them, BATCH):
        _take_batch(run, batch)
        progress(run.report.rows)
    return run.report


@transaction.atomic
def _take_batch(run: Run, batch: Iterable[Row]) -> None:
    read: list[tuple[int, Facts]] = []
    for number, row in batch:
        run.report.rows += 1
        try:
            read.append((number, _read(run, number, row)))
        except rows.Unusable as problem:
            run.report.refused[number] = str(problem)
    known = queries.imported(run.by_map.source, [facts.key for _number, facts in read])
    for number, facts in read:
        try:
            area, also, remarks = _areas(run, number, facts)
        except rows.Unusable as problem:
            run.report.refused[number] = str(problem)
            continue
        if remarks:
            run.report.remarks[number] = remarks
        if facts.key in known:
            run.report.known += 1
        else:
            _make(run, facts, area, also)
            run.report.new += 1


def _read(run: Run, number: int, row: Mapping[str, str | None]) -> Facts:
    facts = rows.read(row, run.by_map)
    first = run.seen.setdefault(facts.key, number)
    if first != number:
        raise rows.Unusable(_("It repeats row %(first)s.") % {"first": first})
    return facts


def _areas(run: Run, number: int, facts: Facts) -> tuple[Area, list[Area], tuple[str, ...]]:
    """For which area it is, which others meet with it, and what is to be said about that; raises Unusable."""
    whole, remarks = run.ground.whole.get(facts.area), facts.remarks
    if whole is None:
        raise rows.Unusable(_("There is no area “%(code)s” here: import the areas first.") % {"code": facts.area})
    named: tuple[str, ...] | None = ()
    if facts.names_beats:
        named = beats.named(facts.title, lambda code: code in run.ground.beats and code.startswith(facts.area))
    if named is None:
        return whole, [], (*remarks, _("For which beats it is cannot be told for sure: it stands with the district."))
    if not named:
        return whole, [], remarks
    run.report.beats[number] = named
    first, *others = (run.ground.beats[code] for code in named)
    return first, others, remarks


def _make(run: Run, facts: Facts, area: Area, also: list[Area]) -> None:
    """Make the meeting as if it had been announced here. What is over owes no note: nobody promised one."""
    at, over = run.at, facts.ends <= run.at
    off = {"stage": Stage.CANCELLED, "cancelled_at": at, "reason": run.by_map.why_cancelled,
           "reason_language": run.by_map.language} if facts.cancelled else {}  # fmt: skip
    meeting = Meeting.objects.create(
        area=area,
        kind=facts.kind,
        run_by=Way.FACILITATORS if facts.kind == Kind.LISTENING else Way.RESIDENT,
        title=facts.title,
        language=run.by_map.language,
        starts_at=facts.starts,
        ends_at=facts.ends,
        place=facts.place,
        address=facts.address,
        access=facts.access,
        announced_at=min(at, facts.starts),
        changed_at=at,
        ended_at=facts.ends if over else None,
        **off,
    )
    meeting.also.add(*also)
    ImportedRow.objects.create(source=run.by_map.source, key=facts.key, meeting=meeting, imported_at=at)
    ledger.record(ImportAct.TAKE, meeting, by=run.by, at=at, kind=facts.kind, starts_at=facts.starts.isoformat())
    if not over and not facts.cancelled and facts.kind not in WITHOUT_AGENDA:
        filling.begin(meeting, at=at)
    meetings.findable(meeting)

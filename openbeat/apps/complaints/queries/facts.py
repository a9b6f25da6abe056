"""The rows that figures are worked out from: complaints of this house, by whole months, and those out of other systems.

A figure about a live sealed matter that moved within a month would tell when somebody complained. So all that is
counted of these stands as it was at the end of the last month (decision 26); imported history as of its own day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Coalesce

from openbeat.apps.complaints.figures.facts import HERE, Case, Charge, Facts, State
from openbeat.apps.complaints.lifecycle import DEFINITIONS, Beside, Disciplined, Say, Sort, Stage
from openbeat.apps.complaints.lifecycle.clocks import Level
from openbeat.apps.complaints.lifecycle.recordings import State as Kept
from openbeat.apps.complaints.models import Allegation, CheckIn, Complaint, Discipline, Finding, Recording
from openbeat.apps.complaints.queries import units
from openbeat.apps.complaints.queries.clocks import cuts
from openbeat.apps.complaints.queries.past_facts import past
from openbeat.core.department import queries as department
from openbeat.core.loop import queries as loop
from openbeat.core.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

STAGES = ("acknowledged", "classified", "in_work", "decided", "answered")
REACHED = ("acknowledged_at", "classified_at", "begun_at", "decided_at", "answered_at")
FIELDS = ("pk", "filed_at", "over_at", "area__name", *REACHED)
CHUNK = 5000
OURS = "complaints."

type Place = dict[int, int]


def all_facts(at: datetime) -> Facts:
    """Everything that is counted: what is live up to the month's beginning, and what was imported."""
    until = loop.month_began(at)
    cases, charges = live(until)
    old_cases, old_charges = past(len(cases))
    every = Facts(
        (*cases, *old_cases), (*charges, *old_charges), residents=_residents(), sizes=tuple(units.sizes().items())
    )
    return replace(every, recordings=_recordings(until), check_ins=_check_ins(until))


def _recordings(until: datetime) -> tuple[int, int]:
    """How many recordings somebody was asked to keep, and how many were lost after that."""
    asked = Recording.objects.filter(asked_at__lt=until).exclude(state=Kept.NONE)
    return asked.count(), asked.filter(lost_at__lt=until).count()


def _check_ins(until: datetime) -> tuple[int, int]:
    rows = CheckIn.objects.filter(asked_at__lt=until)
    return rows.count(), rows.filter(answered_at__lt=until).count()


def _residents() -> tuple[tuple[str, int], ...]:
    known = Area.objects.filter(population__gt=0).order_by("pk").values_list("name", "population")
    return tuple((name, people) for name, people in known if people)


def late(at: datetime) -> list[dict[str, Any]]:
    """How many promises about complaints were late at the last midnight, by name; and how many of them for long."""
    found, long = loop.late_sealed(at).items(), loop.late_sealed(at, cuts(at)[Level.PUBLIC])
    return [
        {"promise": name, "count": count, "long": long.get(name, 0)}
        for name, count in sorted(found)
        if name.startswith(OURS) and count
    ]


def live(until: datetime) -> tuple[list[Case], list[Charge]]:
    """Complaints that were filed here before this moment, as they stood then, and what was alleged in them.

    One that was joined to another ends with that one: each counts once, and none stays open for good.
    """
    found = Complaint.objects.filter(filed_at__lt=until, sort=Sort.COMPLAINT).exclude(stage=Stage.WRITING)
    found = found.annotate(over_at=Coalesce("closed_at", "joined_to__closed_at"))
    rows = list(found.order_by("pk").values_list(*FIELDS))
    places = {row[0]: place for place, row in enumerate(rows)}
    return [_case(row, until) for row in rows], _charges(places, until)


def _case(row: tuple[Any, ...], until: datetime) -> Case:
    _pk, filed, closed, area, *reached = row
    over = closed is not None and closed < until
    return Case(
        source=HERE,
        received=_day(filed),
        closed=_day(closed) if over else None,
        state=State.CLOSED if over else State.OPEN,
        as_of=_day(until - timedelta(seconds=1)),
        area=area or "",
        reached=tuple((stage, _day(at)) for stage, at in zip(STAGES, reached, strict=True) if at and at < until),
    )


def _day(at: datetime) -> date:
    return at.astimezone(department.zone()).date()


def _charges(places: Place, until: datetime) -> list[Charge]:
    said, followed = _said(until), _followed(until)
    fields = ("pk", "complaint_id", "kind", "finding", "without", "definitions", "decided_at", "retaliation",
              "accused__unit__name", "accused__mark")  # fmt: skip
    rows = Allegation.objects.filter(made_at__lt=until).order_by("pk").values_list(*fields).iterator(CHUNK)
    return [_charge(row, places[row[1]], until, (said[row[0]], followed[row[0]])) for row in rows if row[1] in places]


type Measured = list[tuple[str, str, str]]


def _charge(row: tuple[Any, ...], place: int, until: datetime, more: tuple[dict[str, str], Measured]) -> Charge:
    _pk, _complaint, kind, finding, without, version, decided, retaliation, unit, mark = row
    over, (said, measured) = decided is not None and decided < until, more
    beside = [stands for _step, _measure, stands in measured if stands != Beside.NO_MATRIX]
    return Charge(
        case=place,
        kind=kind,
        finding=(finding or without) if over else "",
        version=version or DEFINITIONS,
        recommended=said.get(Say.RECOMMENDED, ""),
        overseen=said.get(Say.OVERSIGHT, ""),
        measures=tuple((step, measure) for step, measure, _stands in measured if step != Disciplined.APPEALED),
        beside=beside[-1] if beside else "",
        retaliation=retaliation,
        unit=unit or "",
        officer=mark or "",
    )


def _said(until: datetime) -> dict[int, dict[str, str]]:
    """For each allegation what each of those who work on it said last."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Finding.objects.filter(at__lt=until).order_by("pk").values_list("allegation_id", "say", "finding")
    for allegation, say, finding in rows.iterator(CHUNK):
        found[allegation][say] = finding
    return found


def _followed(until: datetime) -> dict[int, Measured]:
    """For each allegation the steps of discipline, each with its last measure."""
    found: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    rows = Discipline.objects.filter(at__lt=until).order_by("pk")
    for allegation, step, measure, beside in _lines(rows.values_list("allegation_id", "step", "measure", "beside")):
        found[allegation][step] = (step, measure, beside)
    return defaultdict(list, {allegation: list(steps.values()) for allegation, steps in found.items()})


def _lines(rows: Any) -> Iterable[tuple[Any, ...]]:
    lines: Iterable[tuple[Any, ...]] = rows.iterator(CHUNK)
    return lines

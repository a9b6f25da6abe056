"""What whoever complained sees of the way: who has it now, by when, who decides, what was moved. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.lifecycle import STANDS, Promise, Sort, Stage
from openbeat.apps.complaints.lifecycle.clocks import BY_WHOM, CLOCKS, DECIDES, TERMS, TO_THEM_ABOUT, Owner, Reason
from openbeat.apps.complaints.models import DelayNotice
from openbeat.apps.complaints.policies import DECIDER, INTAKE, OVERSIGHT, SUPERVISOR
from openbeat.core.loop import queries as loop
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.queries.outcome import ForThem
    from openbeat.apps.complaints.queries.points import Pointed
    from openbeat.core.loop.models import Obligation

OF_ROLE = {
    INTAKE: Owner.INTAKE,
    SUPERVISOR: Owner.SUPERVISOR,
    OVERSIGHT: Owner.OVERSIGHT,
    DECIDER: Owner.DECIDER,
}


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing that is promised to whoever complained: what, by when, and the first day where it was moved."""

    label: Any
    row: Obligation
    moved: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Who has the matter now, this step's promise, who decides in the end, and what is promised. Offices, no names."""

    who: Any
    step: Promised | None
    decides: Any
    promised: tuple[Promised, ...]


def way_of(complaint: Complaint) -> Way:
    """How it goes on from where it stands; one query for the promises, however many there are."""
    ref = Ref.of(complaint)
    rows = {row.promise: row for row in loop.of_things([ref])[ref] if not row.released_at}  # the newest of each
    stage = Stage(complaint.stage)
    row = next((rows[name] for name in CLOCKS.get(stage, ()) if name in rows and not rows[name].kept_at), None)
    shown = [_promised(rows[name], label) for name, label in TO_THEM_ABOUT.items() if name in rows]
    is_decided = complaint.sort == Sort.COMPLAINT
    return Way(
        who=_who(complaint, stage, row),
        step=_promised(row, TERMS[Promise(row.promise)].label) if row else None,
        decides=DECIDES[complaint.outside_only] if is_decided else "",
        promised=tuple(each for each in shown if not each.row.kept_at or each.row.promise == Promise.ANSWER),
    )


def _promised(row: Obligation, label: Any) -> Promised:
    return Promised(label, row, moved=row.first_due_at < row.due_at)


def _who(complaint: Complaint, stage: Stage, row: Obligation | None) -> Any:
    """The office that owes this step; nobody where it waits for whoever complained."""
    if stage not in CLOCKS:
        return ""
    if complaint.outside_only:
        return BY_WHOM[Owner.OVERSIGHT]
    return office_of(row) if row else BY_WHOM[TERMS[CLOCKS[stage][0]].owner]


def office_of(row: Obligation) -> Any:
    """Which office owes this, in words; never who."""
    if row.person_id or row.owner is None:
        return BY_WHOM[TERMS[Promise(row.promise)].owner]
    return BY_WHOM[OF_ROLE.get(row.owner.role, Owner.INTAKE)]


def waiting_points(stage: Stage, points: Sequence[Pointed], told: Sequence[ForThem]) -> list[tuple[Pointed, Any]]:
    """The points of which they were told nothing yet, each with where it stands: what was found comes with reasons."""
    known = {each.point.key for each in told}
    return [
        (point, STANDS[Stage.DECIDED] if point.ended else STANDS[stage]) for point in points if point.key not in known
    ]


@dataclass(frozen=True, slots=True)
class Delayed:
    """One time at which they were told that it takes longer: when, why, and the new day where one was named."""

    at: datetime
    why: Any
    due_at: datetime | None


def delays_of(complaint: Complaint) -> list[Delayed]:
    """What they were told of delays, the first one first."""
    return [
        Delayed(row.at, Reason(row.reason).label if row.reason in Reason.values else _stands(row.reason), row.due_at)
        for row in DelayNotice.objects.filter(complaint=complaint).order_by("at", "pk")
    ]


def _stands(code: str) -> Any:
    return STANDS[Stage(code)] if code in Stage.values else ""

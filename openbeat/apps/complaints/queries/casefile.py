"""The file of a case, opened for one of its readers: plan, entries, and what was said of each allegation."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.lifecycle import Casework, Disciplined, Outcome, Say, Without
from openbeat.apps.complaints.models import CaseEntry, Discipline, Draft, Finding, PlanStep
from openbeat.apps.complaints.queries.discipline import changed_by_appeal
from openbeat.apps.complaints.queries.elsewhere import derived
from openbeat.apps.complaints.queries.findings import allegations, is_decided
from openbeat.apps.complaints.queries.points import points_of
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from openbeat.apps.complaints.models import Allegation, Complaint
    from openbeat.apps.complaints.queries.points import Pointed
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One entry of the file, opened."""

    number: int
    sort: Casework
    words: str
    language: str
    by: Any
    at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None
    corrected: tuple[int, ...] = ()
    compelled: Sequence[int] = ()  # the statements under order from which it comes

    @property
    def is_interview(self) -> bool:
        """Whether somebody was asked."""
        return self.sort == Casework.INTERVIEW


def entries_of(complaint: Complaint, opened: Opened) -> list[Kept]:
    """All entries of the file, oldest first; two queries. Raises Shut where it is damaged.

    Where something was compelled it takes three queries more.
    """
    rows = list(CaseEntry.objects.filter(complaint=complaint).select_related("by", "corrects").order_by("number"))
    later: dict[int, list[int]] = {}
    for row in rows:
        if row.corrects:
            later.setdefault(row.corrects.number, []).append(row.number)
    rests = derived(complaint)
    return [
        Kept(
            row.number,
            Casework(row.sort),
            opened.text(row.words).rstrip(),
            row.language,
            row.by.name,
            row.at,
            json.loads(opened.text(row.facts)) if row.facts else {},
            row.corrects.number if row.corrects else None,
            tuple(later.get(row.number, ())),
            sorted(rests.get(Ref.of(row), ())),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, repr=False)
class Planned:
    """One step of the plan, opened."""

    number: int
    words: str
    language: str
    due: date | None
    done_at: datetime | None
    done_by: Any


def plan_of(complaint: Complaint, opened: Opened) -> list[Planned]:
    """The plan of the investigation; one query. Raises Shut where it is damaged."""
    rows = PlanStep.objects.filter(complaint=complaint).select_related("done_by").order_by("number")
    return [
        Planned(
            row.number,
            opened.text(row.words).rstrip(),
            row.language,
            row.due,
            row.done_at,
            row.done_by.name if row.done_by else "",
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, repr=False)
class Opinion:
    """What one of those who work on it said the finding is, opened."""

    say: Any
    finding: Outcome
    standard: Any
    definitions: int
    reasons: str
    language: str
    departs: bool
    by: Any
    at: datetime
    compelled: Sequence[int]  # the statements under order from which it comes


@dataclass(frozen=True, slots=True, repr=False)
class Measured:
    """One step of discipline, opened."""

    number: int
    step: Disciplined
    measure: Any
    days: int | None
    beside: Any
    matrix: int | None
    prior: int | None
    reasons: str
    language: str
    by: Any
    at: datetime
    changed: Any  # by an appeal
    compelled: Sequence[int]  # as of an opinion


@dataclass(frozen=True, slots=True, repr=False)
class Judged:
    """One allegation with all that was said of it, and what followed."""

    row: Allegation
    point: Pointed
    said: Sequence[Opinion]
    discipline: Sequence[Measured]
    finding: Any
    without: Any
    decided: bool
    told: str


def judged_of(complaint: Complaint, opened: Opened) -> list[Judged]:
    """Each allegation, by number, with all that was said and what followed; seven queries. Raises Shut.

    Where something was compelled it takes three queries more.
    """
    said: dict[int, list[Finding]] = {}
    for row in Finding.objects.filter(allegation__complaint=complaint).select_related("by").order_by("pk"):
        said.setdefault(row.allegation_id, []).append(row)
    steps: dict[int, list[Discipline]] = {}
    for each in Discipline.objects.filter(allegation__complaint=complaint).select_related("by").order_by("number"):
        steps.setdefault(each.allegation_id, []).append(each)
    pointed = {each.key: each for each in points_of(complaint, opened)}
    rests = derived(complaint)
    return [
        _judged(row, pointed[row.pk], said.get(row.pk, []), steps.get(row.pk, []), rests, opened)
        for row in allegations(complaint)
    ]


def _judged(
    point: Allegation,
    pointed: Pointed,
    said: list[Finding],
    steps: list[Discipline],
    rests: Mapping[Ref, frozenset[int]],
    opened: Opened,
) -> Judged:
    return Judged(
        point,
        pointed,
        [_opinion(row, opened, sorted(rests.get(Ref.of(row), ()))) for row in said],
        [_measured(row, opened, changed_by_appeal(row, steps), sorted(rests.get(Ref.of(row), ()))) for row in steps],
        Outcome(point.finding) if point.finding else "",
        Without(point.without) if point.without else "",
        is_decided(point, said),
        opened.text(point.told).rstrip() if point.told else "",
    )


def _opinion(row: Finding, opened: Opened, compelled: Sequence[int]) -> Opinion:
    return Opinion(
        Say(row.say),
        Outcome(row.finding),
        row.get_standard_display(),
        row.definitions,
        opened.text(row.reasons).rstrip() if row.reasons else "",
        row.language,
        row.departs,
        row.by.name if row.by else "",
        row.at,
        compelled,
    )


def _measured(row: Discipline, opened: Opened, changed: Any, compelled: Sequence[int]) -> Measured:
    return Measured(
        row.number,
        Disciplined(row.step),
        row.get_measure_display(),
        row.days,
        row.get_beside_display(),
        row.matrix,
        row.prior,
        opened.text(row.reasons).rstrip() if row.reasons else "",
        row.language,
        row.by.name if row.by else "",
        row.at,
        changed.label if changed else "",
        compelled,
    )


def forms_of(complaint: Complaint, person: Person | None, opened: Opened) -> dict[str, dict[str, str]]:
    """What somebody began to type into the forms of a case, by form, opened; one query."""
    rows = Draft.objects.filter(complaint=complaint, person=person).exclude(form="message").order_by("form")
    return {row.form: json.loads(opened.text(row.words)) for row in rows}

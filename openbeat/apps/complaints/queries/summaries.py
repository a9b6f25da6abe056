"""The published summaries of closed cases, what is owed of them, and what of a case may stand in one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from openbeat.apps.complaints.lifecycle import Disciplined, Measure, Outcome, Sort, Stage, Standard, Without
from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.apps.complaints.lifecycle.summaries import Owed, Told
from openbeat.apps.complaints.models import Accused, Allegation, Discipline, Summary, SummaryDraft, SummaryVersion
from openbeat.apps.complaints.queries.kinds import kinds_of
from openbeat.apps.complaints.queries.lists import readable_by
from openbeat.apps.complaints.queries.publication import in_force
from openbeat.core.department import queries as department
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import About
from openbeat.core.loop import queries as loop
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.lifecycle import KindOf
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.hooks.texts import Source
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened
    from openbeat.kit.actors import Actor

SUMMARY = "complaints.summary"
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Publishes:
    """What may be published: nothing, until the chief and the lawyer have signed what."""

    signed: bool = False
    discipline: bool = False
    officers_named: bool = False
    from_stage: str = From.CLOSED


def publishes() -> Publishes:
    """What the publication profile that both have signed lets be published of a case."""
    profile = in_force()
    if profile is None:
        return Publishes()
    return Publishes(profile.summaries, profile.discipline, profile.officers_named, profile.from_stage)


def measured(complaint: Complaint) -> Complaint:
    """This complaint, which knows from which stage on cases are published."""
    complaint.published_from = publishes().from_stage
    return complaint


def published() -> QuerySet[Summary]:
    """What everybody may read, the newest first; nothing before it is signed what is published.

    What was released once it was decided, or with officers named, is not shown where that is not signed any more.
    """
    now = publishes()
    if not now.signed:
        return Summary.objects.none().order_by("pk")
    found = Summary.objects.filter(released_at__isnull=False)
    if now.from_stage == From.CLOSED:
        found = found.filter(Q(from_stage=From.CLOSED) | Q(complaint__stage=Stage.CLOSED))
    if not now.officers_named:
        found = found.filter(may_name=False)
    return found.order_by("-year", "-number")


def case(said: str) -> Summary | None:
    """The published case of this number, as 2026-017."""
    year, _dash, number = said.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(said) < LONGEST_NUMBER):
        return None
    return published().filter(year=int(year), number=int(number)).first()


def summary_of(complaint: Complaint) -> Summary | None:
    """The summary of this case, published or being written."""
    return Summary.objects.filter(complaint=complaint).select_related("draft").first()


def versions_of(summary: Summary) -> list[SummaryVersion]:
    """Every version that everybody may read, the newest first; none that may name officers where none is named now."""
    found = SummaryVersion.objects.filter(summary=summary).order_by("-version")
    return list(found if publishes().officers_named else found.filter(may_name=False))


def draft_told(draft: SummaryDraft, opened: Opened) -> Told:
    """What is being written, opened. Raises Shut where it is damaged."""
    return Told(**json.loads(opened.text(draft.words)))


def packed(told: Told) -> str:
    """What is being written, as it is sealed."""
    return json.dumps(asdict(told), ensure_ascii=False)


def names_in(complaint: Complaint, opened: Opened) -> list[str]:
    """Names and badge numbers of officers as they stand in this case, which no summary may say."""
    found = []
    for row in Accused.objects.filter(complaint=complaint).order_by("number"):
        said = json.loads(opened.text(row.who).strip() or "{}")
        found += [str(said[part]) for part in ("name", "badge") if said.get(part)]
    return found


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A closed case that everybody is owed a summary of, and by when; `begun` where somebody writes it."""

    complaint: Complaint
    owed: Obligation
    begun: bool


def summaries_owed(person: Person) -> list[OwedLine]:
    """The closed cases that somebody reads and of which no summary is published, the soonest first; three queries."""
    closed = readable_by(person).filter(stage=Stage.CLOSED, sort=Sort.COMPLAINT).select_related("summary__draft")
    found = {Ref.of(complaint): complaint for complaint in closed.exclude(summary__released_at__isnull=False)}
    owed = loop.of_things(found)
    lines = [
        OwedLine(found[ref], row, _begun(found[ref]))
        for ref, rows in owed.items()
        for row in rows
        if row.promise == Owed.SUMMARY
    ]
    return sorted(lines, key=lambda line: (line.owed.due_at, line.complaint.pk))


def _begun(complaint: Complaint) -> bool:
    return hasattr(complaint, "summary") and hasattr(complaint.summary, "draft")


def facts_of(complaint: Complaint) -> dict[str, Any]:
    """What of a case may stand in its summary beside the words: codes and months, nobody's name, no day, no place."""
    points = list(Allegation.objects.filter(complaint=complaint).order_by("number"))
    steps: dict[int, list[Discipline]] = {}
    if publishes().discipline:
        for step in Discipline.objects.filter(allegation__in=points).order_by("pk"):
            steps.setdefault(step.allegation_id, []).append(step)
    return {
        "points": [_point(point, steps.get(point.pk, [])) for point in points],
        "without": complaint.without,
        "months": {name: _month(getattr(complaint, f"{name}_at")) for name in ("filed", "decided", "closed")},
    }


def _month(at: datetime | None) -> str:
    return at.astimezone(department.zone()).strftime("%Y-%m") if at else ""


def _point(point: Allegation, steps: Sequence[Discipline]) -> dict[str, Any]:
    facts = {name: getattr(point, name) for name in ("number", "kind", "kinds", "finding", "without", "standard")}
    said = [{"step": step.step, "measure": step.measure, "days": step.days, "beside": step.beside} for step in steps]
    return {**facts, "definitions": point.definitions, "discipline": said}


@dataclass(frozen=True, slots=True)
class PointSaid:
    """One allegation of a published case in words."""

    number: int
    kind: Any
    finding: Any
    standard: Any
    definitions: int | None
    discipline: list[Any]


def points_said(facts: dict[str, Any]) -> list[PointSaid]:
    """The allegations of a published case in the language of whoever reads; with two queries at most."""
    return points_of_each([facts])[0]


def points_of_each(several: Sequence[dict[str, Any]], now: Publishes | None = None) -> list[list[PointSaid]]:
    """The same of several cases, with two queries at most; discipline only where it is signed that it is told."""
    told = (now or publishes()).discipline
    names = kinds_of((point["kinds"], point["kind"]) for facts in several for point in facts.get("points", []))
    return [_said(facts, names, told=told) for facts in several]


def _said(facts: dict[str, Any], names: dict[tuple[int, str], KindOf], *, told: bool) -> list[PointSaid]:
    return [
        PointSaid(
            point["number"],
            names[point["kinds"], point["kind"]].name,
            Outcome(point["finding"]).label if point["finding"] else _without(point["without"]),
            Standard(point["standard"]).label if point["standard"] else "",
            point["definitions"],
            [_step(step) for step in point["discipline"] if told],
        )
        for point in facts.get("points", [])
    ]


def _step(step: dict[str, Any]) -> Any:
    return Disciplined(step["step"]).label, Measure(step["measure"]).label


def _without(code: str) -> Any:
    return Without(code).label if code else ""


def months_said(facts: dict[str, Any]) -> dict[str, date]:
    """The months in which it was filed, decided and closed, each as its first day."""
    months = facts.get("months", {})
    return {name: date.fromisoformat(f"{month}-01") for name, month in months.items() if month}


def summary_texts(keys: Sequence[str]) -> Iterator[Source]:
    """The words of these published cases."""
    for summary in published().filter(pk__in=texts.numbers(keys)):
        about = About(summary.get_absolute_url(), summary.said)
        yield from texts.of_thing(summary, ("alleged", "done"), about)


def summaries_seen(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """Everybody reads what is published."""
    return [str(key) for key in published().filter(pk__in=texts.numbers(keys)).values_list("pk", flat=True)]

"""The rules that hold now: definitions, standard of evidence, the outside body's part, and the matrix of discipline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import Beside, Measure, Oversight, Standard, weight
from openbeat.apps.complaints.lifecycle.publication import BodyKind, Power
from openbeat.apps.complaints.models import CaseRules, Matrix, MatrixClass, MatrixSpan
from openbeat.apps.complaints.policies import is_theirs
from openbeat.apps.complaints.queries.definitions import newest_version
from openbeat.apps.complaints.queries.explaining import named_bodies

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint

FIRST_DAYS = 30  # for the outside body, until the department decides


@dataclass(frozen=True, slots=True)
class Rules:
    """By which rules cases are decided; version 1 is what holds until somebody decides."""

    version: int = 1
    standard: Standard = Standard.PREPONDERANCE
    days: int = FIRST_DAYS
    row: CaseRules | None = None


def rules_now() -> Rules:
    """The rules for cases that hold now."""
    row = CaseRules.objects.order_by("-version").first()
    return Rules(row.version, Standard(row.standard), row.days, row) if row else Rules()


def rules_before() -> list[CaseRules]:
    """Each version that the department decided, the newest first."""
    return list(CaseRules.objects.order_by("-version"))


def definitions_now() -> int:
    """The version of the definitions under which a finding is made now."""
    return newest_version()


ROLES = {
    BodyKind.INVESTIGATION: Oversight.INVESTIGATE,
    BodyKind.REVIEW: Oversight.REVIEW,
    BodyKind.AUDIT: Oversight.AUDIT,
}


def oversight_role() -> Oversight:
    """What the outside body does about cases: as the first body that the department named; it reviews until then."""
    found = named_bodies()
    return ROLES[BodyKind(found[0].kind)] if found else Oversight.REVIEW


def hears_appeals() -> bool:
    """Whether a body outside the police hears the appeals of whoever complained; so until the department names one."""
    found = named_bodies()
    return not found or any(Power.APPEALS in body.powers for body in found)


def is_reviewed(complaint: Complaint) -> bool:
    """Whether the outside body reads this case before it is decided: it reviews, has not investigated it, and does not
    decide it itself.
    """
    return oversight_role() == Oversight.REVIEW and not is_theirs(complaint)


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a matrix with its rows."""

    row: MatrixClass
    spans: list[MatrixSpan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Published:
    """A version of the matrix as it is published."""

    row: Matrix
    classes: list[Class]


def matrix(version: int | None = None) -> Published | None:
    """The matrix that holds now, or this version of it; None where there is none. Three queries."""
    found = Matrix.objects.order_by("-version")
    row = (found.filter(version=version) if version else found).first()
    if row is None:
        return None
    classes = {each.pk: Class(each) for each in MatrixClass.objects.filter(matrix=row).order_by("letter")}
    for span in MatrixSpan.objects.filter(offence__matrix=row).order_by("offence__letter", "prior"):
        classes[span.offence_id].spans.append(span)
    return Published(row, list(classes.values()))


def matrices() -> list[Matrix]:
    """Each version of the matrix, the newest first."""
    return list(Matrix.objects.order_by("-version"))


@dataclass(frozen=True, slots=True)
class Held:
    """A measure beside the matrix: where it stands, in which version, and the row that it was held against."""

    beside: Beside
    matrix: int | None = None
    span: MatrixSpan | None = None


def span_for(kind: str, prior: int) -> tuple[Matrix, MatrixSpan] | None:
    """The row of the matrix for a kind of allegation and so many sustained before; None where it says nothing."""
    published = matrix()
    if published is None:
        return None
    spans = [span for each in published.classes if kind in each.row.kinds for span in each.spans if span.prior <= prior]
    return (published.row, max(spans, key=lambda span: span.prior)) if spans else None


def held_beside(kind: str, prior: int, measure: Measure | str, days: int | None) -> Held:
    """Where a measure stands beside the matrix that holds now."""
    found = span_for(kind, prior)
    if found is None:
        return Held(Beside.NO_MATRIX)
    row, span = found
    given = weight(measure, days)
    if given < weight(span.least, span.least_days):
        return Held(Beside.BELOW, row.version, span)
    if given > weight(span.most, span.most_days):
        return Held(Beside.ABOVE, row.version, span)
    return Held(Beside.WITHIN, row.version, span)


def as_of(rows: list[Matrix], at: datetime) -> Matrix | None:
    """The version that held at a moment."""
    return next((row for row in rows if row.since <= at), None)

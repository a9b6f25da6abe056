"""The published figures as a document for programs, as a table of cells, and with their words for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.figures import tidy
from openbeat.apps.complaints.queries import definitions, publication
from openbeat.apps.complaints.queries.labels import finding_label, kind_label
from openbeat.core.department import queries as department

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openbeat.apps.complaints.models import Figures

SCHEMA = 1
NOT_SIGNED = _(
    "Nothing is published yet. What is published, of whom and under which law must first be signed by the chief and by "
    "the city's lawyer."
)
NOT_COUNTED = _("What may be published is signed. The figures are being counted, and will stand here soon.")
TIME_TO_CLOSE = (
    "Whole days from the day a complaint was received to the day it was closed. Kaplan-Meier estimate; complaints that "
    "are open at the as-of date count as longer than they have been open (censored). Half: the first day on which at "
    "most 50 % are still open; nine in ten: at most 10 %. 95 % intervals by inverting the log-log (exponential "
    "Greenwood) band. Closed without a date: left out, and counted as left_out. A complaint with allegations of "
    "several kinds counts once in each kind."
)
TIME_TO_STAGE = (
    "Whole days from the day a complaint was received to the day it first came to a stage. Kaplan-Meier estimate over "
    "all complaints that were made here; what has not come to that stage counts as longer than it has been open, or "
    "was until it was closed (censored)."
)
FINDINGS = (
    "A finding belongs to one allegation against one officer. Shares are of the allegations that have ended, with a "
    "finding or without one (n), with Wilson's 95 % score interval."
)
YEAR_ENDS = (
    "Days until half, and nine in ten, are closed, by Kaplan and Meier, of all complaints that had come by the end of "
    "the year, as they stood then; findings in complaints that were closed in that year. Where such a number changes "
    "once its year is over, the change is a correction."
)
PATTERNS = (
    "Counts a year over the years observed, and for each 1,000 residents of a place and each 100 officers of a unit "
    "(by the newest number that the department gave) where these are known, with Garwood's exact 95 % interval of a "
    "Poisson count. A unit of few officers is left out, and others with it, so that no total gives it away."
)
AS_OF = (
    "Complaints that were filed in this program are counted as they stood at the end of the last month, so that no "
    "figure tells when somebody complained. Imported history is counted as of the day of its extract."
)
METHODS = (
    ("time_to_close", 1, TIME_TO_CLOSE),
    ("time_to_stage", 1, TIME_TO_STAGE),
    ("year_ends", 1, YEAR_ENDS),
    ("findings", 1, FINDINGS),
    ("patterns", 1, PATTERNS),
    ("as_of", 1, AS_OF),
)


def why_not() -> str:
    """Why no figures stand here: not signed yet, or not counted yet."""
    return str(NOT_COUNTED if publication.in_force() else NOT_SIGNED)


def document(figures: Figures | None) -> dict[str, Any]:
    """What `/complaints/outcomes.json` gives: see docs/reference/outcomes.md. Labels are English."""
    with translation.override("en"):
        if figures is None:
            return {"schema": SCHEMA, "published": False, "why": why_not()}
        data = figures.data
        return {
            "schema": SCHEMA,
            "published": True,
            "as_of": data["as_of"],
            "made_at": figures.made_at.isoformat(),
            "department": department.department().name,
            "profile": _profile(figures),
            **{name: value for name, value in data.items() if name not in {"version", "as_of"}},
            "labels": labels(data),
            "definitions": [*definitions.as_data(), *_methods()],
            "corrections": _corrections(),
        }


def _profile(figures: Figures) -> dict[str, Any]:
    profile = figures.profile
    signed = {"chief_signed_on": profile.chief_on, "lawyer_signed_on": profile.lawyer_on}
    return {"version": profile.version, "law": profile.law} | {
        name: day.isoformat() if day else None for name, day in signed.items()
    }


def _methods() -> list[dict[str, Any]]:
    return [{"code": code, "version": version, "text": text, "language": "en"} for code, version, text in METHODS]


def _corrections() -> list[dict[str, Any]]:
    rows = publication.corrections()[: publication.SHOWN]
    return [
        {
            "measure": row.measure,
            "year": row.year,
            "was": row.was,
            "now": row.now,
            "since": row.at.date().isoformat(),
            "why": row.why or str(row.get_cause_display()),
        }
        for row in rows
    ]


def labels(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What people call the codes of these figures, in the active language."""
    ended = data["findings"]["overall"]["findings"]
    return {
        "kinds": {row["kind"]: kind_label(row["kind"]) for row in data["findings"]["by_kind"]},
        "findings": {row["finding"]: finding_label(row["finding"]) for row in ended},
    }


def cells(figures: Figures) -> Iterator[list[Any]]:
    """What `/complaints/outcomes.csv` gives: a line of names, then a line for each number."""
    yield list(tidy.COLUMNS)
    yield from tidy.cells(tidy.lines(figures.data))


def no_cells() -> Iterator[list[Any]]:
    """The table while nothing is published: its columns, and a line that says why."""
    with translation.override("en"):
        note = why_not()
    yield list(tidy.COLUMNS)
    yield ["not_published", *("" for _name in tidy.COLUMNS[2:]), note]

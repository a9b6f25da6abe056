"""For everybody: the seven questions answered from life, a person's rights, and the report of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from openbeat.apps.complaints.lifecycle.casework import Oversight
from openbeat.apps.complaints.queries import (
    are_taken,
    dashboards,
    definitions,
    explaining,
    outcomes,
    publication,
    reports,
    rules,
)
from openbeat.core.department import queries as department
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Figures


@public
@reads
def how_it_works(request: Request) -> HttpResponse:
    """The seven questions, from the table of stages, the promises in force, the bodies named, the newest figures."""
    at, figures = now(), publication.figures()
    to_them, on_the_way = explaining.parted(explaining.promised(at))
    found = [(body, explaining.power_labels(body)) for body in explaining.bodies()]
    context: dict[str, Any] = {
        "steps": explaining.steps(reviewed=rules.oversight_role() == Oversight.REVIEW),
        "promised": to_them,
        "on_the_way": on_the_way,
        "endings": explaining.endings(),
        "meanings": definitions.in_force(at),
        "bodies": found,
        "deciding": [body for body, _powers in found if "decide" in body.powers],
        "elsewhere": explaining.elsewhere(),
        "taken": are_taken(),
        "figures": figures,
        "why": "" if figures else outcomes.why_not(),
        **_shown(figures),
    }
    return page(request, "outcomes/how_it_works.html", **context)


def _shown(figures: Figures | None) -> dict[str, Any]:
    """The figures that answer a question: how long, what was found, recommended against decided."""
    if figures is None:
        return {"time": None, "found": None, "decided": None}
    data = figures.data
    return {
        "time": dashboards.time_to_close(data),
        "found": dashboards.findings(data),
        "decided": dashboards.agreement(data),
    }


@public
@reads
def rights(request: Request) -> HttpResponse:
    """What a person may do in a stop, a search, an arrest, at the door and when filming; who wrote and checked it."""
    parts = explaining.rights()
    return page(request, "outcomes/rights.html", parts=parts, own=all(part.own for part in parts))


@public
@reads
def reports_index(request: Request) -> HttpResponse:
    """The years of which there is a report."""
    why = "" if publication.figures() else outcomes.why_not()
    return page(request, "outcomes/reports.html", years=publication.years(), why=why)


@public
@reads
def report(request: Request, year: int) -> HttpResponse:
    """The report of a year, with room for the chief's and the board's own words."""
    figures = _figures(year)
    context: dict[str, Any] = {"year": year, "figures": figures, "words": explaining.report_words(year)}
    context |= {"sections": dashboards.sections(figures.data), "withheld": dashboards.withheld(figures.data)}
    return page(request, "outcomes/report.html", **context)


@public
@reads
def report_pdf(request: Request, year: int) -> HttpResponse:
    """The same as a tagged PDF file."""
    figures = _figures(year)
    made = reports.as_pdf(year, figures, department.department().name)
    name = f'inline; filename="complaints-{year}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": name})


def _figures(year: int) -> Figures:
    found = publication.figures(year)
    if found is None:
        raise Http404
    return found

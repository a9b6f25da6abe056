"""What came of complaints, for everybody: the page, the document for programs, the table, and its code book."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from openbeat.apps.complaints.figures import codebook
from openbeat.apps.complaints.queries import corrected, dashboards, outcomes, publication
from openbeat.core.web.http import Request, alike, page, public, reads
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.complaints.models import Figures

CSV_TYPE = "text/csv; charset=utf-8"
KEPT = 600  # seconds; a name that a department changed stands here so much later


@public
@reads
def index(request: Request) -> HttpResponse:
    """Dashboards with tables beside them; in plain words why nothing stands here where nothing is signed."""
    figures = publication.figures()
    context: dict[str, Any] = {"figures": figures, "why": "" if figures else outcomes.why_not()}
    if figures:
        drawn = _drawn(figures, figures.made_at, get_language() or "en")
        context |= {"sections": drawn, "withheld": dashboards.withheld(figures.data)}
        context |= {"corrections": corrected.lines()}
    return page(request, "outcomes/index.html", **context)


@for_seconds(KEPT, most=64)
def _drawn(figures: Figures, _made_at: datetime, _language: str) -> str:
    """The charts and tables of these figures in the reader's language, drawn once: they are the same for everybody."""
    return render_to_string("outcomes/parts/sections.html", {"sections": dashboards.sections(figures.data)})


@alike
@public
@reads
def as_json(request: Request) -> HttpResponse:
    """The same as one document, in a shape that docs/reference/outcomes.md keeps."""
    return JsonResponse(outcomes.document(publication.figures()), json_dumps_params={"ensure_ascii": False})


@alike
@public
@reads
def as_csv(request: Request) -> HttpResponse:
    """The same as one tidy table."""
    figures = publication.figures()
    return _csv(outcomes.cells(figures) if figures else outcomes.no_cells(), "outcomes.csv")


@alike
@public
@reads
def codes(request: Request) -> HttpResponse:
    """What the columns and the measures of that table mean."""
    lines = [("what", "name", "type", "meaning"), *(("column", *column) for column in codebook.COLUMNS)]
    return _csv([*lines, *(("measure", name, "", words) for name, words in codebook.MEASURES)], "outcomes-codes.csv")


def _csv(rows: Iterable[Iterable[Any]], name: str) -> HttpResponse:
    """A file as RFC 4180 has it: lines end in CRLF, what holds a comma or a quote is quoted; UTF-8."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return HttpResponse(
        made.getvalue(), content_type=CSV_TYPE, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )

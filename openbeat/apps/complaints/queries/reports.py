"""The annual report on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.queries import dashboards, explaining
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Figures, ReportWords
    from openbeat.apps.complaints.queries.dashboards import Section


def as_pdf(year: int, figures: Figures, house: str) -> bytes:
    """The report of a year as a PDF file that a screen reader reads; raises printing.Unprintable."""
    data: dict[str, Any] = {
        "house": house,
        "as_of": _("As of %(day)s.") % {"day": dates.words(figures.as_of, "day")} if figures.as_of else "",
        "about": _("An allegation is what somebody said; a finding is what the evidence shows."),
        "words": [_words(row) for row in explaining.report_words(year)],
        "sections": [_section(section) for section in dashboards.sections(figures.data)],
        "withheld": dashboards.withheld(figures.data),
        "labels": {"withheld": _("What is not shown")},
    }
    return printing.render("outcomes", data, language=get_language() or "en", title=title(year))


def title(year: int) -> str:
    """What the report of a year is called."""
    return _("Complaints about the police that came in %(year)s") % {"year": year}


def _words(row: ReportWords) -> dict[str, Any]:
    return {"title": row.get_author_display(), "text": Passage.of(row, "words")}


def _section(section: Section) -> dict[str, Any]:
    tables = [{"caption": one.caption, "head": one.head, "rows": one.rows} for one in section.tables]
    return {"title": section.title, "said": section.said, "tables": tables}

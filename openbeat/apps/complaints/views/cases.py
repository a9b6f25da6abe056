"""What everybody reads of closed cases: the list, one of them, and the same on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.queries import recommendations, summaries
from openbeat.core.department import queries as department
from openbeat.core.ledger import kept, registry
from openbeat.core.ledger.queries import proofs
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.redaction import texts
from openbeat.core.web import dates
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Summary

A_PAGE = 30
FORMS = {"html": (kept.as_html, "application/octet-stream"), "json": (kept.as_json, "application/json")}


@public
@reads
def index(request: Request) -> HttpResponse:
    """Every closed case that is published, whatever came out of it."""
    shown = Paginator(summaries.published(), A_PAGE).get_page(request.GET.get("page"))
    cases, now_published = list(shown), summaries.publishes()
    lines = list(zip(cases, summaries.points_of_each([one.facts for one in cases], now_published), strict=True))
    return page(request, "cases/index.html", page_obj=shown, lines=lines, signed=now_published.signed)


def _found(said: str) -> Summary:
    if summary := summaries.case(said):
        return summary
    raise Http404


@public
@reads
def case(request: Request, said: str) -> HttpResponse:
    """One of them: what somebody said, what was done, each finding, and how it was corrected since."""
    summary = _found(said)
    context = {**_facts(summary), "versions": summaries.versions_of(summary), "proof": _proof(summary)}
    return page(request, "cases/case.html", summary=summary, **context)


def _proof(summary: Summary) -> dict[str, Any] | None:
    """What the public log holds of this page: each act with its day and its line, and the signed summary of the log.

    It is the page's own place in the log. The complaint has another one: only whoever complained finds that.
    """
    file = proofs.proof_file(Ref.of(summary), at=now())
    if file is None:
        return None
    return file | {"lines": [(registry.label(summaries.SUMMARY, act["act"]), act) for act in file["acts"]]}


@public
@reads
def proof(request: Request, said: str, form: str) -> HttpResponse:
    """The proof file of this page, as whoever complained gets one of their complaint; 404 before the log has it."""
    file = proofs.proof_file(Ref.of(_found(said)), at=now())
    if file is None or form not in FORMS:
        raise Http404
    write, media_type = FORMS[form]
    named = f'attachment; filename="case-{said}-proof.{form}"'
    return HttpResponse(write(file, summaries.SUMMARY), content_type=media_type, headers={"Content-Disposition": named})


def _facts(summary: Summary) -> dict[str, Any]:
    said, months = summaries.points_said(summary.facts), summaries.months_said(summary.facts)
    return {
        "points": said,
        "months": months,
        "recommendations": recommendations.about(summary.complaint),
    }


@public
@reads
def paper(request: Request, said: str) -> HttpResponse:
    """The same as a PDF file."""
    summary = _found(said)
    facts, house = _facts(summary), department.house()
    rows = [f"{point.kind}: {point.finding}. {point.standard}".strip(" .") for point in facts["points"]]
    data = {
        "house": house.name,
        "alleged": Passage(texts.plain(summary.alleged), summary.language),
        "done": Passage(texts.plain(summary.done), summary.language),
        "points": rows,
        "facts": [f"{MONTHS[name]()}: {dates.words(day, 'month')}" for name, day in facts["months"].items()],
    }
    title = _("Closed case %(number)s") % {"number": summary.said}
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    made = printing.render("case", data, language=get_language() or "en", title=title, town_note=note)
    named = f'inline; filename="case-{summary.said}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": named})


MONTHS = {"filed": lambda: _("Filed"), "decided": lambda: _("Decided"), "closed": lambda: _("Closed")}

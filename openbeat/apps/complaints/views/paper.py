"""The form for paper, in the language of the page or in two: blank for everybody; by staff, a code on each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms import SheetsForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.department import queries as department
from openbeat.core.people.http import shows_and_takes
from openbeat.core.printing import services as printing
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.web.http import Request, page, prepares, public, reads
from openbeat.kit.clock import now


@public
@reads
def form(request: Request) -> HttpResponse:
    """Blank, in the language of the page; `?beside=my` has the source and that language side by side."""
    return _pdf({}, request.GET.get("beside", ""))


@reads
def show_sheets(request: Request) -> HttpResponse:
    return _sheets(request, SheetsForm())


def _sheets(request: Request, form: SheetsForm, status: int = 200) -> HttpResponse:
    door = POLICY.verdict(request.actor, Act.ENTER, None)
    return page(request, "complaints/sheets.html", status=status, form=form, door=door)


@prepares
def take_sheets(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.ENTER, None)
    form = SheetsForm(request.POST)
    if not form.is_valid():
        return _sheets(request, form, 422)
    made = receipts.print_blanks(form.cleaned_data["count"], area=None, by=request.actor, at=now())
    response = _pdf({"codes": [codes.grouped(code) for code in made]}, form.cleaned_data["beside"])
    response["Cache-Control"] = "no-store"
    return response


sheets = shows_and_takes(show_sheets, take_sheets)


def _pdf(more: dict[str, Any], beside: str) -> HttpResponse:
    made = printing.render_both("complaint", lambda: _sheet(more), printing.columns(beside))
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="form.pdf"'}
    )


def _sheet(more: dict[str, Any]) -> printing.Sheet:
    """What stands on the form, in the language that is active."""
    house = department.house()
    data = {
        "house": house.name,
        "danger_words": f"{house.danger.call} {house.danger.relay}",
        "address": f"{settings.OPENBEAT_ADDRESS}{reverse('receipts:open')}",
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    return printing.Sheet(_("A complaint, praise, or a question"), data | more, note)

"""The form for paper, in the language of the page: blank for everybody; by staff, with a code printed on each."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.concerns.forms.paper import SheetsForm
from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.views.raising import prepares
from openbeat.core.department import queries as department
from openbeat.core.people.http import shows_and_takes
from openbeat.core.printing import labels
from openbeat.core.printing import services as printing
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now


@public
@reads
def form(request: Request) -> HttpResponse:
    return _pdf({})


@reads
def show_sheets(request: Request) -> HttpResponse:
    return _sheets(request, SheetsForm())


def _sheets(request: Request, form: SheetsForm, status: int = 200) -> HttpResponse:
    door = POLICY.verdict(request.actor, Act.ENTER, None)
    return page(request, "concerns/sheets.html", status=status, form=form, door=door)


@prepares
def take_sheets(request: Request) -> HttpResponse:
    """Forms with codes: these are kept in a transaction of their own, then the paper is set."""
    POLICY.require(request.actor, Act.ENTER, None)
    form = SheetsForm(request.POST)
    if not form.is_valid():
        return _sheets(request, form, 422)
    area = form.found_area()
    made = receipts.print_blanks(form.cleaned_data["count"], area=area, by=request.actor, at=now())
    first = _("Tear off the lower part and keep it. Its code is your receipt as soon as we have written the form down.")
    steps = [first, *labels.LABELS["concern"]["steps"][1:]]
    printed = [codes.grouped(code) for code in made]
    response = _pdf({"codes": printed, "about": area.name if area else "", "labels": {"steps": steps}})
    response["Cache-Control"] = "no-store"
    return response


sheets = shows_and_takes(show_sheets, take_sheets)


def _pdf(more: dict[str, object]) -> HttpResponse:
    house = department.house()
    data = {
        "house": house.name,
        "danger_words": f"{house.danger.call} {house.danger.relay}",
        "address": f"{settings.OPENBEAT_ADDRESS}{reverse('receipts:open')}",
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    title = _("Tell us something")
    made = printing.render("concern", data | more, language=get_language() or "en", title=title, town_note=note)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="concern.pdf"'}
    )

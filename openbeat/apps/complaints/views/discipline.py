"""What follows for an officer, beside the published matrix; and the matrix itself, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.casework import DisciplineForm
from openbeat.apps.complaints.views.caseforms import Forms, Paper, acting
from openbeat.apps.complaints.views.casework import begun, opened_page
from openbeat.apps.complaints.views.finding import opens_sealed
from openbeat.apps.complaints.views.findings import point_of
from openbeat.core.web.http import Request, page
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.queries import Judged

DISCIPLINE = "complaints:discipline"


@opens_sealed
def discipline(request: Request, complaint: Complaint) -> HttpResponse:
    """What was recommended, decided, imposed, appealed against, and what stands in the end."""
    return _page(request, complaint, {}, 200)


def _page(request: Request, complaint: Complaint, forms: Forms, status: int) -> HttpResponse:
    opened, context = opened_page(request, complaint)
    judged = [each for each in queries.judged_of(complaint, opened) if queries.can_be_punished(each.row)]
    context |= {
        "points": [(each, _form(each, context, forms), _beside(each)) for each in judged],
        "form": next(iter(forms.values()), None),
    }
    return page(request, "complaints/discipline.html", status=status, **context)


def _form(judged: Judged, context: dict[str, Any], forms: Forms) -> Any:
    number = judged.row.number
    name = f"discipline:{number}"
    seen = {"seen": len(judged.discipline)}
    return forms.get(name) or DisciplineForm(number=number, initial=begun(name, context, **seen))


def _beside(judged: Judged) -> dict[str, Any]:
    """How many were sustained of the same officer before, and what the matrix gives for that."""
    prior = queries.sustained_before(judged.row.accused, now()) if judged.row.accused else None
    found = queries.span_for(judged.row.kind, prior or 0)
    return {"prior": prior, "span": found[1] if found else None, "version": found[0].version if found else None}


def _disciplined(request: Request, complaint: Complaint, form: DisciplineForm, number: int) -> str:
    row = services.discipline(point_of(complaint, number), form.chosen(), form.penalty(), **acting(request))
    return _("It stands there, %(beside)s. Nobody can change it.") % {"beside": row.get_beside_display()}


add = Paper("discipline", DisciplineForm, _disciplined, _page, DISCIPLINE).view()

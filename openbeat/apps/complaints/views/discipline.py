"""What follows for an officer, beside the published matrix; and the matrix itself, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.casework import DisciplineForm
from openbeat.apps.complaints.queries import discipline as disciplines
from openbeat.apps.complaints.queries.elsewhere import compelled_texts
from openbeat.apps.complaints.views.caseforms import Forms, Paper, acting
from openbeat.apps.complaints.views.casework import begun, opened_page
from openbeat.apps.complaints.views.finding import opens_sealed
from openbeat.apps.complaints.views.findings import point_of
from openbeat.core.web.http import Request, page
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
    appeals = disciplines.appeals_in(complaint)
    context["compelled"] = compelled_texts(complaint)
    context |= {
        "points": [(each, _form(each, context, forms), _beside(each, appeals)) for each in judged],
        "form": next(iter(forms.values()), None),
    }
    return page(request, "complaints/discipline.html", status=status, **context)


def _form(judged: Judged, context: dict[str, Any], forms: Forms) -> Any:
    number = judged.row.number
    name = f"discipline:{number}"
    seen = {"seen": len(judged.discipline)}
    form: Any = forms.get(name) or DisciplineForm(number=number, initial=begun(name, context, **seen))
    return form.offer(context["compelled"])


def _beside(judged: Judged, appeals: Mapping[int, date]) -> dict[str, Any]:
    """How many were sustained of the same officer before, what the matrix gives for that, and when they appealed."""
    prior = queries.sustained_before(judged.row.accused, now()) if judged.row.accused else None
    found = queries.span_for(judged.row.kind, prior or 0)
    span, version = (found[1], found[0].version) if found else (None, None)
    return {"prior": prior, "span": span, "version": version, "appealed": appeals.get(judged.row.accused_id or 0)}


def _disciplined(request: Request, complaint: Complaint, form: DisciplineForm, number: int) -> str:
    row = services.discipline(point_of(complaint, number), form.chosen(), form.penalty(), **acting(request))
    return _("It stands there, %(beside)s. Nobody can change it.") % {"beside": row.get_beside_display()}


add = Paper("discipline", DisciplineForm, _disciplined, _page, DISCIPLINE).view()

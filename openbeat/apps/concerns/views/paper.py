"""The form for paper: blank, in the language of the page, for whoever has no computer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.printing import services as printing
from openbeat.core.web.http import Request, public, reads


@public
@reads
def form(request: Request) -> HttpResponse:
    house = department.house()
    data = {
        "house": house.name,
        "danger_words": f"{house.danger.call} {house.danger.relay}",
        "address": f"{settings.OPENBEAT_ADDRESS}{reverse('receipts:open')}",
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    title = _("Tell us something")
    made = printing.render("concern", data, language=get_language() or "en", title=title, town_note=note)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="concern.pdf"'}
    )

"""The digest of a month: for a messenger, for a bulletin, for the notice board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.views.finding import area_of
from openbeat.core.department import queries as department
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.contacts.queries import MonthDigest
    from openbeat.core.hooks.digest import Part

ON_THE_BOARD = 3  # things named under each heading


def _found(request: Request, slug: str) -> MonthDigest:
    at = now()
    month = queries.month_named(request.GET.get("month", ""), at)
    if month is None:
        raise Http404
    return queries.digest_of(area_of(slug), month, at)


@public
@reads
def show(request: Request, slug: str) -> HttpResponse:
    found, at = _found(request, slug), now()
    after = queries.month_after(found.month)
    newer = after if after <= queries.this_month(at) else None
    older = queries.month_before(found.month)
    return page(request, "contacts/digest.html", digest=found, older=older, newer=newer)


@public
@reads
def pdf(request: Request, slug: str) -> HttpResponse:
    """One page in large print for the notice board, in the language of the page, with a code that leads here."""
    found = _found(request, slug)
    so_far = _("So far: the month is not over.") if found.so_far else ""
    data = {
        "house": department.house().name,
        "labels": {
            "scan": _("All of it, with what was answered:"),
            "code": _("A code that leads to %s") % found.address,
        },
        "parts": [_part(part) for part in found.parts],
        "address": found.address.removeprefix("https://").removeprefix("http://"),
        "code": segno.make(found.address, error="m").svg_inline(scale=8, border=2, omitsize=True),
        "printed": f"{_('Made from the records.')} {so_far}".strip(),
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    body = printing.render("digest", data, language=get_language() or "en", title=found.title, town_note=note)
    name = f"{found.area.slug}-{found.month:%Y-%m}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _part(part: Part) -> dict[str, object]:
    items = [Passage(item.title, item.language) for item in part.items[:ON_THE_BOARD]]
    return {"heading": str(part.heading), "sentences": list(part.sentences), "items": items}

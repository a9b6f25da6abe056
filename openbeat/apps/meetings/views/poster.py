"""The meetings of an area in one month, as a sheet for a notice board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.apps.meetings.views.calendar import month_asked
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.translation import languages
from openbeat.core.web import dates
from openbeat.core.web.http import Request, public, reads
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.meetings.queries import Entry
    from openbeat.core.places.models import Area

MOST = 40  # meetings on paper


@public
@reads
def poster(request: Request, slug: str) -> HttpResponse:
    area, at = places.area_by_slug(slug), now()
    if area is None:
        raise Http404
    month = month_asked(request.GET.get("month", ""), at)
    body = poster_pdf(area, month, at, request.build_absolute_uri(area.get_absolute_url()))
    name = f'inline; filename="{area.slug}-{month:%Y-%m}.pdf"'
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": name})


def poster_pdf(area: Area, month: date, at: datetime, address: str) -> bytes:
    """The meetings of a month as a PDF file in the language of the page; liaison hours stand on it too."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    entries = queries.entries(queries.Window(month, last, area), VISITOR, at)[:MOST]
    data: dict[str, Any] = {
        "month": dates.words(month, "month"),
        "lead": _("When and where people and their police meet."),
        "meetings": [_block(entry) for entry in entries],
        "address": address,
        "code": _code(address),
        "house": department.house().name,
        "printed": _("Printed on %(day)s") % {"day": dates.words(at, "day")},
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    title = _("Meetings: %(area)s") % {"area": area.name}
    return printing.render("poster", data, language=get_language() or "en", title=title, town_note=note)


def _block(entry: Entry) -> dict[str, Any]:
    thing = entry.thing
    reason = getattr(thing, "reason", "")
    begins, ends = (dates.words(moment, "time") for moment in (entry.starts, entry.ends))
    return {
        "day": dates.words(entry.starts, "weekday-day"),
        "hours": _("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends},
        "title": Passage.of(thing, "title"),
        "place": Passage.of(thing, "place"),
        "address": Passage.of(thing, "address"),
        "access": Passage.of(thing, "access"),
        "cancelled": entry.cancelled,
        "reason": Passage.of(thing, "reason") if entry.cancelled and reason else "",
        "helps": _helps(entry),
    }


def _helps(entry: Entry) -> list[str]:
    thing = entry.thing
    found = [str(Kind(thing.kind).label)]
    found += [_("Interpreter: %(language)s") % {"language": languages.name(code)} for code in thing.interpreters]
    if thing.child_care:
        found.append(_("Child care"))
    if thing.online:
        found.append(_("Online too"))
    return found


def _code(address: str) -> str:
    """The address as a QR code: an SVG that names its own kind, as a typesetter wants it."""
    return codes.picture(address).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

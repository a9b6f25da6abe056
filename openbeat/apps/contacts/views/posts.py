"""Who answers for an area, and how each is reached."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.figures.vcards import vcard as card_for_books
from openbeat.apps.contacts.views.finding import area_of
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now


@public
@reads
def cards(request: Request, slug: str) -> HttpResponse:
    """The posts of an area as cards."""
    area, at = area_of(slug), now()
    return page(
        request,
        "contacts/cards.html",
        area=area,
        cards=queries.contact_cards(area, at),
        officers=queries.patrol_cards(area, at),
        beats=places.beats_of(area) if area.kind == "neighbourhood" else [],
    )


@public
@reads
def vcard(request: Request, slug: str, role: str) -> HttpResponse:
    """The post's own number and address for an address book; whoever holds it is not named."""
    area = area_of(slug)
    card = next((each for each in queries.contact_cards(area, now()) if each.post.role == role), None)
    if card is None or not (card.post.telephone or card.post.email):
        raise Http404
    post, label = card.post, str(card.label)
    facts = {"name": f"{label}, {post.area.name}", "house": str(department.house().name), "role": label}
    facts |= {"area": post.area.name, "telephone": post.telephone, "email": post.email, "note": post.hours}
    facts["url"] = settings.OPENBEAT_ADDRESS + reverse("contacts:cards", args=[slug])
    body = card_for_books(facts)
    headers = {"Content-Disposition": f'attachment; filename="{role}-{area.slug}.vcf"'}
    return HttpResponse(body, content_type="text/vcard; charset=utf-8", headers=headers)

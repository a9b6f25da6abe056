"""`{% panels "area" area %}`: the parts of a page that other apps put in. The server does it; no page fetches them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from openbeat.core.hooks import panels as offers

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, thing: Any = None) -> SafeString:
    """Put in all parts of this page, in order."""
    request = context["request"]
    parts = [panel.render(request, thing) for panel in offers.offered(place)]
    return mark_safe("\n".join(part for part in parts if part))  # noqa: S308  each part is a rendered template

"""Offers a form for paper in two languages, side by side."""

from __future__ import annotations

from typing import Any

from django import template

from openbeat.core.printing import services
from openbeat.core.web.addresses import tag_of

register = template.Library()


@register.inclusion_tag("printing/beside.html")
def beside(url: str, what: str) -> dict[str, Any]:
    """List each language in which the form at this address can stand beside the source; `what` names the form."""
    languages = [(code, tag_of(code), name) for code, name in services.languages_beside()]
    return {"url": url, "what": what, "languages": languages}

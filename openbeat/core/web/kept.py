"""Small parts of pages that are the same again and again: drawn once for each language and set of facts."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from openbeat.core.web import furniture
from openbeat.core.web.furniture import Part


def drawn(template: str, **facts: Hashable) -> SafeString:
    """Render a template whose facts are all in its arguments; while debugging, always anew."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(template, get_language() or "", tuple(facts.items()))()


@lru_cache(maxsize=1024)
def _drawn(template: str, _language: str, facts: tuple[tuple[str, Hashable], ...]) -> Part:
    return furniture.apart(lambda: render_to_string(template, dict(facts)))

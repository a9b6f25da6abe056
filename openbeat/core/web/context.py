"""What every page may show without asking for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and whether this is the example town."""
    return {"actor": getattr(request, "actor", None), "demo": settings.OPENBEAT_DEMO}

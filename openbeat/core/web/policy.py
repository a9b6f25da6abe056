"""Exceptions to the content policy of a page: what it says everywhere stays, and one answer may load more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpResponse


def allow(response: HttpResponse, **sources: str) -> HttpResponse:
    """Let this one answer load from more places, as `allow(response, frame="https://video.example.org")`."""
    more = {f"{name}-src": [source] for name, source in sources.items()}
    # What Django's middleware reads in place of the setting.
    response._csp_config = {**settings.SECURE_CSP, **more}  # type: ignore[attr-defined]
    return response

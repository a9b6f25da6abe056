"""A mark of one browser without an account, so that it answers one question once: as far as can be told, and said so.

The cookie holds a random word. What is kept is an HMAC of it with the name of the question: two answers of one browser
cannot be told to belong together, and nobody can be found by them.
"""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "device"
YEAR = 365 * 24 * 3600
LONGEST = 64


def word(request: HttpRequest) -> str:
    """The word of this browser; a new one where it has none (then `remember` gives it)."""
    found = request.COOKIES.get(COOKIE, "")
    return found if 16 <= len(found) <= LONGEST else token_urlsafe(16)  # noqa: PLR2004  shorter was not made here


def mark(device: str, question: str) -> str:
    """What may be kept of the word for one question."""
    return salted_hmac("openbeat.device", f"{question}|{device}", algorithm="sha256").hexdigest() if device else ""


def known(request: HttpRequest, question: str) -> str:
    """The mark under which this browser may have answered this question before; "" where it has no word."""
    return mark(word(request), question) if request.COOKIES.get(COOKIE) else ""


def remember(response: HttpResponse, device: str) -> None:
    """Let the browser keep its word for a year."""
    response.set_cookie(
        COOKIE, device, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )

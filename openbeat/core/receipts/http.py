"""Which receipts a browser holds: their refs, never a code, in the session, for an hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from openbeat.core.people.holder import Holder
from openbeat.kit.refs import Ref

SESSION = "receipts"
MOST = 20
HOUR = 3600


def held(request: Any) -> list[Ref]:
    """What the receipts in this browser open, the newest first."""
    return [Ref.parse(text) for text in request.session.get(SESSION, ())]


def holder(request: Any) -> Holder:
    """The actor who has these receipts."""
    return Holder(frozenset(held(request)), get_language() or "en")


def hold(request: Any, ref: Ref) -> None:
    """Add a receipt to the browser. Without an account the session is over after an hour: others may sit here next."""
    signed_in = request.user.is_authenticated
    keep(request, [ref, *(other for other in held(request) if other != ref)])
    if not signed_in:
        request.session.cycle_key()
        request.session.set_expiry(HOUR)


def keep(request: Any, refs: Iterable[Ref]) -> None:
    """Hold exactly these."""
    request.session[SESSION] = [str(ref) for ref in refs][:MOST]

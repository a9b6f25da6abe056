"""What the vault does when somebody signs out, or is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_out

from openbeat.core.hooks import forgetting
from openbeat.core.vault import http
from openbeat.core.vault.services import keys as services
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


def lock_at_sign_out(request: Any, **_more: Any) -> None:
    """Whoever signs out locks their key; Django tells it while the session is still there."""
    if request is not None:
        http.forget(request)


def drop(person: Person, _things: Sequence[Ref], at: datetime) -> None:
    """Whoever is forgotten reads nothing any more: their key ends, and what was wrapped to it is thrown away."""
    services.end(person, at=at)


user_logged_out.connect(lock_at_sign_out, dispatch_uid="vault.lock_at_sign_out")
forgetting.offer("vault", drop)

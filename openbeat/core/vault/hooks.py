"""What the vault does when somebody signs out, or is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_out
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import forgetting, menu, panels, roles, soundness, texts
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault import http, queries
from openbeat.core.vault.checking import are_keys_sound
from openbeat.core.vault.policies import RECORDS_POLICY, Act
from openbeat.core.vault.services import keys as services
from openbeat.core.web import furniture
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


def panel(request: Any, _person: Person) -> str:
    """On one's own page: the way to one's key, for whoever has one or holds a post that may need it."""
    key = queries.key_of(request.actor.person)
    needed = (each.name for each in roles.offered() if each.staff or each.second_factor)
    if key is None and not any(request.actor.holds(name) for name in needed):
        return ""
    return render_to_string("vault/panel.html", {"key": key, "open_here": http.has_unlocked(request)}, request)


def lock_at_sign_out(request: Any, **_more: Any) -> None:
    """Whoever signs out locks their key; Django tells it while the session is still there."""
    if request is not None:
        http.forget(request)


def drop(person: Person, _things: Sequence[Ref], at: datetime) -> None:
    """Whoever is forgotten reads nothing any more: their key ends, and what was wrapped to it is thrown away."""
    services.end(person, at=at)


furniture.offer_link(furniture.Link(_("How long we keep records"), "vault:about"))
menu.offer(
    menu.Item(
        _("Periods and holds"), "vault:records", 810, lambda actor: bool(RECORDS_POLICY.verdict(actor, Act.HOLD, None))
    )
)
panels.offer("person", panels.Panel("vault", 100, panel))
soundness.offer("vault", are_keys_sound)
# A new half, the use of recovery and a period stand in the public log; what is done to a matter, with its own kind.
accountable("vault.half", {Act.NEW_HALF: ("side",)})
accountable("vault.key", {Act.USE_RECOVERY: ("what",)})
accountable("vault.series", {Act.SET_SERIES: ("of", "outcome", "months", "was")})
user_logged_out.connect(lock_at_sign_out, dispatch_uid="vault.lock_at_sign_out")
forgetting.offer("vault", drop)
texts.never("vault")  # sealed words are never looked up

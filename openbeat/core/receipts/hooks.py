"""Receipts provide the port by which packages below hand out a code, and offer proof files on the pages of matters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import panels, receipts
from openbeat.core.hooks.panels import Panel
from openbeat.core.receipts import http, proof_views, services
from openbeat.core.vault import http as unlocked
from openbeat.core.vault import queries as vault
from openbeat.core.web import furniture


def put_down_what_is_sealed(request: Any, **_more: Any) -> None:
    """Whoever signs in puts the receipts of sealed matters down first: no session links an account to one."""
    held = http.held(request)
    kept = [ref for ref in held if not vault.safe_of(ref)]
    if len(kept) < len(held):
        http.keep(request, kept)
        unlocked.forget(request, receipts_only=True)


user_logged_in.connect(put_down_what_is_sealed, dispatch_uid="receipts.put_down_what_is_sealed")
receipts.provide(services.issue, services.renew)
for place in ("concern", "complaint-own"):
    panels.offer(place, Panel("receipts.proof", 90, proof_views.panel))
furniture.offer_link(furniture.Link(_("Open a receipt"), "receipts:open"))

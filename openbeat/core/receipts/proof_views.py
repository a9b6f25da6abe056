"""Hand out proof files: only to whoever a matter belongs to, by a button; no cache keeps one, no address holds one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from openbeat.core.ledger import kept
from openbeat.core.ledger import registry as log
from openbeat.core.ledger.queries import proofs
from openbeat.core.receipts import http
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

PER_HOUR = 60
FORMS: dict[str, tuple[Callable[[dict[str, Any], str], str], str]] = {
    "html": (kept.as_html, "application/octet-stream"),  # it is kept, not shown: here its script would not run
    "json": (kept.as_json, "application/json"),
}


@open_to_all
@never_cache
@writes
def proof(request: Request) -> HttpResponse:
    """The proof file of a matter of one's own, as a download."""
    ref, form = _asked(request)
    if not limits.allow(request, "receipt-proof", per_hour=PER_HOUR):
        return page(request, "receipts/no_proof.html", status=429, busy=True)
    file = proofs.proof_file(ref, at=now())
    if file is None:
        return page(request, "receipts/no_proof.html", status=409, busy=False)
    write, media_type = FORMS[form]
    name = f'attachment; filename="proof-{now():%Y-%m-%d}.{form}"'
    return HttpResponse(write(file, ref.kind), content_type=media_type, headers={"Content-Disposition": name})


def _asked(request: Request) -> tuple[Ref, str]:
    """Which matter and which form; 404 for what is not theirs, as for what is not there."""
    try:
        ref = Ref.parse(request.POST.get("ref", ""))
    except ValueError:
        raise Http404 from None
    form = request.POST.get("form", "html")
    if form not in FORMS or not (set(own(request, [ref])) & {ref}):
        raise Http404
    return ref, form


def own(request: Any, refs: list[Ref]) -> list[Ref]:
    """Those of these things that belong to whoever asks: by their account, or by a receipt that is open here."""
    held = [ref for ref in refs if ref in http.held(request)]
    return sorted({*proofs.own(held, http.holder(request)), *proofs.own(refs, request.actor)})


def panel(request: Any, thing: Any) -> str:
    """The part of a matter's page that offers its proof; nothing for anybody but whoever it belongs to."""
    ref = Ref.of(thing)
    if not log.is_accountable(ref.kind) or request.actor.kind == "visitor":
        return ""
    if not (request.actor.is_subject_of(thing) or http.holder(request).is_subject_of(thing)):
        return ""
    return render_to_string("receipts/panels/proof.html", {"ref": ref}, request=request)

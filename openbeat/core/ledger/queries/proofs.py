"""What the holder of a matter can prove: its acts, as the newest summary that everybody can see has them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django.apps import apps

from openbeat.core.ledger import registry
from openbeat.core.ledger.queries import heads, matters, tree
from openbeat.core.ledger.queries.matters import Standing
from openbeat.kit import tlog
from openbeat.kit.proofs import MOST_ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref


def key() -> str:
    """With which key the log signs; empty before its first summary."""
    head = heads.published()
    return head.key if head else ""


def own(refs: Iterable[Ref], actor: Actor) -> list[Ref]:
    """Those of these things that are the actor's own, and whose acts stand in the log."""
    return [ref for ref in refs if registry.is_accountable(ref.kind) and _is_own(ref, actor)]


def _is_own(ref: Ref, actor: Actor) -> bool:
    try:
        model = apps.get_model(ref.kind)
        return bool(model._default_manager.filter(actor.owns(model), pk=ref.key).exists())
    except (LookupError, ValueError):
        return False


def proof_file(ref: Ref, *, at: datetime) -> dict[str, Any] | None:
    """The proof file of a matter, as docs/decisions/0026 has it; None where the log knows nothing of it yet.

    Whoever calls this has asked whether the matter is theirs: the file finds its acts in the log for good.
    """
    secret, head = matters.secret(ref), heads.published()
    if secret is None or head is None:
        return None
    return {
        "openbeat": "proof",
        "v": 1,
        "origin": head.origin,
        "key": head.key,
        "secret": _base64(secret),
        "checkpoint": str(heads.note_of(head)),
        "made_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "acts": _acts(matters.standing(ref)[:MOST_ACTS], head.size),
    }


def _acts(acts: list[Standing], size: int) -> list[dict[str, Any]]:
    """An act whose line the summary does not have yet waits, too."""
    placed = {act.number: act.sequence for act in acts if act.sequence is not None and act.sequence < size}
    proofs = tree.inclusion(placed.values(), size)
    return [_act(act, placed.get(act.number), proofs) for act in acts]


def _act(act: Standing, index: int | None, proofs: dict[int, list[bytes]]) -> dict[str, Any]:
    proof = [] if index is None else [_base64(each) for each in proofs[index]]
    told = {"number": act.number, "act": act.act, "at": tlog.written_time(act.at), "facts": act.facts}
    return told | {"index": index, "proof": proof}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()

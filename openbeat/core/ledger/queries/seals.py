"""The seal of a row: the log's key signs what stands beside a summary or a count, and the seal of the row before it.

So a row that was changed shows it, and one that was taken out shows in the next.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from openbeat.core.ledger.models import Checkpoint
from openbeat.kit import notes, tlog
from openbeat.kit.notes import BadNote, Signature, Verifier

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.ledger.models import Published
    from openbeat.core.ledger.queries.signing import Signer


def of_summary(row: Checkpoint, before: Checkpoint | None) -> str:
    """What is signed of a summary: all of its row but when it is published; that of the one before is over by then."""
    facts = {
        "origin": row.origin,
        "size": row.size,
        "root": bytes(row.root).hex(),
        "made_at": _time(row.made_at),
        "slot": _time(row.slot),
        "published_before": _time(before.published_at) if before else None,
    }
    return _text("summary", facts, before)


def of_count(row: Published, before: Published | None) -> str:
    """What is signed of a published count: all of its row."""
    facts = {
        "name": row.name,
        "year": row.year,
        "number": row.number,
        "origin": row.origin,
        "size": row.size,
        "published_at": _time(row.published_at),
    }
    return _text("count", facts, before)


def _text(what: str, facts: dict[str, Any], before: Checkpoint | Published | None) -> str:
    chain = sha256(bytes(before.seal)).hexdigest() if before else None
    return f"openbeat seal v1\n{what}\n{tlog.canonical(facts | {'before': chain}).decode()}\n"


def _time(at: datetime | None) -> str | None:
    return tlog.written_time(at) if at else None


def sealed(text: str, by: Signer) -> bytes:
    """The seal over it, 64 bytes."""
    return notes.sign(text, by.origin, by.seed).signatures[0].data


def holds(text: str, seal: bytes | memoryview, key: str) -> bool:
    """Whether this is the seal over it, with this key."""
    try:
        verifier = Verifier.parse(key)
    except BadNote:
        return False
    return verifier.signed(text, Signature(verifier.name, verifier.key_id, bytes(seal)))


def usual_keys() -> dict[str, str]:
    """The key that signed most of each log: one that was exchanged afterwards stands out."""
    found: dict[str, tuple[int, str]] = {}
    rows = Checkpoint.objects.order_by().values_list("origin", "key").annotate(many=Count("pk"))
    for origin, key, many in rows:
        found[origin] = max(found.get(origin, (0, "")), (many, key))
    return {origin: key for origin, (_many, key) in found.items()}

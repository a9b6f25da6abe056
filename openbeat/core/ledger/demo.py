"""A witness for the example town: its library has watched the log so far."""

from __future__ import annotations

from datetime import datetime
from secrets import token_bytes

from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.services import log
from openbeat.kit import notes
from openbeat.kit.notes import COSIGNATURE, Verifier

NAME = "library.alderfalls.example/log-witness"


def a_witness(at: datetime) -> None:
    """The library has signed the newest head; its key is thrown away, so it stays at that."""
    if not (head := heads.published()):
        return
    seed = token_bytes(notes.SEED)
    log.add_witness(str(Verifier(NAME, COSIGNATURE, notes.public_of(seed))), at=at)
    note = notes.Note.parse(head.note)
    line = notes.cosign(note.text, NAME, seed, seconds=int(at.timestamp()))
    log.cosign(str(note.also(line)).encode(), at=at)

"""Read the keys of the log, and why nothing may be signed with them: the one that signs, and the one of the filling."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from openbeat.core.jobs.ticks import NeedsAPerson
from openbeat.core.ledger.models import Leaf
from openbeat.core.ledger.queries import heads
from openbeat.kit import notes, tlog
from openbeat.kit.notes import ED25519, Verifier

if TYPE_CHECKING:
    from openbeat.core.ledger.models import Checkpoint


LOOKED_AT = 64  # lines of filling: one that was tampered with says nothing about the key


class Halted(NeedsAPerson):
    """Raised when nothing may be signed; its text is a sentence for whoever runs the program."""


class NoKey(Exception):
    """Raised when the file of a key is missing or broken."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The name of the log, and the seed with which it signs."""

    origin: str
    seed: bytes

    @property
    def key(self) -> Verifier:
        """What checks its signatures."""
        return Verifier(self.origin, ED25519, notes.public_of(self.seed))


def file() -> Path:
    """Where the seed lies."""
    return Path(settings.OPENBEAT_KEYS) / "log.key"


def filling_file() -> Path:
    """Where the key lies that filling comes out of."""
    return Path(settings.OPENBEAT_KEYS) / "log-filling.key"


def seed() -> bytes:
    """The seed, 32 bytes; raises NoKey where there is none, or the file was changed."""
    return _read(file(), notes.SEED)


def filling_key() -> bytes:
    """The key of the filling, 32 bytes; raises NoKey where there is none, or the file was changed."""
    return _read(filling_file(), tlog.FILLING_KEY)


def _read(path: Path, length: int) -> bytes:
    try:
        found = b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except FileNotFoundError as problem:
        raise NoKey(f"{path} is missing: put it back from the backup of the keys") from problem
    except (NotBase64, ValueError) as problem:
        raise NoKey(f"{path} is no key") from problem
    if len(found) != length:
        raise NoKey(f"{path} is no key")
    return found


def signer(head: Checkpoint) -> Signer:
    """Who signs what comes after this head: as it was signed itself. Raises Halted where that key is gone."""
    try:
        found = Signer(head.origin, seed())
    except NoKey as problem:
        raise Halted(str(problem)) from problem
    if str(found.key) != head.key:
        raise Halted(f"{file()} is another key than the one that signed the log: put the right one back")
    return found


def need(head: Checkpoint | None) -> str:
    """Why the log cannot go on as it is, in a sentence; empty where it can."""
    return heads.trouble(head) or signing_trouble(head) or filling_trouble()


def signing_trouble(head: Checkpoint | None) -> str:
    """Why nothing can be signed with the key that is there, in a sentence."""
    try:
        if head is not None:
            signer(head)
    except Halted as problem:
        return str(problem)
    return ""


def filling_trouble() -> str:
    """Why no batch can be filled, in a sentence: the key of the filling is gone, or is not the one that filled."""
    marks = Leaf.objects.filter(filling__isnull=False).exclude(filling=b"").order_by("-pk")
    last = list(marks.values_list("filling", "data")[:LOOKED_AT])
    try:
        if last and not any(_comes_out(filling_key(), mark, data) for mark, data in last):
            return f"{filling_file()} is another key than the one that filled the batches: put the right one back"
    except NoKey as problem:
        return str(problem)
    return ""


def _comes_out(key: bytes, mark: bytes | memoryview | None, data: bytes | memoryview) -> bool:
    return tlog.filling(key, bytes(mark or b"")) == bytes(data)

"""Signed notes, checkpoints and co-signatures, as C2SP signed-note, tlog-checkpoint and tlog-cosignature have them.

Ed25519 only. What is read comes from strangers: whatever is not exactly as the specification says raises BadNote.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from openbeat.kit.merkle import HASH

ED25519, COSIGNATURE = 0x01, 0x04  # the kinds of signature that are known here
SEED = PUBLIC = 32
SIGNED, TIME = 64, 8  # bytes of an Ed25519 signature, and of the time before it in a co-signature
KEY_ID = 4
MOST_BYTES = 64 * 1024
MOST_SIGNATURES = 100
DASH = "\N{EM DASH} "
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
LARGEST = 2**63 - 1


class BadNote(ValueError):
    """What was read is no signed note, no checkpoint, no verifier key, or not signed as it should be."""


def public_of(seed: bytes) -> bytes:
    """The public key to this seed, 32 bytes each; raises ValueError for a seed of another length."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key that checks: whose it is, which kind of signature it makes, and its 32 public bytes."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that find a key among signatures; they prove nothing."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:KEY_ID]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_base64(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+hash+base64`; raises BadNote."""
        name, *rest = text.split("+", 2)
        if len(rest) != 2:  # noqa: PLR2004  a name, a hash, a key
            raise BadNote("a verifier key is name+hash+key")
        _check_name(name)
        data = _bytes(rest[1])
        if len(data) != 1 + PUBLIC or data[0] not in {ED25519, COSIGNATURE}:
            raise BadNote("the key is not one of Ed25519")
        found = cls(name, data[0], data[1:])
        if str(found) != text:
            raise BadNote("the key does not have this hash")
        return found

    def signed(self, text: str, signature: Signature) -> bool:
        """Whether this key made this signature over this text."""
        message, data = text.encode(), signature.data
        if self.kind == COSIGNATURE:
            if len(data) != TIME + SIGNED:
                return False
            message, data = _cosigned(text, _time(data)), data[TIME:]
        return self._verifies(message, data)

    def _verifies(self, message: bytes, data: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(data, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """A line below a note: who signed, with which key, and the bytes of the signature."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {_base64(self.key_id + self.data)}"

    def is_by(self, key: Verifier) -> bool:
        """Whether it says that this key made it."""
        return (self.name, self.key_id) == (key.name, key.key_id)

    @property
    def seconds(self) -> int:
        """When a co-signature says that it was made, in seconds since 1970; raises BadNote for any other signature."""
        if len(self.data) != TIME + SIGNED:
            raise BadNote("a co-signature has a time and 64 bytes")
        return _time(self.data)

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read one line, without its end; raises BadNote."""
        if not line.startswith(DASH):
            raise BadNote("a signature begins with a dash")
        name, gap, encoded = line.removeprefix(DASH).partition(" ")
        _check_name(name)
        data = _bytes(encoded)
        if not gap or len(data) <= KEY_ID:
            raise BadNote("a signature is name and base64")
        return cls(name, data[:KEY_ID], data[KEY_ID:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a new line, and who signed it. Never trust the text before `require`."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return "\n".join([self.text, *map(str, self.signatures), ""])

    def signed_by(self, keys: Iterable[Verifier]) -> list[Verifier]:
        """Which of these keys signed it. Unknown signatures are passed over; a wrong one of a known key raises BadNote.

        One key may have signed several times, as a witness does each day.
        """
        found = []
        for key in keys:
            lines = [line for line in self.signatures if line.is_by(key)]
            if not all(key.signed(self.text, line) for line in lines):
                raise BadNote(f"a signature of {key.name} is wrong")
            found += [key] if lines else []
        return found

    def require(self, key: Verifier) -> str:
        """The text, once this key has signed it; raises BadNote."""
        if not self.signed_by([key]):
            raise BadNote(f"{key.name} has not signed this")
        return self.text

    def also(self, *lines: Signature) -> Note:
        """The same note with more signatures; none of them twice."""
        return Note(self.text, (*self.signatures, *(line for line in lines if line not in self.signatures)))

    @classmethod
    def parse(cls, data: bytes | str) -> Self:
        """Read a note; raises BadNote."""
        text, below = _halves(_decoded(data))
        lines = below.removesuffix("\n").split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise BadNote(f"more than {MOST_SIGNATURES} signatures")
        return cls(text, tuple(Signature.parse(line) for line in lines))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log's tree: whose log, how many leaves, which root; lines that others may add are kept."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.origin, str(self.size), _base64(self.root), *self.more, ""])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a note; raises BadNote."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):  # noqa: PLR2004  three lines and the end of the last
            raise BadNote("a checkpoint is origin, size and root")
        origin, size, encoded, *more = lines
        if not SIZE.fullmatch(size) or int(size) > LARGEST:
            raise BadNote("the size is no number")
        if len(root := _bytes(encoded)) != HASH:
            raise BadNote(f"a root has {HASH} bytes")
        return cls(origin, int(size), root, tuple(more))


def sign(text: str, name: str, seed: bytes) -> Note:
    """A note with one signature; the text must end in a new line. Raises BadNote for a text or name that cannot be."""
    _check_name(name)
    if not text.endswith("\n") or CONTROL.search(text):
        raise BadNote("a note's text ends in a new line and has no other control signs")
    key = Verifier(name, ED25519, public_of(seed))
    data = Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    return Note(text, (Signature(name, key.key_id, data),))


def cosign(text: str, name: str, seed: bytes, *, seconds: int) -> Signature:
    """A witness's co-signature (v1) over a checkpoint's text, made so many seconds after 1970; raises BadNote."""
    _check_name(name)
    if not 0 <= seconds <= LARGEST:
        raise BadNote("a time after 1970")
    key = Verifier(name, COSIGNATURE, public_of(seed))
    data = Ed25519PrivateKey.from_private_bytes(seed).sign(_cosigned(text, seconds))
    return Signature(name, key.key_id, seconds.to_bytes(TIME, "big") + data)


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _time(data: bytes) -> int:
    return int.from_bytes(data[:TIME], "big")


def _decoded(data: bytes | str) -> str:
    try:
        text = data.decode() if isinstance(data, bytes) else data
        length = len(data if isinstance(data, bytes) else data.encode())
    except UnicodeError as problem:
        raise BadNote("a note is UTF-8") from problem
    if length > MOST_BYTES:
        raise BadNote(f"more than {MOST_BYTES} bytes")
    if CONTROL.search(text):
        raise BadNote("a note has no control signs but new lines")
    return text


def _halves(text: str) -> tuple[str, str]:
    """The text and what stands below the last empty line."""
    middle = text.rfind("\n\n")
    if middle < 0 or not text.endswith("\n"):
        raise BadNote("a note is a text, an empty line, and signatures")
    return text[: middle + 1], text[middle + 2 :]


def _check_name(name: str) -> None:
    if not name or "+" in name or any(sign.isspace() or sign < " " for sign in name):
        raise BadNote("a name has no gaps and no plus")


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    """Strictly: no other alphabet, no gaps, the padding as it should be, no bits left over."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (NotBase64, ValueError) as problem:
        raise BadNote("not base64") from problem
    if _base64(data) != text:
        raise BadNote("not base64 as it is written here")
    return data

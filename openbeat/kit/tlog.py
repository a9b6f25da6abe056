"""What stands in the public log (docs/decisions/0026) and how it is addressed (C2SP tlog-tiles): pure, no database."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from openbeat.kit.merkle import HEIGHT, WIDTH, Place

SECRET = 32
PLACE = 16
LEAF = PLACE + 32  # bytes of a leaf: place and commitment
SECRET_INFO = b"openbeat log secret v1"
MATTER, PLACES, SALTS = b"openbeat matter v1", b"openbeat place v1 ", b"openbeat salt v1 "
FILLING_KEY, MARK = 32, 16  # bytes of the key that filling comes out of, and of what tells one from the other
FILLING_PLACES, FILLING_COMMITMENTS = b"openbeat filling place v1 ", b"openbeat filling commitment v1 "
CONTINUES = b"openbeat log continues v1\n"  # how the first leaf of a log begins that follows an older one
LARGEST = 2**53 - 1  # the largest whole number that a browser reads exactly
MOST_DEPTH = 6  # of the facts of an act, themselves counted; a proof file is read as strictly
MOST_BYTES = 65535  # of an entry in a bundle
TOP = 63  # the highest level that an address may name
PATH = re.compile(r"(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


class NotCanonical(ValueError):
    """A value that has no canonical JSON here: a broken number, a key that is no text, a text that is no Unicode."""


class BadPath(ValueError):
    """Not the address of a tile."""


class BadBundle(ValueError):
    """Not a bundle of entries."""


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON: keys sorted, no gaps, UTF-8, whole numbers only. Raises NotCanonical."""
    _check(value, MOST_DEPTH)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeError as problem:
        raise NotCanonical("a text is no Unicode") from problem


def _check(value: Any, deep: int) -> None:
    if not deep:
        raise NotCanonical("too deep")
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= LARGEST:
            return
        case list() | tuple():
            for each in value:
                _check(each, deep - 1)
        case dict() if all(isinstance(key, str) for key in value):
            for each in value.values():
                _check(each, deep - 1)
        case _:
            raise NotCanonical(type(value).__name__)


def secret_of(code: str) -> bytes:
    """The secret S of the matter whose first receipt has this code (17 signs, without gaps); 32 bytes."""
    return HKDF(SHA256(), SECRET, salt=None, info=SECRET_INFO).derive(code.encode("ascii"))


def pseudonym(secret: bytes) -> str:
    """The name by which the statements call a matter, in 32 hexadecimal signs; it tells nothing about the matter."""
    return _mac(secret, MATTER)[:PLACE].hex()


def place(secret: bytes, number: int) -> bytes:
    """The first 16 bytes of the leaf of a matter's act with this number: whoever has the secret finds it in the log."""
    return _mac(secret, PLACES + str(number).encode())[:PLACE]


def salt(secret: bytes, number: int) -> bytes:
    """The salt that keeps an act's commitment from being guessed; 32 bytes."""
    return _mac(secret, SALTS + str(number).encode())


def written_time(at: datetime) -> str:
    """A time as statements have it: UTC, six digits after the second, for instance 2026-05-04T12:00:00.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a leaf commits to: an act of a matter, its number, when, and the public facts."""

    secret: bytes
    number: int
    act: str
    at: str  # as written_time gives it
    facts: Mapping[str, Any]

    def text(self) -> bytes:
        """The statement as canonical JSON; raises NotCanonical."""
        facts = sha256(canonical(dict(self.facts))).hexdigest()
        words = {"act": self.act, "at": self.at, "facts": facts, "matter": pseudonym(self.secret)}
        return canonical(words | {"number": self.number, "v": 1})

    def leaf(self) -> bytes:
        """The data of its leaf, 48 bytes: the place, and the commitment to the statement. Raises NotCanonical."""
        return place(self.secret, self.number) + _mac(salt(self.secret, self.number), self.text())


def filling(key: bytes, mark: bytes) -> bytes:
    """The data of a leaf that commits to nothing and looks like every other; whoever has the key computes it again."""
    return _mac(key, FILLING_PLACES + mark)[:PLACE] + _mac(key, FILLING_COMMITMENTS + mark)


def continues(note: str) -> bytes:
    """The data of the first leaf of a log that follows another one, of which this is the last checkpoint."""
    return CONTINUES + note.encode()


def continued(leaf: bytes) -> str | None:
    """The last checkpoint of the older log, if this is such a leaf; it was not checked."""
    return leaf.removeprefix(CONTINUES).decode(errors="replace") if leaf.startswith(CONTINUES) else None


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


# --- addresses -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TilePath:
    """Where a tile is served: its level (None: a bundle of entries), its index, and its width if it is not full."""

    level: int | None
    index: int
    width: int = WIDTH

    def __str__(self) -> str:
        level = "entries" if self.level is None else str(self.level)
        return f"{level}/{written_index(self.index)}" + ("" if self.width == WIDTH else f".p/{self.width}")

    @property
    def place(self) -> Place:
        """The tile in the tree; entries lie beside the tiles of level 0."""
        return self.level or 0, self.index

    @property
    def end(self) -> int:
        """How many leaves a tree must have at least for this to be there."""
        return self.index * WIDTH + self.width << HEIGHT * (self.level or 0)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` writes, and nothing else, for instance `1/x001/234.p/17`; raises BadPath."""
        if not (found := PATH.fullmatch(text)):
            raise BadPath(text[:80])
        level, index, width = found.groups()
        number = int(index.replace("x", "").replace("/", ""))
        path = cls(None if level == "entries" else int(level), number, int(width or WIDTH))
        if str(path) != text or (path.level or 0) > TOP or path.width > WIDTH:
            raise BadPath(text[:80])
        return path


def written_index(index: int) -> str:
    """An index as addresses have it: three digits an element, `x` before all but the last, as in x001/x234/067."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each behind its length in 16 bits; raises BadBundle for one that is too long."""
    parts = []
    for entry in entries:
        if len(entry) > MOST_BYTES:
            raise BadBundle(f"an entry has more than {MOST_BYTES} bytes")
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def unbundle(data: bytes, *, most: int = WIDTH) -> list[bytes]:
    """The entries of a bundle; raises BadBundle where a length does not fit or there are more than `most`."""
    found: list[bytes] = []
    at = 0
    while at < len(data):
        length, start = int.from_bytes(data[at : at + 2], "big"), at + 2
        at = start + length
        if at > len(data) or start > len(data) or len(found) == most:
            raise BadBundle("a length does not fit")
        found.append(data[start:at])
    return found


# --- batches -----------------------------------------------------------------------------------------
LEAST_BATCH, MOST_BATCH = 8, 256
SLOT = timedelta(hours=6)  # midnight, six, noon, six, in UTC
A_DAY = timedelta(days=1)


def filled(waiting: int) -> int:
    """How large a batch of sealed acts is: the next power of two at or above 8 and at most 256, whatever waits."""
    return min(MOST_BATCH, max(LEAST_BATCH, 1 << max(0, waiting - 1).bit_length()))


def slot_of(at: datetime) -> datetime:
    """The fixed time at or before this moment."""
    seconds = int(SLOT.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def batch_is_due(last: datetime | None, at: datetime) -> bool:
    """Whether a batch of sealed acts enters now, where the last one entered at the fixed time `last`.

    A clock that is set back a little brings no batch twice; one that was more than a day ahead is not waited for.
    """
    return last is None or slot_of(at) > last or last - at > A_DAY


def places_in(leaves: Sequence[bytes]) -> dict[bytes, int]:
    """Where in a list of leaves each place stands; the first one counts."""
    return {leaf[:PLACE]: index for index, leaf in reversed(list(enumerate(leaves))) if len(leaf) == LEAF}

"""What somebody has unlocked, and what one unlocked safe gives: in memory only, and never shown by accident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault import crypt
from openbeat.core.web import dates
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Why(StrEnum):
    """Why a safe stays shut."""

    LOCKED = "locked"
    NOT_A_READER = "not_a_reader"
    DESTROYED = "destroyed"
    LOST = "lost"
    DAMAGED = "damaged"


SENTENCES: dict[Why, StrPromise] = {
    Why.LOCKED: _("This is sealed, and nothing here opens it now. Unlock your key, or type your receipt code again."),
    Why.NOT_A_READER: _("Your key does not open this matter. Whoever reads it can add you."),
    Why.DESTROYED: _("What was written here has been destroyed. It does not open here any more."),
    Why.LOST: _("The key to this matter is missing on this machine. Tell your administrator."),
    Why.DAMAGED: _("What is kept here is damaged, or belongs to another matter. Tell your administrator."),
}


class Shut(Refused):
    """Raised when a safe does not open with these keys; carries the sentence that says why, and the reason."""

    def __init__(self, why: Why, gone_on: date | None = None) -> None:
        super().__init__(_gone(gone_on) if gone_on else SENTENCES[why])
        self.why = why


def _gone(day: date) -> str:
    words = gettext(
        "It has been destroyed, and does not open here any more. The last backup of its key is gone on %(day)s. "
        "From then on nobody can read it."
    )
    return words % {"day": dates.words(day, "day")}


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Identities by their recipient: a person's key, and those of receipts. May be empty."""

    identities: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *identities: str) -> Keys:
        """A bunch of these identities."""
        return cls({crypt.recipient_of(each): each for each in identities})

    @classmethod
    def of_code(cls, code: str) -> Keys:
        """The key that a receipt's code carries, as receipts.codes.read gives it."""
        return cls.of(crypt.identity_of_code(code))

    def __or__(self, other: Keys) -> Keys:
        return Keys({**self.identities, **other.identities})

    def __bool__(self) -> bool:
        return bool(self.identities)

    def __iter__(self) -> Iterator[str]:
        """The recipients: what may be known."""
        return iter(self.identities)

    def __repr__(self) -> str:
        return f"<Keys: {len(self.identities)}>"


NO_KEYS = Keys()


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A safe that was opened; it opens what was sealed to it."""

    identity: str
    safe: int

    def data(self, cipher: bytes) -> bytes:
        """The bytes that were sealed; empty stays empty. Raises Shut where they are damaged or of another matter."""
        if not cipher:
            return b""
        try:
            return crypt.unseal(bytes(cipher), self.identity)
        except crypt.NotOpened:
            raise Shut(Why.DAMAGED) from None

    def text(self, cipher: bytes) -> str:
        """The words that were sealed."""
        return self.data(cipher).decode()

    def stream(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        """Open a file piece by piece."""
        try:
            crypt.open_stream(reader, writer, self.identity)
        except crypt.NotOpened:
            raise Shut(Why.DAMAGED) from None

    def __repr__(self) -> str:
        return f"<Opened: safe {self.safe}>"

"""By which means a message goes out: one interface, found by name. Calls and letters are people's work, not here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message


class Result(StrEnum):
    """What became of one attempt."""

    SENT = "sent"  # the other side took it over
    DELIVERED = "delivered"  # it is known to have reached the person
    RETRY = "retry"  # not now: certainly not taken over
    REFUSED = "refused"  # never: certainly not taken over
    UNKNOWN = "unknown"  # it may have been taken over


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an attempt and the code that the other side gave."""

    result: Result
    detail: str = ""


class Sender(Protocol):
    """What a channel does; whatever it raises counts as unknown. The words to send are in wire.py."""

    def send(self, message: Message) -> Outcome:
        """Send the message once, without touching the database, and say what became of it."""
        ...


_REGISTERED: dict[str, Sender] = {}


def register(name: str, sender: Sender) -> None:
    """Let messages of this channel go out by this sender."""
    _REGISTERED[name] = sender


def find(name: str) -> Sender | None:
    """The sender of this channel; None where a person must do it."""
    return _REGISTERED.get(name)

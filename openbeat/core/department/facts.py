"""What is said about a department, a promise and a decision, on its way from a form to a service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What a department says of itself; its words are in `language`."""

    name: str
    town: str = ""
    language: str = "en"
    zone: str = "UTC"
    weekdays: list[int] = field(default_factory=lambda: [0, 1, 2, 3, 4])
    languages: list[str] = field(default_factory=lambda: ["en"])
    danger_call: str = ""
    danger_relay: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A new version of a promise: how many days of which kind, from when on, why, and which office decided it."""

    promise: str
    days: int
    clock: str
    since: datetime
    reason: str
    decided_by: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a line of law and safety: the words, a figure where it has one, and which office."""

    words: str
    decided_by: str
    language: str = "en"
    number: int | None = None

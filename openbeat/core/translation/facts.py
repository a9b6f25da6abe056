"""What is said about languages, on its way from a form or a file to a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spoken:
    """How many people speak a language, in percent or people, who says so, and of which year the figure is."""

    language: str
    percent: Decimal | None
    people: int | None
    source: str
    year: int
    source_language: str = "en"


@dataclass(frozen=True, slots=True)
class Read:
    """Who read a catalogue: named as they want to be, in which role, what of it, and when."""

    language: str
    name: str
    role: str
    what: str
    read_on: date
    rights: bool = False
    words_language: str = "en"

"""What an officer does about the card that residents see."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CardAct(StrEnum):
    """What is done about a patrol card; written into the ledger under these names."""

    AGREE = "agree_card"
    TAKE_BACK = "take_back_card"


@dataclass(frozen=True, slots=True)
class CardWords:
    """What an officer lets everybody read: a name or call name, languages, a sentence; each may be left out."""

    name: str = ""
    languages: list[str] = field(default_factory=list)
    sentence: str = ""
    language: str = "en"

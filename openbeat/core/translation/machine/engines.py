"""What an engine is, and which ones there are: on this machine (Apertium), and a server by its address."""

from __future__ import annotations

from typing import Protocol


class NoDraft(Exception):
    """Raised when there is no draft at all; carries a sentence that says why, for the translator."""


class Engine(Protocol):
    """Something that translates one passage after the other."""

    @property
    def name(self) -> str:
        """What stands under its drafts."""

    def does(self, source: str, target: str) -> bool:
        """Whether it translates from one language into the other, as far as one can say without asking it."""

    def translate(self, passages: list[str], source: str, target: str) -> list[str]:
        """The passages in the other language, one for each; raises NoDraft."""

"""What travels together from a form to a service."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says for an appeal, or why it was decided so, and in which language."""

    text: str
    language: str

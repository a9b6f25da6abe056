"""What travels together into a service."""

from __future__ import annotations

from dataclasses import dataclass

from openbeat.core.vault.models import HoldSort


@dataclass(frozen=True, slots=True)
class Period:
    """For how many months one kind of record with one outcome is kept, under which law, in which language that is."""

    kind: str
    outcome: str
    months: int
    law: str
    language: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is held: a hold or a request, and in words that say nothing of the matter, in which language."""

    sort: HoldSort
    words: str
    language: str

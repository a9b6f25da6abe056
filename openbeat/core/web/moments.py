"""The entries of a timeline: what happened, when, and by whom in a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry: `words` is our sentence; `text` is what a person wrote, in `language` ("" is the page's own)."""

    at: datetime | date
    words: StrPromise | str
    by: StrPromise | str = ""
    text: StrPromise | str = ""
    language: str = ""
    url: str = ""
    kind: str = ""  # "", ok, late: how its point is drawn
    slot: str = ""  # of a text that may stand in several languages: by what it is found (hooks/texts.py)


def told(entries: Iterable[Any]) -> list[Moment]:
    """Make Moments of whatever a view has: Moments, dicts, or objects with the same names."""
    return [entry if isinstance(entry, Moment) else Moment(**dict(_facts(entry))) for entry in entries]


def _facts(entry: Any) -> Iterable[tuple[str, Any]]:
    for field in fields(Moment):
        if isinstance(entry, Mapping):
            if field.name in entry:
                yield field.name, entry[field.name]
        elif hasattr(entry, field.name):
            yield field.name, getattr(entry, field.name)

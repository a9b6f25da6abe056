"""The kinds of record that apps keep, each with its outcomes, and for how long where nobody has decided yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: the label of its model, its name, its outcomes, and its period until somebody decides.

    A sealed one is destroyed once its period is over. Another one is forgotten when the person asks, and not before the
    end of a period that somebody has set; or by a rule of its app after so many days, which nobody changes here.
    """

    kind: str
    label: StrPromise
    outcomes: tuple[tuple[str, StrPromise], ...]
    months: int
    why: StrPromise  # why it is that long, until somebody decides
    part: StrPromise | str = ""  # what of it is meant, where that is not all
    sealed: bool = True
    days: int = 0  # after these its app forgets the words, whatever anybody sets
    begins: Callable[[Collection[str]], Mapping[str, datetime | None]] | None = None  # by key: closed when, if it is

    @property
    def settable(self) -> bool:
        """Whether somebody can set a period: it must be known when that begins."""
        return self.sealed or self.begins is not None


_OFFERED: dict[str, RecordKind] = {}


def offer(record: RecordKind) -> None:
    """Offer a kind of record; a second offer of the same kind replaces the first."""
    _OFFERED[record.kind] = record


def offered() -> list[RecordKind]:
    """All kinds of records, in the order of their labels."""
    return sorted(_OFFERED.values(), key=lambda record: record.kind)


def of(kind: str) -> RecordKind | None:
    """The kind of record with this label."""
    return _OFFERED.get(kind)

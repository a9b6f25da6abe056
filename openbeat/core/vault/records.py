"""The kinds of record that apps keep, each with its outcomes, and for how long where nobody has decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: the label of its model, its name, its outcomes, and its period until somebody decides."""

    kind: str
    label: StrPromise
    outcomes: tuple[tuple[str, StrPromise], ...]
    months: int
    why: StrPromise  # why it is that long, until somebody decides


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

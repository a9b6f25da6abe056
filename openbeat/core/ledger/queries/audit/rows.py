"""A line of the log with everything that it must follow from, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A line with everything that it must follow from."""

    pk: int
    sequence: int
    data: bytes
    number: int | None
    facts: dict[str, Any]
    secret: bytes | None
    thing: tuple[str, str] | None
    entry: int | None  # that the line names
    act: str | None  # None: no such act is there
    at: datetime | None
    told: dict[str, Any]
    about: tuple[str, str]
    said: int | None  # on which line the act says that it stands
    log: int | None  # how it was marked to enter the log
    filling: bytes | None  # by which it comes out of the key of the filling; None: it fills up nothing


COLUMNS = (
    *("pk", "sequence", "data", "number", "facts", "matter__secret", "matter__kind", "matter__key", "entry_id"),
    *("entry__act", "entry__at", "entry__facts", "entry__kind", "entry__key", "entry__sequence"),
    *("entry__log", "filling"),
)


def line_of(row: tuple[Any, ...]) -> Line:
    """The line of such a row."""
    pk, sequence, data, number, facts, secret, kind, key, entry, act, at, told, about, its_key, said, how, filling = row
    return Line(
        pk=pk,
        sequence=sequence,
        data=bytes(data),
        number=number,
        facts=facts,
        secret=bytes(secret) if secret is not None else None,
        thing=(kind, key) if kind is not None else None,
        entry=entry,
        act=act,
        at=at,
        told=told or {},
        about=(about, its_key),
        said=said,
        log=how,
        filling=bytes(filling) if filling is not None else None,
    )

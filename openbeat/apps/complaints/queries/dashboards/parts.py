"""What a dashboard is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how full it is (0 to 1), and the same in words."""

    label: str
    share: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first column names the row, and so many of the last columns hold numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row: its name, and its other cells, each with the name of its column."""
        return [(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that is shown: what it says in sentences, its bars, and the tables beside them."""

    key: str
    title: str
    said: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    longest: bool = False  # the longest bar is the largest number; else a full bar is all of them
    tables: tuple[Table, ...] = ()

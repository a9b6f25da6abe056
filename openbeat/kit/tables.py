"""Rows of a CSV file by a map that a person wrote: which column is what, how days are written, what words mean.

The map is a TOML file:

    source = "records"                 # whose file it is; with an id it tells one row from every other
    zone = "America/Chicago"           # of times without one
    delimiter = ","
    encoding = "utf-8-sig"

    [columns]                          # our name = the column's; a list is joined by a space
    id = "case_number"
    when = ["date", "time"]

    [constants]                        # our name = the same for every row
    kind = "assault"

    [formats]                          # how moments are written (strptime); several are tried in order
    when = ["%m/%d/%Y %H:%M", "%m/%d/%Y"]

    [values.kind]                      # what a word of the file means; * is every other word
    "THEFT FROM AUTO" = "from_car"
    "*" = "other"
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST = 2  # as a spreadsheet counts: the head is row 1
ELSE = "*"
LONGEST = 20_000  # characters of a cell
KNOWN = frozenset({"source", "zone", "delimiter", "encoding", "columns", "constants", "formats", "values"})


class Broken(ValueError):
    """Raised where the map or the file as a whole cannot be read; says why in a sentence."""


class Unfit(ValueError):
    """Raised where one row does not say what it must; says why in a sentence."""


@dataclass(frozen=True, slots=True)
class TableMap:
    """What the columns of a file are."""

    source: str
    columns: Mapping[str, tuple[str, ...]]
    zone: str = "UTC"
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    constants: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number (the head is 1, the first row below it 2), its words by our names, and the map."""

    number: int
    words: Mapping[str, str]
    map: TableMap
    whole: tuple[str, ...] = ()

    def text(self, name: str, *, most: int = LONGEST) -> str:
        """What stands there, or "". Raises Unfit where it is longer than it may be."""
        found = self.words.get(name, "")
        if len(found) > most:
            raise Unfit(f"{name} has {len(found)} characters; {most} fit")
        return found

    def must(self, name: str, *, most: int = LONGEST) -> str:
        """What stands there; raises Unfit where nothing does."""
        if not (found := self.text(name, most=most)):
            raise Unfit(f"{name} is empty")
        return found

    def word(self, name: str, known: Any, default: str = "") -> str:
        """One of our own words, by the map's values; raises Unfit where the map does not know the file's word."""
        found = self.text(name) or default
        meant = self.map.values.get(name, {})
        value = meant.get(found, meant.get(found.casefold(), found if found in known else meant.get(ELSE, "")))
        if value not in known:
            raise Unfit(f"{name}: {found!r} is in the map under no word of ours")
        return value

    def number_in(self, name: str, least: float, most: float) -> float | None:
        """A figure between two others, or None where the cell is empty; raises Unfit."""
        found = self.text(name)
        if not found:
            return None
        try:
            value = float(found)
        except ValueError as problem:
            raise Unfit(f"{name}: {found!r} is no figure") from problem
        if not least <= value <= most:  # also for nan
            raise Unfit(f"{name}: {found} does not lie between {least:g} and {most:g}")
        return value

    def moment(self, name: str) -> datetime:
        """A moment in UTC; without a zone of its own it is in the map's. Raises Unfit: empty, odd, or no such hour."""
        found = self.must(name)
        local = self._read(name, found)
        if local.tzinfo is None:
            local = local.replace(tzinfo=ZoneInfo(self.map.zone))
            if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
                local += timedelta(hours=1)  # the clocks went forward: the hour did not exist
        try:
            return local.astimezone(UTC)
        except OverflowError as problem:
            raise Unfit(f"{name}: {found!r} is no day that we know") from problem

    def _read(self, name: str, found: str) -> datetime:
        for shape in self.map.formats.get(name, ()):
            try:
                return datetime.strptime(found, shape)  # noqa: DTZ007  the zone is the map's
            except ValueError:
                continue
        try:
            return datetime.fromisoformat(found)
        except ValueError as problem:
            raise Unfit(f"{name}: {found!r} is no moment that the map's formats know") from problem


def read_map(path: Path) -> TableMap:
    """Read a map; raises Broken."""
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Broken(f"the map {path} cannot be read: {problem}") from problem
    return map_of(facts)


def map_of(facts: Mapping[str, Any]) -> TableMap:
    """The map that these facts say; raises Broken."""
    if odd := sorted(facts.keys() - KNOWN):
        raise Broken(f"the map says {', '.join(odd)}; it may say {', '.join(sorted(KNOWN))}")
    columns = {name: _several(value) for name, value in facts.get("columns", {}).items()}
    if not facts.get("source") or not columns:
        raise Broken("the map needs a source and [columns]")
    zone = str(facts.get("zone", "UTC"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise Broken(f"there is no time zone {zone!r}") from problem
    return TableMap(
        source=str(facts["source"]),
        columns=columns,
        zone=zone,
        delimiter=str(facts.get("delimiter", ",")),
        encoding=str(facts.get("encoding", "utf-8-sig")),
        constants={name: str(value) for name, value in facts.get("constants", {}).items()},
        formats={name: _several(value) for name, value in facts.get("formats", {}).items()},
        values={name: _meanings(found) for name, found in facts.get("values", {}).items()},
    )


def _several(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else (str(value),)


def _meanings(found: Mapping[str, Any]) -> dict[str, str]:
    exact = {str(word): str(meaning) for word, meaning in found.items()}
    return {**{word.casefold(): meaning for word, meaning in exact.items()}, **exact}


def rows(path: Path, by: TableMap) -> Iterator[Row | tuple[int, str]]:
    """The rows of a file in order; in the place of one that is torn, its number and why. Raises Broken."""
    try:
        with path.open(encoding=by.encoding, newline="", errors="strict") as file:
            yield from _rows(file, by)
    except (OSError, UnicodeDecodeError, LookupError) as problem:
        raise Broken(f"the file {path} cannot be read: {problem}") from problem
    except csv.Error as problem:
        raise Broken(f"the file {path} is no table: {problem}") from problem


def _rows(file: Any, by: TableMap) -> Iterator[Row | tuple[int, str]]:
    reader = csv.reader(file, delimiter=by.delimiter)
    head = [name.strip() for name in next(reader, [])]
    if missing := sorted({name for names in by.columns.values() for name in names} - set(head)):
        raise Broken(f"the file has no column {', '.join(missing)}; it has {', '.join(head) or 'none'}")
    at = {name: index for index, name in enumerate(head)}
    for number, cells in enumerate(reader, FIRST):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            yield number, f"it has {len(cells)} cells; the head has {len(head)}"
            continue
        kept = [cell.replace("\0", "").strip() for cell in cells]
        said = {name: " ".join(filter(None, (kept[at[one]] for one in names))) for name, names in by.columns.items()}
        yield Row(number, {**by.constants, **said}, by, tuple(kept))

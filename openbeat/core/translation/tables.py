"""Reads a table of languages that areas speak: its encoding, its columns, its lines; what is wrong gets its number.

    area,language,percent,people,source,year
    harbor,my,18.5,,American Community Survey,2023

An area by its address, name, number or kind and number; a language by code, English or own name; percent or people.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.core.translation import lexicon
from openbeat.core.translation.facts import Spoken

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

MOST_LINES = 20_000
FIRST = 2  # as a spreadsheet counts: the head is line 1
NEEDED = ("area", "language", "source", "year")
FIGURES = ("percent", "people")
THOUSANDS = re.compile(r"\d{1,3}(?:[,.\s'\u2019\u202f]\d{3})+")


class Broken(ValueError):
    """Raised where a file as a whole cannot be read; carries the sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A good line: its number, the area that it is about, and what it says."""

    number: int
    area: int
    said: Spoken


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be taken: its number, and why."""

    number: int
    why: str


class _Wrong(ValueError):
    """One cell does not say what it must."""


def decoded(data: bytes) -> str:
    """The words of a file in UTF-8, in UTF-16 with its mark, or as older spreadsheets write it; raises Broken."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise Broken(_("This file cannot be read as text. Save it as “CSV UTF-8”."))


def lines(words: str, areas: Iterable[Area], source_language: str) -> list[Line | Bad]:
    """Every line of a table, in order; in the place of one that is wrong, its number and why. Raises Broken."""
    try:
        rows = list(_rows(words))
    except csv.Error as problem:
        raise Broken(_("This file is no table with commas between the cells.")) from problem
    known, seen, found = _by_name(areas), dict[tuple[int, str], int](), list[Line | Bad]()
    for number, cells in rows:
        try:
            line = _line(number, cells, known, source_language)
        except _Wrong as problem:
            found.append(Bad(number, str(problem)))
            continue
        first = seen.setdefault((line.area, line.said.language), number)
        again = _("line %(number)s says this of the same area and language") % {"number": first}
        found.append(line if first == number else Bad(number, again))
    return found


def _rows(words: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(words.lstrip("\ufeff"), newline=""), delimiter=_delimiter(words))
    head = [name.strip().casefold() for name in next(reader, [])]
    missing = [name for name in NEEDED if name not in head]
    if not missing and not set(FIGURES) & set(head):
        missing = ["percent"]
    if missing:
        raise Broken(_("The first line must name these columns too: %(names)s.") % {"names": ", ".join(missing)})
    for number, cells in enumerate(reader, FIRST):
        if number > MOST_LINES:
            raise Broken(_("The table has more than %(most)s lines. Take it in parts.") % {"most": MOST_LINES})
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(head, (" ".join(cell.split()) for cell in cells), strict=False))


def _delimiter(words: str) -> str:
    head = words.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _by_name(areas: Iterable[Area]) -> Mapping[str, set[int]]:
    names: dict[str, set[int]] = defaultdict(set)
    for area in areas:
        for name in (area.slug, area.code, area.name, area.number, area.label, f"{area.kind} {area.number}"):
            if name:
                names[name.casefold()].add(area.pk)
    return names


def _line(number: int, cells: Mapping[str, str], areas: Mapping[str, set[int]], source_language: str) -> Line:
    for name in NEEDED:
        if not cells.get(name):
            raise _Wrong(_("“%(column)s” is empty") % {"column": name})
    percent, people = figures(cells.get("percent", ""), cells.get("people", ""))
    code = lexicon.find(cells["language"])
    if not code:
        raise _Wrong(_("we know no language “%(name)s”") % {"name": cells["language"][:60]})
    if not (cells["year"].isascii() and cells["year"].isdigit() and len(cells["year"]) == 4):  # noqa: PLR2004
        raise _Wrong(_("“%(words)s” is no year") % {"words": cells["year"][:20]})
    said = Spoken(code, percent, people, cells["source"], int(cells["year"]), source_language)
    return Line(number, _area(cells["area"], areas), said)


def _area(name: str, areas: Mapping[str, set[int]]) -> int:
    found = areas.get(name.casefold(), set())
    if not found:
        raise _Wrong(_("we know no area “%(name)s”") % {"name": name[:60]})
    if len(found) > 1:
        raise _Wrong(_("several areas are called “%(name)s”: write “Beat 5” or the last part of its address")
                     % {"name": name[:60]})  # fmt: skip
    return next(iter(found))


def figures(percent: str, people: str) -> tuple[Decimal | None, int | None]:
    """The one figure of a line, as it is written: 12.5, 12,5 %, or 1,234 people; raises ValueError with a sentence."""
    if bool(percent) == bool(people):
        raise _Wrong(_("give a percentage or a number of people, and not both"))
    if people:
        bare = re.sub(r"\D", "", people) if THOUSANDS.fullmatch(people) else people
        if not (bare.isascii() and bare.isdigit() and len(bare) < 10):  # noqa: PLR2004
            raise _Wrong(_("“%(words)s” is no number of people") % {"words": people[:20]})
        return None, int(bare)
    try:
        value = Decimal(percent.rstrip("% \u202f\u00a0").replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and 0 <= value <= 100):  # noqa: PLR2004
        raise _Wrong(_("“%(words)s” is no percentage from 0 to 100") % {"words": percent[:20]})
    return value.quantize(Decimal("0.01")), None

"""Which weeks a meeting looks at, what they are compared with, and how coarse a place and a count must be. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK, YEAR = 7, 364  # days: 52 whole weeks, so that as many Saturdays are compared with as many
USUAL, LONGEST = 4, 26  # weeks
FEWEST = 5
PLACES = 3  # of a degree: about a hundred metres


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to the day after the last one."""

    since: date
    until: date

    @property
    def weeks(self) -> int:
        """How many whole weeks it has."""
        return (self.until - self.since).days // WEEK

    @property
    def last(self) -> date:
        """Its last day."""
        return self.until - timedelta(days=1)

    def earlier(self, years: int) -> Span:
        """The same weeks so many years before, with the same days of the week."""
        back = timedelta(days=YEAR * years)
        return Span(self.since - back, self.until - back)


def weeks_to(until: date, last: date | None) -> Span:
    """The whole weeks before the day `until` (which is not in them): since the last meeting, or four.

    Days that make no whole week are left out at the beginning, never at the end. Never less than one week, never more
    than half a year.
    """
    weeks = USUAL if last is None or last >= until else (until - last).days // WEEK
    return Span(until - timedelta(days=WEEK * min(max(weeks, 1), LONGEST)), until)


def quarter_before(day: date) -> Span:
    """The last whole quarter of the calendar before this day: quarters never overlap, so no difference of two tells."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    before = first - timedelta(days=1)
    return Span(date(before.year, 3 * ((before.month - 1) // 3) + 1, 1), first)


def same_quarter(span: Span, years: int) -> Span:
    """The same quarter so many years before."""
    return Span(span.since.replace(year=span.since.year - years), span.until.replace(year=span.until.year - years))


def covers(since: date | None, until: date | None, span: Span) -> bool:
    """Whether files that reach from `since` to `until` (included) tell a whole span: what is not told is not nought."""
    return since is not None and until is not None and since <= span.since and span.last <= until


def guarded(counts: Mapping[str, int], fewest: int = FEWEST) -> dict[str, int | None]:
    """Counts of protected kinds, None where too small to show. No total is given, so that none can be worked out."""
    return {kind: count if count == 0 or count >= fewest else None for kind, count in counts.items()}


HOUSE = re.compile(r"^\s*0*(\d{1,6})([A-Za-z])?(?:\s*-\s*\d+)?\s+(?=\S)")
MASKED = re.compile(r"^\s*0*(\d{1,4})XX\s+(?=\S)", re.IGNORECASE)
UNIT = re.compile(
    r"[,;]?\s*(?:#|\b(?:apt|apartment|unit|ste|suite|rm|room|fl|floor|bsmt|lot|trlr)\b\.?)\s*[-\w]*", re.IGNORECASE
)
LEFT = re.compile(r"(?<![\w-])\d+[A-Za-z]?(?![\w-])")  # a bare number that is no 71st or I-90


def block_of(place: str) -> str:
    """A place to the block: "1234 W Main St, Apt 4" becomes "1200 W Main St"; other bare numbers go.

    A corner stays as it is. Gives "" where nothing but numbers is left.
    """
    text = " ".join(UNIT.sub(" ", place).split())
    if found := MASKED.match(text):
        hundred = int(found[1]) * 100
    elif found := HOUSE.match(text):
        hundred = int(found[1]) // 100 * 100
    else:
        hundred = -1
    rest = text[found.end() :] if found else text
    rest = " ".join(LEFT.sub(" ", rest).split()).strip(" ,;")
    if not any(letter.isalpha() for letter in rest):
        return ""
    return f"{hundred} {rest}" if hundred >= 0 else rest


def coarse(figure: float) -> float:
    """A longitude or latitude, to about a hundred metres."""
    return round(figure, PLACES)


def sums(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Counts by kind, added up."""
    found: dict[str, int] = {}
    for kind, number in rows:
        found[kind] = found.get(kind, 0) + number
    return found

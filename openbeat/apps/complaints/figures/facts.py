"""The plain rows that the figures are worked out from, whether a complaint was filed here or came out of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HERE = "here"  # the source of what was filed in this program
ELSEWHERE = 0  # the version of definitions of a finding that another system made

type Told = tuple[tuple[str, str], ...]  # what is known of somebody: ("race", "black"), ("age", "30-39")


class State(StrEnum):
    """Whether a complaint is over, as of its day; of some that another system held nobody knows."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as of a day: all dates are at or before `as_of`; `closed` is None where it is open, or not said."""

    source: str
    received: date
    closed: date | None
    state: State
    as_of: date
    area: str = ""
    reached: tuple[tuple[str, date], ...] = ()  # stages, and the first day of each
    complainant: Told = ()

    @property
    def is_timed(self) -> bool:
        """Whether it says how long it took, or how long it has been open."""
        return self.closed is not None or self.state is State.OPEN

    @property
    def days(self) -> int:
        """Whole days from the day it came to the day it was closed, or to the as-of day."""
        return ((self.closed or self.as_of) - self.received).days


@dataclass(frozen=True, slots=True)
class Charge:
    """One allegation against one officer; `case` is the place of its complaint among the cases, from 0."""

    case: int
    kind: str
    finding: str = ""  # a finding, or how it ended without one; empty while it is open
    version: int = ELSEWHERE  # of the definitions
    recommended: str = ""  # the finding that whoever investigated recommended
    overseen: str = ""  # the finding that the body outside said
    measures: tuple[tuple[str, str], ...] = ()  # ("recommended", "training"), ("decided", "reprimand")
    beside: str = ""  # the published matrix: within, below, above
    retaliation: bool = False
    unit: str = ""
    officer: str = ""  # a mark that tells one officer from another, and nobody who it is
    officer_told: Told = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is counted at once. Recordings: how many were asked to be kept, and how many were lost after that.
    Check-ins: how often somebody was asked whether anybody harms them for complaining, and how many answered.
    """

    cases: tuple[Case, ...] = ()
    charges: tuple[Charge, ...] = ()
    recordings: tuple[int, int] = (0, 0)
    check_ins: tuple[int, int] = (0, 0)
    residents: tuple[tuple[str, int], ...] = ()  # of areas, where known
    sizes: tuple[tuple[str, int], ...] = ()  # officers of units, where known
    left_out: tuple[str, ...] | None = None  # units of few officers, and those with them; None: not worked out yet


@dataclass(frozen=True, slots=True)
class Rule:
    """Below which number of people a cell is left out, of how few complaints no half is estimated, and what the
    publication profile allows to be counted.
    """

    people: int = 5
    few: int = 5
    complainants: bool = False
    officers: bool = False
    units: bool = True
    areas: bool = True
    discipline: bool = True

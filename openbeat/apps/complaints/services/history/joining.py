"""One complaint out of all its rows. Whatever order they stand in, the same comes out.

Where rows of one complaint contradict each other: it was received on the earliest day (the clock begins when somebody
was told first), closed on the latest (a complaint is closed when all of it is), and open where any row says that it is
open and gives no day. Other words: what most rows say. A row that says nothing contradicts nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import compress, groupby
from operator import ge
from typing import Any, NamedTuple

from openbeat.apps.complaints.lifecycle.history import PastStatus
from openbeat.apps.complaints.services.history.facts import Case, Charge, Read


class Said(NamedTuple):
    """One line for the report: of which row, of which complaint, what (refused, decided, merged), why."""

    line: int
    number: str
    what: str
    code: str
    why: str


@dataclass(slots=True)
class Joined:
    """A complaint as its rows tell it: None for `case` where it cannot be taken."""

    number: str
    case: Case | None
    lines: tuple[int, ...] = ()
    charges: dict[str, Charge] = field(default_factory=dict)  # by the key under which the next file finds it
    taken: int = 0
    merged: int = 0
    refused: int = 0
    undated: bool = False  # closed, and nobody says when
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a whole file: the day of the extract where no row says it, and which columns there are."""

    as_of: str
    roles: frozenset[str]
    repeats: bool = False  # rows that are alike in every cell are allegations of their own


def join(rows: Sequence[Read], by: Rules) -> Joined:
    """Put the rows of one complaint together."""
    found = Joined(rows[0].number, None, _lines(rows))
    case = _case(rows, found)._replace(as_of=max(row.case.as_of for row in rows) or by.as_of)
    if "received" in by.roles and not case.received:
        return _refused(found, rows, "no_received", "No row of this complaint says when it was received.")
    if case.received and case.closed and case.closed < case.received:
        why = f"Its rows together say that it was closed on {case.closed}, before it was received on {case.received}."
        return _refused(found, rows, "closed_before_received", why)
    for name in ("received", "closed"):
        if case.as_of and getattr(case, name) > case.as_of:
            why = f"It was {name} on {getattr(case, name)}, after the file was made on {case.as_of}."
            return _refused(found, rows, f"{name}_after_extract", why)
    _charges(rows, found, repeats=by.repeats)
    found.case = case if case.status else case._replace(status=_told_by_findings(found, by.roles))
    if found.case.status == PastStatus.CLOSED and not case.closed:
        found.undated = True
        _decided(found, rows, "closed_without_day", "It is closed, and no row says since when: it counts in totals, "
                 "and is left out of the time to close.")  # fmt: skip
    return found


def _told_by_findings(found: Joined, roles: frozenset[str]) -> str:
    """Where it stands, when no row gives a status or a day: with a column for that day, it is open."""
    if "closed" in roles:
        return PastStatus.OPEN.value
    if any(charge.finding for charge in found.charges.values()):
        return PastStatus.CLOSED.value
    return PastStatus.OPEN.value if "finding" in roles else PastStatus.UNKNOWN.value


def _refused(found: Joined, rows: Iterable[Read], code: str, why: str) -> Joined:
    found.said = [Said(line, found.number, "refused", code, why) for line in _lines(rows)]
    found.refused = len(found.said)
    return found


def _lines(rows: Iterable[Read]) -> tuple[int, ...]:
    """Each line of the file once: a line with a list of findings was read once for each of them."""
    return tuple(dict.fromkeys(row.line for row in rows))


# The case


def _case(rows: Sequence[Read], found: Joined) -> Case:
    cases = [row.case for row in rows]
    facts: dict[str, Any] = {name: _most(cases, name) for name in ("agency", "channel")}
    facts["area"], facts["place"] = _place(cases)
    for name in ("race", "sex", "age"):
        facts[name] = "|".join(sorted({part for case in cases for part in getattr(case, name).split("|") if part}))
    received = _chosen(found, rows, "received", min, "the earliest stands")
    closed, status = _end(found, rows)
    incident = _chosen(found, rows, "incident", min, "the earliest stands")
    if received and incident > received:
        why = f"It happened on {incident}, after it was received on {received}: that day is left out."
        _decided(found, rows, "incident_after_received", why)
        incident = ""
    return Case(received=received, incident=incident, closed=closed, status=status, **facts)


def _most(cases: Sequence[Case], name: str) -> Any:
    counts = Counter(value for case in cases if (value := getattr(case, name)))
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _place(cases: Sequence[Case]) -> tuple[int, str]:
    counts = Counter((case.area, case.place) for case in cases if case.place)
    return min(counts, key=lambda pair: (-counts[pair], not pair[0], pair[1]), default=(0, ""))


def _chosen(found: Joined, rows: Sequence[Read], name: str, choose: Any, how: str) -> str:
    days = sorted({day for row in rows if (day := getattr(row.case, name))})
    if len(days) > 1:
        what = "happened" if name == "incident" else f"was {name}"
        _decided(found, rows, f"differs_{name}", f"Its rows say that it {what} on {', '.join(days[:5])}: {how}.")
    return str(choose(days)) if days else ""


def _end(found: Joined, rows: Sequence[Read]) -> tuple[str, str]:
    """The day on which it was closed, and where it stands."""
    cases = [row.case for row in rows]
    if any(case.status == PastStatus.OPEN and not case.closed for case in cases):
        if any(case.closed or case.status == PastStatus.CLOSED for case in cases):
            _decided(found, rows, "partly_open", "One row says that it is open, another that it is closed: it is open "
                     "until all of it is closed.")  # fmt: skip
        return "", PastStatus.OPEN.value
    closed = _chosen(found, rows, "closed", max, "the latest stands")
    if closed:
        if any(case.status == PastStatus.OPEN for case in cases):
            _decided(
                found, rows, "open_with_closed_day", f"It is called open, and was closed on {closed}: the day stands."
            )
        return closed, PastStatus.CLOSED.value
    said = {case.status for case in cases}
    return "", next((each.value for each in (PastStatus.CLOSED, PastStatus.UNKNOWN) if each in said), "")


def _decided(found: Joined, rows: Sequence[Read], code: str, why: str) -> None:
    found.said.append(Said(min(row.line for row in rows), found.number, "decided", code, why))


# Its allegations


def _charges(rows: Sequence[Read], found: Joined, *, repeats: bool) -> None:
    by_key: defaultdict[str, list[Read]] = defaultdict(list)
    for row in rows:
        if row.charge is not None:
            by_key[row.key].append(row)
    taken: set[int] = set()
    for key in sorted(by_key):
        kept = _one(by_key[key], found) if key.startswith("=") else _distinct(by_key[key], repeats=repeats)
        for index, row in enumerate(kept):
            if row.charge is not None:
                found.charges[sha256(f"{key} {index}".encode()).hexdigest()[:32]] = row.charge
        taken.update(row.line for row in kept)
    found.taken = len(taken) or 1
    found.merged = len(found.lines) - found.taken
    found.said.extend(_doubles(rows, found, taken))


def _doubles(rows: Sequence[Read], found: Joined, taken: set[int]) -> Iterator[Said]:
    """The rows that say nothing of their own, as many as were put together: later ones first of all."""
    first: dict[Any, int] = {}
    more = found.merged
    for line, of_line in groupby(sorted(rows, key=lambda row: row.line), key=lambda row: row.line):
        same = tuple((row.case, row.charge, row.rest) for row in of_line)
        if same in first and line not in taken:
            more -= 1
            yield Said(line, found.number, "merged", "same", f"It says the same as line {first[same]}.")
        first.setdefault(same, line)
    if more:
        why = f"{more} rows of it say nothing that other rows do not say: they are one with those."
        yield Said(min(first.values()), found.number, "merged", "joined", why)


def _one(rows: Sequence[Read], found: Joined) -> list[Read]:
    """Of an allegation with a number of its own: the row that was closed last, then the one that says most."""
    best = max(
        rows, key=lambda row: (row.case.as_of, row.case.closed, sum(map(bool, row.charge or ())), row.charge, -row.line)
    )
    if len({row.charge for row in rows}) > 1:
        _decided(found, rows, "differs_allegation", "Its rows say different things of the same allegation: what was "
                 "closed last stands.")  # fmt: skip
    return [best]


def _distinct(rows: Sequence[Read], *, repeats: bool) -> list[Read]:
    """Each allegation once: a row goes where another one says all that it says, and more."""
    found: dict[tuple[Charge, str], Read] = {}
    for row in rows:
        if row.charge is not None:
            found.setdefault((row.charge, row.rest), row)
    less = _less(found)
    kept = [found[one] for one in sorted(found) if one not in less]
    if not repeats:
        return kept
    again = (row for row in rows if row.charge is not None and (row.charge, row.rest) not in less)
    return sorted(again, key=lambda row: (row.charge or (), row.rest, row.line))


type Shape = tuple[bool, ...]
type Alleged = tuple[Charge, str]


def _less(found: Iterable[Alleged]) -> set[Alleged]:
    """Those of which another one says all, and more. By which cells are filled: a complaint may have 20,000 rows."""
    shapes: defaultdict[Shape, list[Alleged]] = defaultdict(list)
    for one in found:
        shapes[tuple(map(bool, one[0]))].append(one)
    less: set[Alleged] = set()
    for shape, ones in shapes.items():
        wider = [each for each in shapes if each != shape and all(map(ge, each, shape))]
        said = {_said(other, shape) for each in wider for other in shapes[each]}
        less.update(one for one in ones if _said(one, shape) in said)
    return less


def _said(one: Alleged, shape: Shape) -> tuple[object, ...]:
    return (*compress(one[0], shape), one[1])

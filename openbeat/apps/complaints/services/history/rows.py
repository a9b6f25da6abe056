"""One row of a file, understood by its map: what it says of the case, of one allegation, and of what nobody asked.

No name leaves this module: an officer becomes a keyed mark, and of words that the map does not list only a keyed
fingerprint tells one allegation from the next.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.crypto import salted_hmac

from openbeat.apps.complaints.lifecycle import Measure
from openbeat.apps.complaints.lifecycle.history import FINDINGS, MEASURES, OTHER_KIND, PastEnd, PastMeasure, PastStatus
from openbeat.apps.complaints.services.history import days, words
from openbeat.apps.complaints.services.history.cells import EXPLAIN, NO_NUMBER, bare, ending, filled, parts
from openbeat.apps.complaints.services.history.columns import CHARGE, PEOPLE
from openbeat.apps.complaints.services.history.facts import NAUGHT, PARTS, Case, Charge, Read, Unfit, people
from openbeat.apps.complaints.services.history.mapping import ELSE, FileMap

if TYPE_CHECKING:
    from openbeat.kit.sheets import Line

NUMBER_MOST, TEXT_MOST = 60, 80
EARLIEST = 1950


@dataclass(slots=True)
class Reader:
    """Understands rows by a map; counts the words that it could not, and which texts stand in several complaints."""

    by: FileMap
    head: tuple[str, ...]
    zone: ZoneInfo
    areas: Mapping[str, int]
    kinds: frozenset[str]
    today: date
    source: str = ""
    as_of: str = ""  # of the command line: it holds for every row
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    latest: str = ""  # the last day that stands in the file
    latest_as_of: str = ""  # of the column that says when it was made
    _at: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _rest: tuple[int, ...] = ()
    _days: dict[tuple[str, str], str] = field(default_factory=dict)
    _mark: Callable[[str], str] = str
    _odds: list[str] = field(default_factory=list)  # words of this row that nobody explained: all are told at once
    _charged: frozenset[int] = frozenset()
    _above: tuple[str, ...] = ()  # the last row that had a number: merged cells are filled from it

    def __post_init__(self) -> None:
        where = {name: index for index, name in reversed(list(enumerate(self.head)))}
        self._at = {role: tuple(where[name] for name in names) for role, names in self.by.columns.items()}
        self._charged = frozenset(index for role in CHARGE for index in self._at.get(role, ()))
        mapped = {index for found in self._at.values() for index in found}
        self._rest = tuple(index for index in range(len(self.head)) if index not in mapped)
        key = salted_hmac("openbeat.complaints.history", self.source, algorithm="sha256").digest()
        self._mark = lambda text: hmac.new(key, text.encode(), sha256).hexdigest()[:32]

    @property
    def as_of_of_map(self) -> str:
        """The day of the extract that the map says."""
        return self.by.as_of or self.by.constants.get("as_of", "")

    @property
    def says_charges(self) -> bool:
        """Whether the file has any column about allegations."""
        return any(role in self._at or role in self.by.constants for role in CHARGE)

    def number_of(self, line: Line) -> str:
        """The number of the complaint, for the report."""
        return bare(self._cell(line.cells, "number"))[:NUMBER_MOST]

    def read(self, line: Line) -> list[Read]:
        """Understand one row: once, or once for each finding that it lists. Raises Unfit."""
        cells = self._filled(line.cells)
        number = bare(self._cell(cells, "number"))
        if number.casefold() in NAUGHT:
            raise Unfit("no_number", NO_NUMBER)
        if len(number) > NUMBER_MOST:
            raise Unfit("long_number", f"The number has {len(number)} signs; {NUMBER_MOST} fit.")
        self._odds = []
        case = self._case(cells)
        charges = enumerate(self._parts(cells)) if self.says_charges else ()
        found = [self._charge(part, place) for place, part in charges] or [(None, "")]
        if self._odds:
            odds = list(dict.fromkeys(self._odds))
            raise Unfit(f"unknown_{odds[0].partition(':')[0]}", f"{'; '.join(odds)}: {EXPLAIN}")
        rest = self._mark("\x1f".join(cells[index] for index in self._rest)) if self._rest else ""
        return [Read(number, line.number, case, charge, key, rest if charge else "") for charge, key in found]

    def torn(self) -> None:
        """A row could not be read: nobody knows to which complaint the rows below it belong."""
        self._above = ()

    def _filled(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """A row without a number, with what the map fills down from the row above."""
        if not self.by.fill_down:
            return cells
        if self._cell(cells, "number").casefold() not in NAUGHT:
            self._above = cells
            return cells
        return filled(cells, self._above, {index for role in self.by.fill_down for index in self._at.get(role, ())})

    def _parts(self, cells: tuple[str, ...]) -> list[tuple[str, ...]]:
        meant = self.by.values.get("finding", {})
        at = self._at.get("finding", ())
        if len(at) != 1 or cells[at[0]].casefold() in meant:
            return [cells]
        return parts(cells, at[0], self._charged, lambda word: meant.get(word.casefold()) or words.finding(word))

    def _cell(self, cells: Sequence[str], role: str) -> str:
        if (at := self._at.get(role)) is None:
            return self.by.constants.get(role, "")
        if len(at) == 1:
            return cells[at[0]]
        return " ".join(filter(None, (cells[index] for index in at)))

    def _text(self, cells: Sequence[str], role: str) -> str:
        found = self._cell(cells, role)
        return "" if found.casefold() in NAUGHT else " ".join(found.split())[:TEXT_MOST]

    # The case

    def _case(self, cells: Sequence[str]) -> Case:
        received, incident, closed = (self._day(cells, role) for role in ("received", "incident", "closed"))
        said = self._day(cells, "as_of")
        self.latest_as_of = max(self.latest_as_of, said)
        as_of = self.as_of or said or self.as_of_of_map
        if received and closed and closed < received:
            raise Unfit("closed_before_received", f"It was closed on {closed}, before it was received on {received}.")
        for name, found in (("received", received), ("closed", closed)):
            if as_of and found > as_of:
                raise Unfit(f"{name}_after_extract", f"It was {name} on {found}, after the file was made on {as_of}.")
        self.latest = max(self.latest, received, closed)
        place = bare(self._text(cells, "area"))
        area = self._area(place)
        people = (self._people(cells, role) for role in PEOPLE)
        status, agency = self._status(cells), self._text(cells, "agency")
        return Case(received, incident, closed, status, as_of, agency, area, place, self._channel(cells), *people)

    def _day(self, cells: Sequence[str], role: str) -> str:
        """The day as ISO; raises Unfit: no day at all, long ago, or still to come."""
        text = self._cell(cells, role)
        known = self._days.get((role, text))
        if known is None:
            known = self._incident(text) if role == "incident" else self._fresh_day(role, text)
            if len(self._days) > 200_000:  # noqa: PLR2004  days of fifty years, in a few spellings each
                self._days.clear()
            self._days[role, text] = known
        return known

    def _incident(self, text: str) -> str:
        """No clock hangs on it: where it cannot be read it is left out, and counted, and the complaint stands."""
        try:
            return self._fresh_day("incident", text)
        except Unfit:
            self._count("incident", text)
            return ""

    def _fresh_day(self, role: str, text: str) -> str:
        try:
            found = days.day(text, self.by.formats.get(role, ()), self.zone)
        except days.NoDay as problem:
            why = f"{self._called(role)}: {text[:40]!r} is no day that is known. Say under [formats] how it is written."
            raise Unfit(f"{role}_no_day", why) from problem
        if found is None:
            return ""
        if found.year < EARLIEST or found > self.today:
            past = "is long ago" if found.year < EARLIEST else "is still to come"
            raise Unfit(f"{role}_odd_day", f"{self._called(role)}: {found.isoformat()} {past}.")
        return found.isoformat()

    def _called(self, role: str) -> str:
        """The column, as we and as the file call it."""
        return f"{role} ({', '.join(self.by.columns.get(role, ('the map',)))})"

    def _status(self, cells: Sequence[str]) -> str:
        text = self._text(cells, "status")
        if not text:
            return ""
        found = self._meant("status", text, PastStatus.values, words.status)
        if found is None and self.by.guessed:
            self._count("status", text)
            return PastStatus.UNKNOWN.value
        if found is None:
            return self._odd("status", text)
        return found

    def _area(self, place: str) -> int:
        """Our area, where there is one; several that differ are none."""
        found = {self._one_area(part) for part in PARTS.split(place)} if place else {0}
        if found == {0} and place:
            self._count("area", place)
        return found.pop() if len(found) == 1 else 0

    def _one_area(self, part: str) -> int:
        known = self.by.values.get("area", {}).get(part.casefold(), part).casefold()
        return self.areas.get(known) or self.areas.get(known.lstrip("0")) or 0

    def _channel(self, cells: Sequence[str]) -> str:
        text = self._text(cells, "channel")
        return self.by.values.get("channel", {}).get(text.casefold(), text)[:40]

    # The allegation

    def _charge(self, cells: Sequence[str], place: int = 0) -> tuple[Charge | None, str]:
        said = {role: self._text(cells, role) for role in CHARGE}
        if not any(said.values()):
            return None, ""
        said["kind_code"] = bare(said["kind_code"])[:40]
        officer = self._mark(f"officer {bare(self._cell(cells, 'officer'))}") if said["officer"] else ""
        race, sex = self._people(cells, "officer_race"), self._people(cells, "officer_sex")
        kind = self._kind(said)
        recommended, final = (self._measure(said[role]) for role in ("recommended", "final"))
        charge = Charge(
            kind, said["kind_code"], said["kind_text"] or said["kind"], self._finding(said["finding"]), said["finding"],
            self._finding(said["finding_recommended"]), *recommended, *final, officer, race, sex, said["unit"],
        )  # fmt: skip
        named = [said["charge"]] if said["charge"] else [said["kind_code"], said["kind"], said["kind_text"], race, sex]
        if place:  # of a list: else two that are alike would be one
            named.append(str(place))
        return charge, ("=" if said["charge"] else "") + self._mark("\x1f".join([officer, *named]))

    def _kind(self, said: Mapping[str, str]) -> str:
        """A kind of ours: by the code, the finer words or the category, the first that means something."""
        texts = [said[role] for role in ("kind_code", "kind_text", "kind") if said[role]]
        meant = self.by.values.get("kind", {})
        found = [code for text in texts if (code := meant.get(text.casefold(), text.casefold())) in self.kinds]
        if found:
            return next((code for code in found if code != OTHER_KIND), OTHER_KIND)
        near = None if meant and not self.by.guessed else next(filter(None, map(words.kind, texts)), None)
        if near:
            return near
        if not texts:
            return OTHER_KIND
        self._count("kind", texts[-1])
        if ELSE not in meant and not self.by.guessed:
            return self._odd("kind", texts[-1], counted=True)
        return meant.get(ELSE, OTHER_KIND)

    def _finding(self, text: str) -> str:
        found = self._meant("finding", text, FINDINGS, ending)
        if found is None and self.by.guessed:
            self._count("finding", text)
            return PastEnd.UNKNOWN.value
        if found is None:
            return self._odd("finding", text)
        return found

    def _measure(self, text: str) -> tuple[str, int]:
        """What followed for the officer, and for how many days; what nobody knows is kept as such, and counted."""
        found = self._meant("measure", text, MEASURES, words.measure) if text else ""
        if found is None:
            self._count("measure", text)
            found = PastMeasure.UNKNOWN.value
        code, _space, length = found.partition(" ")  # a map may say "suspension 3"
        if code != Measure.SUSPENSION:
            return code, 0
        return code, int(length) if length.isdigit() else words.days(text) or 0

    # Words

    def _meant(self, name: str, text: str, codes: Sequence[str], known: Callable[[str], str | None]) -> str | None:
        """By the map, as one of our own codes, by what words usually mean, or by the map's `*`."""
        table, small = self.by.values.get(name, {}), text.casefold()
        if small in table:
            return table[small]
        found = known(text)
        if small in codes and found != "":
            return small
        if found is None and ELSE in table:
            self._count(name, text)
            return table[ELSE]
        return found

    def _people(self, cells: Sequence[str], role: str) -> str:
        found, odd = people(self._text(cells, role), role.rpartition("_")[2], self.by)
        for word in odd:
            self._count(role.rpartition("_")[2], word)
        return found

    def _count(self, name: str, text: str) -> None:
        if (name, text) in self.unknown or len(self.unknown) < 5000:  # noqa: PLR2004  more is no list of codes
            self.unknown[name, text] += 1

    def _odd(self, name: str, text: str, *, counted: bool = False) -> str:
        """The row is refused for this word, once all others of it are known."""
        if not counted:
            self._count(name, text)
        self._odds.append(f'{name}: "{text[:TEXT_MOST]}"')
        return ""

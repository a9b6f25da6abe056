"""What a row of somebody else's calendar says, by a map of its columns, patterns and habits. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from openbeat.apps.meetings.figures import recurrence

COLUMNS = ("starts", "ends", "title", "place", "area")
KEY = ("area", "starts", "title")
LONGEST_TITLE, LONGEST_PLACE, LONGEST_ADDRESS, LONGEST_ACCESS = 120, 120, 200, 1000
ROOM = 255  # most that is kept of a key


class BadMap(ValueError):
    """The map cannot be used; the sentence says why."""


class Unusable(ValueError):
    """A row cannot be taken; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern in the title, and what it means."""

    pattern: re.Pattern[str]
    meaning: str


@dataclass(frozen=True, slots=True)
class Map:
    """How to read a file: which column holds what, in which zone and form, and what its titles mean."""

    source: str
    language: str
    zone: ZoneInfo
    form: str
    minutes: int
    refuse_wrong_end: bool
    no_place: str
    why_cancelled: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    area_kind: str
    beat_kind: str
    beat_title: re.Pattern[str]
    kind: str
    kinds: tuple[Habit, ...]
    refused: tuple[Habit, ...]
    cancelled: tuple[re.Pattern[str], ...]
    addresses: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row says, in our terms; `remarks` are sentences about what was put right on the way."""

    key: str
    title: str
    kind: str
    starts: datetime
    ends: datetime
    place: str
    address: str
    access: str
    area: str
    names_beats: bool
    cancelled: bool
    remarks: tuple[str, ...]


def read_map(data: Mapping[str, Any], kinds: frozenset[str]) -> Map:
    """The map, from what its TOML file holds; raises BadMap."""
    try:
        beats, columns = data.get("beats", {}), data["columns"]
        found = Map(
            source=str(data["source"]),
            language=str(data.get("language", "en")),
            zone=ZoneInfo(data["zone"]),
            form=str(data.get("form", "%Y-%m-%dT%H:%M:%S")),
            minutes=int(data.get("minutes", 60)),
            refuse_wrong_end=bool(data.get("refuse_wrong_end", False)),
            no_place=str(data.get("no_place", "To be announced")),
            why_cancelled=str(data.get("why_cancelled", "Cancelled, as the calendar says.")),
            columns={name: str(columns[name]) for name in COLUMNS if name in columns},
            key=tuple(data.get("key", KEY)),
            area_kind=str(data.get("area_kind", "district")),
            beat_kind=str(beats.get("kind", "beat")),
            beat_title=_pattern(beats.get("title", r"\bbeats?\b")),
            kind=str(data.get("kind", "forum")),
            kinds=tuple(Habit(_pattern(one["title"]), one["kind"]) for one in data.get("kinds", ())),
            refused=tuple(Habit(_pattern(one["title"]), one["reason"]) for one in data.get("refused", ())),
            cancelled=tuple(_pattern(one) for one in data.get("cancelled", ())),
            addresses=tuple(_pattern(one) for one in data.get("addresses", ())),
        )
    except (TypeError, ValueError, re.error, ZoneInfoNotFoundError) as problem:
        raise BadMap(_("The map cannot be read: %(what)s") % {"what": problem}) from problem
    except KeyError as problem:
        raise BadMap(_("The map does not say “%(what)s”.") % {"what": problem.args[0]}) from problem
    return _checked(found, kinds)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _checked(found: Map, kinds: frozenset[str]) -> Map:
    if missing := [name for name in COLUMNS if name != "ends" and name not in found.columns]:
        raise BadMap(_("The map does not say which column holds “%(what)s”.") % {"what": missing[0]})
    if wrong := {found.kind, *(habit.meaning for habit in found.kinds)} - kinds:
        raise BadMap(_("“%(what)s” is no kind of meeting.") % {"what": min(wrong)})
    if wrong := set(found.key) - found.columns.keys():
        raise BadMap(_("The key names “%(what)s”, which is no column of the map.") % {"what": min(wrong)})
    if not 0 < found.minutes <= 24 * 60:
        raise BadMap(_("A meeting lasts from one minute to one day."))
    return found


def read(row: Mapping[str, str | None], by: Map) -> Facts:
    """What one row says; raises Unusable with the reason."""
    told = {name: _tidy(row.get(column)) for name, column in by.columns.items()}
    title = told["title"]
    if not title:
        raise Unusable(_("It has no title."))
    if len(title) > LONGEST_TITLE:
        raise Unusable(_("Its title is longer than %(most)s characters.") % {"most": LONGEST_TITLE})
    for habit in by.refused:
        if habit.pattern.search(title):
            raise Unusable(habit.meaning)
    remarks: list[str] = []
    starts, ends = _hours(told, by, remarks)
    place, address, access = _whereabouts(told["place"], by, remarks)
    return Facts(
        key="|".join(told[name] for name in by.key)[:ROOM],
        title=title,
        kind=next((habit.meaning for habit in by.kinds if habit.pattern.search(title)), by.kind),
        starts=starts,
        ends=ends,
        place=place,
        address=address,
        access=access,
        area=told["area"],
        names_beats=bool(by.beat_title.search(title)),
        cancelled=any(pattern.search(title) for pattern in by.cancelled),
        remarks=tuple(remarks),
    )


def _tidy(value: str | None) -> str:
    return " ".join((value or "").replace("\0", "").split())


def _hours(told: Mapping[str, str], by: Map, remarks: list[str]) -> tuple[datetime, datetime]:
    """When it begins and ends, in UTC: an hour that the clocks skip moves forward, and that is said."""
    begin = _local(told["starts"], by)
    starts = recurrence.moment(begin.date(), begin.time(), by.zone)
    if not recurrence.exists(begin.date(), begin.time(), by.zone):
        remarks.append(_("It begins at an hour that the clocks skip: taken an hour later."))
    usual = starts + timedelta(minutes=by.minutes)
    if not told.get("ends"):
        remarks.append(_("It says no end: taken with %(minutes)s minutes.") % {"minutes": by.minutes})
        return starts, usual
    ends = _local(told["ends"], by).replace(tzinfo=by.zone).astimezone(UTC)
    if ends > starts:
        return starts, ends
    if by.refuse_wrong_end:
        raise Unusable(_("It ends before it begins, or when it begins."))
    if ends == starts:
        remarks.append(_("It ends when it begins: taken with %(minutes)s minutes.") % {"minutes": by.minutes})
    else:
        remarks.append(_("It ends before it begins: taken with %(minutes)s minutes.") % {"minutes": by.minutes})
    return starts, usual


def _local(text: str, by: Map) -> datetime:
    try:
        found = datetime.strptime(text, by.form).replace(tzinfo=None)  # noqa: DTZ007  the map names the zone
    except ValueError as problem:
        sentence = _("“%(text)s” is no moment of the form %(form)s.") % {"text": text, "form": by.form}
        raise Unusable(sentence) from problem
    if not 1900 <= found.year < 3000:  # noqa: PLR2004  as in our forms
        raise Unusable(_("Its year is not between 1900 and 2999."))
    return found


def _whereabouts(text: str, by: Map, remarks: list[str]) -> tuple[str, str, str]:
    """Place, address, and what else stood there; an address that was glued to the place is taken off it."""
    if not any(letter.isalnum() for letter in text):
        remarks.append(_("It says no place."))
        return by.no_place, "", ""
    found = next((match for pattern in by.addresses if (match := pattern.match(text))), None)
    place, address = (found["place"] or "", found["address"]) if found else (text, "")
    place = place.strip(" ,;:-\u2013/\n")
    if not place:
        place, address = address, ""
    if len(place) > LONGEST_PLACE or len(address) > LONGEST_ADDRESS:
        remarks.append(_("What it says of the place is long: it stands under “How to get in”."))
        return by.no_place, "", text[:LONGEST_ACCESS]
    return place, address.strip(), ""

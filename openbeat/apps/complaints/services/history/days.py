"""Days as other systems write them: ISO, American, with times, with months in words, as numbers of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EXCEL, EPOCH, SECONDS = "excel", "epoch_ms", "epoch_s"
SPECIAL = (EXCEL, EPOCH, SECONDS)  # formats of a map that strptime does not know
EXCEL_BEGAN = datetime(1899, 12, 30)  # noqa: DTZ001  a day on the wall
EPOCH_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
NOTHING = frozenset({"", "null", "(null)", "none", "nan", "nat", "n/a", "na", "<na>", "#n/a", "-", "--", "unknown",
                     "not applicable", "tbd", "pending", "unclear", "not recorded", "not provided",
                     "not available", "various", "open", "still open", "not closed", "ongoing", "active", "in progress",
                     "under investigation", "blank", "(blank)"})  # fmt: skip
FIRST, LAST = date(1901, 1, 1), date(9998, 1, 1)  # outside of them: what a program writes where it knows no day
CENTURY, PIVOT = 100, 69
MIDNIGHT = time(0)

NAUGHT = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}([ T][0:.]+)?")  # 0000-00-00 00:00:00; not 00:00.0, which hides a day
WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,? ", re.IGNORECASE)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\.0|[T ]?\d{4}(?:\d{2})?)?")
AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
WORDED = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
NAVAL = re.compile(r"(\d{1,2})[- ]?([A-Za-z]{3,9})[- ,]*(\d{4}|\d{2})(?!\d)")
MONTH = re.compile(r"(\d{4})[ /-](\d{1,2})(?:\.0)?")
OFFSET = re.compile(r"(Z|[+-]\d{2}(?::?\d{2})?)$")
MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip


class NoDay(ValueError):
    """Raised where a cell holds something, and it is no day."""


def day(text: str, formats: Sequence[str], zone: ZoneInfo) -> date | None:
    """The day in a cell; None where it holds none, or a placeholder. With formats declared, those and ISO alone count.

    A moment that says its offset from UTC is looked at in `zone`; midnight of UTC is a day that was never a moment.
    Raises NoDay.
    """
    bare = WEEKDAY.sub("", " ".join(text.split()).lstrip("'"))
    if bare.casefold() in NOTHING or NAUGHT.fullmatch(bare):
        return None
    try:
        found = _declared(bare, formats, zone) or _iso(bare, zone) or (None if formats else _guessed(bare))
    except (ValueError, OverflowError) as problem:
        raise NoDay(text) from problem
    if found is None:
        raise NoDay(text)
    return found if FIRST < found < LAST else None


def _declared(text: str, formats: Sequence[str], zone: ZoneInfo) -> date | None:
    for one in formats:
        if one == EXCEL and re.fullmatch(r"\d{1,6}(\.\d+)?", text):
            return (EXCEL_BEGAN + timedelta(days=float(text))).date()
        if one == EPOCH and re.fullmatch(r"-?\d{9,14}(\.0)?", text):
            return _seen(EPOCH_BEGAN + timedelta(milliseconds=float(text)), zone)
        if one == SECONDS and re.fullmatch(r"-?\d{6,10}(\.\d+)?", text):
            return _seen(EPOCH_BEGAN + timedelta(seconds=float(text)), zone)
        if found := _by_format(text, one, zone):
            return found
    return None


def _by_format(text: str, one: str, zone: ZoneInfo) -> date | None:
    for piece in (text, text.partition(" ")[0], text.partition("T")[0]):
        try:
            found = datetime.strptime(piece, one)  # noqa: DTZ007  without an offset it is a day on the wall
        except ValueError:
            continue
        return _seen(found, zone) if found.tzinfo else found.date()
    return None


def _seen(moment: datetime, zone: ZoneInfo) -> date:
    """The day on the wall there; systems write a day without a clock as midnight of UTC."""
    in_utc = moment.astimezone(UTC)
    return in_utc.date() if in_utc.time() == MIDNIGHT else moment.astimezone(zone).date()


def _iso(text: str, zone: ZoneInfo) -> date | None:
    if not (found := ISO.fullmatch(text)):
        if found := COMPACT.fullmatch(text):
            return date(*map(int, found.groups()))
        return None
    year, month, number, rest = found.groups()
    wall = date(int(year), int(month), int(number))
    if not (offset := OFFSET.search(rest.strip())) or not rest.strip(" T"):
        return wall
    clock = rest[: rest.rindex(offset.group())].strip(" T") or "00:00"
    sign = "+00:00" if offset.group() == "Z" else offset.group()
    sign = sign if ":" in sign else f"{sign[:3]}:{sign[3:] or '00'}"
    return _seen(datetime.fromisoformat(f"{wall.isoformat()}T{clock}{sign}"), zone)


def _guessed(text: str) -> date | None:
    if found := AMERICAN.match(text):
        month, number, year = map(int, found.groups())
        return date(_whole(year), month, number)
    if found := WORDED.match(text):
        return date(int(found[3]), MONTHS[found[1][:3].casefold()] if _is_month(found[1]) else 0, int(found[2]))
    if found := NAVAL.match(text):
        return date(_whole(int(found[3])), MONTHS[found[2][:3].casefold()] if _is_month(found[2]) else 0, int(found[1]))
    if found := MONTH.fullmatch(text):
        return date(int(found[1]), int(found[2]), 1)
    return None


def _is_month(word: str) -> bool:
    return word[:3].casefold() in MONTHS


def _whole(year: int) -> int:
    if year >= CENTURY:
        return year
    return year + (1900 if year >= PIVOT else 2000)


def shape(texts: Sequence[str]) -> list[str]:
    """The formats to declare for a column, from what stands in it: none where ISO or American days do."""
    bare = [text.strip() for text in texts if text.strip().casefold() not in NOTHING]
    if bare and all(re.fullmatch(r"\d{12,13}(\.0)?", text) for text in bare):
        return [EPOCH]
    if bare and all(re.fullmatch(r"\d{9,10}(\.0)?", text) for text in bare):
        return [SECONDS]
    if bare and all(re.fullmatch(r"[1-5]\d{4}(\.\d+)?", text) for text in bare):
        return [EXCEL]
    found = [match for text in bare if (match := AMERICAN.match(text))]
    if any(int(match[1]) > len(MONTHS) for match in found) and not any(int(match[2]) > len(MONTHS) for match in found):
        sign = next(each for each in "/.-" if each in found[0].group())
        years = "%Y" if len(found[0][3]) > 2 else "%y"  # noqa: PLR2004  digits
        return [f"%d{sign}%m{sign}{years}"]
    return []

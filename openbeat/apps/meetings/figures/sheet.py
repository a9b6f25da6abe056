"""Reads what somebody types from the sign-in sheet: one line a person, or a count."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

NUMBER = re.compile(r"\d+")
PARTS = re.compile(r"[,;\t،、，]")  # noqa: RUF001  as people type it in Arabic and Chinese
STAR = ("*", "★", "＊")  # noqa: RUF001  as it is typed in Chinese too
LONGEST, MOST = 80, 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a person, or several who were only counted."""

    name: str = ""
    people: int = 1
    first_timers: int = 0
    regulars: int = 0
    language: str = ""  # a code; "" where nobody said


class Unreadable(ValueError):
    """A line that says neither who nor how many; `line` is its number, from one."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def read(text: str, languages: Collection[str]) -> tuple[Entry, ...]:
    """The entries, line by line; empty lines are passed over. Raises Unreadable.

    "Maria" is a person, "Maria *" one who is here for the first time, "Maria, es" one who speaks Spanish. "12, 3" (or
    "12 people, 3 first time") are twelve people, three of them for the first time.
    """
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_entry(line.strip(), number, languages) for number, line in lines if line.strip())


def _entry(line: str, number: int, languages: Collection[str]) -> Entry:
    return _count(line, number) if line[0].isdecimal() else _person(line, number, languages)


def _count(line: str, number: int) -> Entry:
    people, first, *more = [*(int(found) for found in NUMBER.findall(line)), 0, 0][:3]
    if more != [0] or not 1 <= people <= MOST or first > people:
        raise Unreadable(number)
    return Entry(people=people, first_timers=first)


def _person(line: str, number: int, languages: Collection[str]) -> Entry:
    name, *notes = (part.strip() for part in PARTS.split(line))
    new = any(part.endswith(STAR) for part in (name, *notes))
    name = name.rstrip("".join(STAR)).strip()
    spoken = [note.rstrip("".join(STAR)).strip().lower() for note in notes]
    spoken = [note for note in spoken if note]
    if not name or len(name) > LONGEST or len(spoken) > 1 or any(note not in languages for note in spoken):
        raise Unreadable(number)
    return Entry(name=name, first_timers=int(new), language=spoken[0] if spoken else "")

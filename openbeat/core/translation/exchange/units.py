"""What a translator's file holds: one unit for each passage of a text, and what comes back of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 4 * 1024 * 1024  # of a file that comes back
MOST_UNITS = 5000  # in a file: far more than a text has passages
MOST_FAULTS = 20  # shown at once
LONGEST_NUMBER = 7  # digits of the number of a passage


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage: of which text (`slot`, as texts.slot_of says it), the how manieth (from 1), and its words.

    `words` is its translation where there is one; `was` the source that this was made of, where it has changed since.
    `note` and `hints` (a term, and what it is called in the other language) are for the translator's eyes and do not
    come back. `limit` is the most characters that the translation may have; 0 is no limit.
    """

    slot: str
    number: int
    source: str
    words: str = ""
    was: str = ""
    note: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    limit: int = 0

    @property
    def key(self) -> str:
        """What it is found by in a file."""
        return f"{self.slot}#{self.number}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Units that go to a translator together: from one language into another, by the codes of `languages`."""

    source: str
    target: str
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as a file has it, and on which line; not checked yet."""

    line: int
    key: str
    source: str
    words: str
    was: str = ""
    unsure: bool = False

    @property
    def slot(self) -> str:
        """Of which text it is."""
        return self.key.rpartition("#")[0]

    @property
    def number(self) -> int:
        """The how manieth passage it was when the file was made; 0 where its key does not say."""
        digits = self.key.rpartition("#")[2]
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_NUMBER else 0


@dataclass(frozen=True, slots=True)
class Content:
    """All that a file says: its languages as it writes them, its entries, and what is wrong with it."""

    source: str
    target: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """The translation of one passage, as it came back.

    `number` is that of the passage as it stands today, also where others came or went since. `source` is what the
    translator had before them: where it is not the source of today, the passage is `stale`.
    `unsure` says that the translator marked it so (fuzzy, needs review): where the words went out as older than their
    source, they are so still, and `source` is that older one.
    """

    slot: str
    number: int
    source: str
    words: str
    stale: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a file: on which line (0: nowhere in particular), in a sentence."""

    line: int
    words: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(fault)s") % {"line": self.line, "fault": self.words} if self.line else self.words


class Unreadable(Exception):
    """Raised when nothing of a file is taken; has every fault in the order of their lines, or the first of many."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = sorted(faults, key=lambda fault: fault.line)
        self.faults: tuple[Fault, ...] = tuple(found[:MOST_FAULTS])
        self.more = len(found) - len(self.faults)
        super().__init__(" ".join(str(fault) for fault in self.faults))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)


def refuse(words: Any, line: int = 0) -> Unreadable:
    """The refusal of a whole file for one reason."""
    return Unreadable([Fault(line, str(words))])

"""What a machine may not touch: it is replaced before by a sign that means nothing, and put back after.

Protected are links, addresses of e-mail, placeholders, tags, codes, telephone numbers, long figures, and the names that
are given. What is left of figures is compared afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count

from openbeat.core.translation.faults import PLACEHOLDER

PATTERNS = (
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]",  # links
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    PLACEHOLDER.pattern,
    r"<[^<>\n]*>",
    r"(?<!\w)[0-9A-Z]{4}(?:[ -][0-9A-Z]{4}){3}[ -][0-9A-Z](?!\w)",  # the code of a receipt, as it is shown
    r"\+?\(?\d[\d\s()./\u2010-\u2015-]{4,}\d",  # telephone numbers, dates in figures
    r"(?<!\w)(?=[\w/#-]{0,60}\d)(?=[\w/#-]{0,60}[^\W\d_])#?\w+(?:[-/]\w+)*",  # codes: letters and figures together
    r"\d{5,}|(?<!\w)#\w+",
)


class Lost(ValueError):
    """Raised when an answer does not have what it must; the first thing that is missing or too much."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A passage whose protected things are replaced by signs, and these things in the order in which they stood."""

    words: str
    sign: str
    things: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """There is no letter left that anybody could translate."""
        return not any(sign.isalpha() for sign in self._signs.sub("", self.words))

    @property
    def _signs(self) -> re.Pattern[str]:
        return re.compile(rf"{self.sign}(\d+)X")

    def restored(self, answer: str) -> str:
        """The answer with all of it put back; raises Lost where a thing or a figure is missing, changed or too much."""
        found = Counter(int(number) for number in self._signs.findall(answer))
        wanted = Counter(range(len(self.things)))
        for number in (wanted - found) + (found - wanted):
            raise Lost(self.things[number] if number < len(self.things) else str(number))
        rest, was = self._signs.sub(" ", answer), self._signs.sub(" ", self.words)
        if self.sign.casefold() in rest.casefold() or ("<" in rest and "<" not in was):
            raise Lost(self.sign if "<" not in rest else "<")
        figures, wanted_figures = Counter(_figures(rest)), Counter(_figures(was))
        for figure in (wanted_figures - figures) + (figures - wanted_figures):
            raise Lost(figure)
        return self._signs.sub(lambda mark: self.things[int(mark[1])], answer)


def masked(passage: str, names: Collection[str] = ()) -> Masked:
    """A passage in which everything that is protected is replaced."""
    sign = next(sign for sign in _candidates() if sign.casefold() not in passage.casefold())
    things: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        things.append(found[0])
        return f"{sign}{len(things) - 1}X"

    return Masked(_pattern(names, passage).sub(put_away, passage), sign, tuple(things))


def _candidates() -> Iterator[str]:
    return (f"X{'Q' * length}" for length in count(1))


def _pattern(names: Collection[str], passage: str) -> re.Pattern[str]:
    here = sorted({name for name in names if name.strip() and name in passage}, key=len, reverse=True)
    known = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in here]
    links, mail, *others = PATTERNS
    return re.compile("|".join((links, mail, *known, *others)))


def _figures(words: str) -> list[str]:
    """Every figure, in the digits of English, whichever script it is written in."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words)
    return re.findall(r"[0-9]+", plain)

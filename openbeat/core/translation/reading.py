"""Puts translations into a page: what is foreign to its reader is looked up once, after the page was rendered.

While a page is rendered each foreign text leaves a mark in it. When all of it is there, one query finds what is
translated, and each mark becomes the words. So a page costs one query more, however many texts it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from openbeat.core.translation import languages, queries
from openbeat.core.translation.models import Translation
from openbeat.core.translation.passages import digest
from openbeat.core.web.furniture import Part


@dataclass(frozen=True, slots=True)
class Asked:
    """A text of a page: its words, their language, how it is drawn, and what it is found by, where that is known."""

    value: str
    language: str
    draw: Callable[[Asked, Translation | None], SafeString]
    slot: str = ""


@dataclass(slots=True)
class Reader:
    """Collects what a page asks for, and fills it in."""

    language: str
    secret: str = field(default_factory=lambda: token_hex(6))  # what people write cannot look like a mark
    asked: list[Asked] = field(default_factory=list)

    def ask(self, asked: Asked) -> SafeString | None:
        """A mark for the page; None where the text is in the page's own language, and so has nothing to look up."""
        if not asked.language or asked.language == self.language or not asked.value.strip():
            return None
        self.asked.append(asked)
        return SafeString(f"\x02{self.secret}-{len(self.asked) - 1}\x03")

    def fill(self, page: str) -> str:
        """The page with its words."""
        if not self.asked:
            return page
        found = self._found()
        shown = [asked.draw(asked, found.get(asked.slot) or found.get(digest(asked.value))) for asked in self.asked]
        return self._put(shown, page)

    def again(self, part: str) -> SafeString:
        """A part that this reader collected for, in the page that is being rendered now, which asks for its texts."""
        now = reader()
        found = [(now.ask(asked) if now else None) for asked in self.asked]
        shown = [mark or asked.draw(asked, None) for asked, mark in zip(self.asked, found, strict=True)]
        return SafeString(self._put(shown, part))

    def _put(self, shown: Sequence[str], page: str) -> str:
        return re.sub(f"\x02{self.secret}-(\\d+)\x03", lambda mark: shown[int(mark[1])], page)

    def _found(self) -> dict[str, Translation]:
        slots = {asked.slot for asked in self.asked if asked.slot}
        digests = {digest(asked.value) for asked in self.asked}
        rows = queries.readings(self.language, slots, digests)
        return {row.digest: row for row in rows if row.text.public} | {row.slot: row for row in rows}


_READER: ContextVar[Reader | None] = ContextVar("reader", default=None)


def reader() -> Reader | None:
    """Who collects what this page asks for; None outside a page, as in letters and on paper."""
    return _READER.get()


@contextmanager
def reading() -> Iterator[Callable[[str], str]]:
    """While a page is rendered in this block, its texts are collected; gives what fills them in afterwards."""
    with _collecting() as mine:
        yield mine.fill if mine else str


def apart(draw: Callable[[], SafeString]) -> Part:
    """Render a part that is kept and shown in several pages: each of them asks for its texts anew."""
    with _collecting() as mine:
        part = draw()
    return partial(mine.again, part) if mine and mine.asked else partial(SafeString, part)


@contextmanager
def _collecting() -> Iterator[Reader | None]:
    code = get_language() or ""
    mine = Reader(code) if code in languages.WRITTEN else None
    token = _READER.set(mine)
    try:
        yield mine
    finally:
        _READER.reset(token)

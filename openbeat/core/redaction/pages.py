"""Blacks out places on pages: a new file is made of pictures alone, with the words that remain as text beside them.

The file is drawn by a program of its own with limits (`drawing`). Nothing of it is in what is made: no layer of text,
no note, no attachment, no earlier state, nothing about who wrote it. What was made is read again before it is handed
out.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.core.printing import labels
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.redaction import folding, texts
from openbeat.core.redaction.reasons import Reason
from openbeat.core.translation.machine import limited
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from django_stubs_ext import StrPromise

LARGEST: Final = 30 * 1024 * 1024  # bytes of a file
MOST: Final = 120 * 1024 * 1024  # characters that the program may answer
SECONDS: Final = 90.0
MODULE: Final = "openbeat.core.redaction.drawing"
INSET: Final = 0.3
PDF: Final = "application/pdf"
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
MADE_BY: Final = frozenset({"Title", "Creator", "Producer"})
REFUSALS: dict[str, StrPromise] = {
    "broken": gettext_lazy("This file cannot be drawn. It is broken, or not what its name says."),
    "locked": gettext_lazy("This file is locked with a password. Ask for one without."),
    "pages": gettext_lazy("This file has more than 60 pages, or none. Split it into smaller ones."),
    "signs": gettext_lazy("A page of this file holds far more letters than a page can. It was not drawn."),
}
TOO_LARGE = gettext_lazy("This file is larger than 30 megabytes. Split it into smaller ones.")
NOT_PAGES = gettext_lazy("Only PDF files and pictures can be blacked out here.")
TOO_MUCH = gettext_lazy("Drawing this file took too long or too much room. It was stopped.")


class Unreadable(Refused):
    """Raised where a file cannot be drawn; the sentence says why."""


class Unsafe(Refused):
    """Raised where what was made was read again and says more than it should: it is not handed out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in shares of its width and height from the upper left, and why it is blacked out."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: Reason
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """A word on a page: whether a person sees it there, and which box took it (-1: none)."""

    text: str
    box: tuple[float, float, float, float]
    drawn: bool = True
    taken: int = -1


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page as a picture (JPEG), and the words on it."""

    width: int
    height: int
    picture: bytes
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Choices:
    """What is decided beside the boxes: whose unseen words were read and may stand; words that may stand elsewhere."""

    layers: frozenset[int] = frozenset()
    allowed: frozenset[str] = frozenset()
    typed: dict[int, str] = field(
        default_factory=dict
    )  # what a page says, in words of whoever made the picture readable


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """The new file, and what it says in words."""

    pdf: bytes
    words: tuple[str, ...]


def look(content: bytes, media_type: str) -> list[Page]:
    """The pages of a file with their words, for whoever blacks out. Raises Unreadable."""
    return _drawn(content, media_type, {})


def _drawn(content: bytes, media_type: str, boxes: dict[str, list[list[float]]]) -> list[Page]:
    if media_type != PDF and media_type not in PICTURES:
        raise Unreadable(NOT_PAGES)
    if len(content) > LARGEST:
        raise Unreadable(TOO_LARGE)
    said = _ask({"what": "pdf" if media_type == PDF else "picture", "boxes": boxes}, content)
    return [_page(page) for page in said["pages"]]


def _ask(request: dict[str, Any], content: bytes) -> dict[str, Any]:
    whole = json.dumps({**request, "file": base64.b64encode(content).decode()})
    try:
        answer = limited.run([sys.executable, "-I", "-m", MODULE], whole, seconds=SECONDS, most=MOST)
        said: dict[str, Any] = json.loads(answer)
    except (limited.Stopped, OSError, ValueError) as fault:
        raise Unreadable(TOO_MUCH) from fault
    if refused := said.get("refused"):
        raise Unreadable(REFUSALS[refused])
    return said


def _page(said: dict[str, Any]) -> Page:
    words = (Word(word["text"], tuple(word["box"]), word["drawn"], word["taken"]) for word in said["words"])
    return Page(said["width"], said["height"], base64.b64decode(said["picture"]), tuple(words))


def find(pages: Sequence[Page], passage: str, reason: Reason, note: str = "") -> list[Box]:
    """A box for each word of each place where this passage stands, however it is written, seen or not."""
    return [
        over(number, page.words[index], reason, note)
        for number, page in enumerate(pages)
        for index in _where(page.words, passage)
    ]


def over(number: int, word: Word, reason: Reason, note: str = "") -> Box:
    """A box over the middle of one word: it grows over the whole of it when it is painted, and touches no other."""
    left, top, right, bottom = word.box
    wide, high = (right - left) * INSET, (bottom - top) * INSET
    return Box(number, left + wide, top + high, right - wide, bottom - high, reason, note)


def _where(words: Sequence[Word], passage: str) -> list[int]:
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word.text + " "
    found = folding.occurrences(text, passage)
    ends = [start + len(word.text) for start, word in zip(starts, words, strict=True)]
    return [n for n in range(len(words)) if any(starts[n] < last and ends[n] > first for first, last in found)]


def black_out(
    content: bytes, media_type: str, boxes: Sequence[Box], *, title: Passage, choices: Choices | None = None
) -> Made:
    """A new file of the pages with these boxes painted, which says in words what still stands there.

    Raises Unreadable; StillThere where a word is taken in one place and stands in another; Unsafe where the new file,
    read again, says a word that was taken, or holds anything but its pages.
    """
    choices = choices or Choices()
    by_page = {str(number): [box for box in boxes if box.page == number] for number in {box.page for box in boxes}}
    asked = {number: [[box.left, box.top, box.right, box.bottom] for box in some] for number, some in by_page.items()}
    pages = _drawn(content, media_type, asked)
    said = [_said(n, page, by_page.get(str(n), []), choices) for n, page in enumerate(pages)]
    gone = [word.text for page in pages for word in page.words if word.taken >= 0]
    if left := texts.standing("\n".join(said), _runs(pages, gone), choices.allowed):
        raise texts.StillThere(left)
    made = _set(pages, [texts.plain(each) for each in said], title)
    _require_safe(made, said, gone, title)
    return Made(made, tuple(said))


def _runs(pages: Iterable[Page], gone: list[str]) -> list[str]:
    """What was taken: each stretch of words that one box took, and each of its words."""
    runs: dict[tuple[int, int], list[str]] = {}
    for number, page in enumerate(pages):
        for word in page.words:
            if word.taken >= 0:
                runs.setdefault((number, word.taken), []).append(word.text)
    return [*(" ".join(run) for run in runs.values()), *(word for word in gone if len(folding.key(word)) > 1)]


def _said(number: int, page: Page, boxes: Sequence[Box], choices: Choices) -> str:
    """What a page still says: words that a person sees there (or read and let stand), and a block for what is gone."""
    parts: list[str] = []
    last, told = -1, set()
    for word in page.words:
        if word.taken >= 0 and word.taken != last:
            parts.append(_block(boxes[word.taken]))
            told.add(word.taken)
        elif word.taken < 0 and (word.drawn or number in choices.layers):
            parts.append(texts.FORGED.sub("{ ", word.text))
        last = word.taken
    if typed := choices.typed.get(number, ""):
        parts = [texts.FORGED.sub("{ ", typed)]
    parts += [_block(box) for place, box in enumerate(boxes) if place not in told or typed]
    return " ".join(parts)


def _block(box: Box) -> str:
    note = f" ({box.note})" if box.reason == Reason.OTHER and box.note else ""
    return f"{{redacted_{box.reason}}}{note}"


def _set(pages: Sequence[Page], said: Sequence[str], title: Passage) -> bytes:
    sheets = [
        {
            "picture": _svg(page),
            "number": str(number),
            "words": Passage(words, title.language) if words else "",
        }
        for number, (page, words) in enumerate(zip(pages, said, strict=True), 1)
    ]
    return printing.render("redacted", {"pages": sheets}, language=title.language, title=title.text)


def _svg(page: Page) -> str:
    size = f'width="{page.width}" height="{page.height}"'
    picture = base64.b64encode(page.picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}'
        f' viewBox="0 0 {page.width} {page.height}"><image {size} xlink:href="data:image/jpeg;base64,{picture}"/></svg>'
    )


def _require_safe(made: bytes, said: Sequence[str], gone: Collection[str], title: Passage) -> None:
    """Read the new file again. Raises Unsafe where it says a word too often, or holds more than its pages."""
    found = _ask({"what": "read"}, made)
    if found["notes"] or found["attachments"] or set(found["facts"]) - MADE_BY:
        raise Unsafe(_("What was made holds more than its pages. It was not handed out."))
    there, meant = _count("\n".join(found["texts"])), _count("\n".join(map(texts.plain, said)))
    own = _count(" ".join(map(str, (title.text, *labels.EVERY_PAGE.values(), *labels.REDACTED.values()))))
    most = {word: meant[word] + own[word] * (len(said) + len(found["texts"])) for word in map(folding.key, gone)}
    if any(there[word] > count for word, count in most.items() if len(word) > 1):
        raise Unsafe(_("A word that was blacked out can still be read in what was made. It was not handed out."))


def _count(text: str) -> Counter[str]:
    return Counter(filter(None, map(folding.key, text.split())))

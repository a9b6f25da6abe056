"""Blacks out passages of a text: what was there is gone, and a block of one length with its reason stands instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from openbeat.core.redaction import folding, graphemes
from openbeat.core.redaction.reasons import Reason, words
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# A placeholder, so that whoever translates (a person or a machine) keeps it as it is: {redacted_person}
TOKEN: Final = re.compile(r"\{redacted_([a-z]+)\}")
FORGED: Final = re.compile(r"\{(?=redacted_)")
BLOCK: Final = "█████"
LONGEST_NOTE = 80
SENTENCE: Final = re.compile(r"[^\n]+?(?:[.!?…؟।။。！？]+[\"'”’»)\]]*(?=\s|$|[\u1000-\u109f\u2e80-\uffee])|(?=\n)|$)")  # noqa: RUF001
WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A stretch of a text, from its first sign to after its last, and why it is blacked out."""

    start: int
    end: int
    reason: Reason
    note: str = ""  # in words, where none of the codes says it


class StillThere(Refused):
    """Raised where what is blacked out in one place stands in another; carries each of these passages."""

    def __init__(self, passages: Collection[str]) -> None:
        super().__init__(
            _("Some words are blacked out in one place and stand in another. Black them out too, or let them stand.")
        )
        self.passages = tuple(passages)


def black_out(text: str, spans: Iterable[Span], allowed: Collection[str] = ()) -> str:
    """The text with a block in place of each span; spans are made whole, and joined where they touch.

    Raises StillThere where a passage that is gone in one place stands in another and is not `allowed` to.
    """
    joined = settled(text, spans)
    result = "".join(_pieces(text, joined))
    left = standing(TOKEN.sub(" ", result), (text[span.start : span.end] for span in joined), allowed)
    if left:
        raise StillThere(left)
    return result


def settled(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order, cut at whole signs and words, those that touch made one; the first one's reason stays."""
    found: list[Span] = []
    for span in sorted(_whole(text, spans), key=lambda span: (span.start, -span.end)):
        last = found[-1] if found else None
        if last and (span.start < last.end or (span.start == last.end and span.reason == last.reason)):
            found[-1] = Span(last.start, max(last.end, span.end), last.reason, last.note or span.note)
        else:
            found.append(span)
    return found


def _whole(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end and text[start:end].strip():
            yield Span(*graphemes.whole(text, start, end), span.reason, span.note[:LONGEST_NOTE])


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[str]:
    place = 0
    for span in spans:
        yield _kept(text[place : span.start])
        yield f"{{redacted_{span.reason}}}"
        if span.reason == Reason.OTHER and span.note:
            yield f" ({_kept(span.note)})"
        place = span.end
    yield _kept(text[place:])


def _kept(text: str) -> str:
    """What stays, without what would look like a block of ours."""
    return FORGED.sub("{ ", text)


def standing(result: str, gone: Iterable[str], allowed: Collection[str] = ()) -> list[str]:
    """Which passages that are gone in one place can still be read in another, each once, as it was written."""
    let, seen = {folding.key(each) for each in allowed}, dict[str, str]()
    for passage in gone:
        for part in _telling(passage):
            wanted = folding.key(part)
            if len(wanted) > 1 and wanted not in let and folding.occurrences(result, part):
                seen.setdefault(wanted, part)
    return list(seen.values())


def _telling(passage: str) -> Iterator[str]:
    """A short passage as it is, and each word of it that looks like a name or a number."""
    yield passage.strip()
    for word in WORD.findall(passage):
        if word[:1].isupper() or any(sign.isdigit() for sign in word):
            yield word.strip(".,;:!?()[]«»“”\"'")


def everywhere(text: str, passage: str, reason: Reason, note: str = "") -> list[Span]:
    """A span for each place where this passage stands, however it is written."""
    return [Span(start, end, reason, note) for start, end in folding.occurrences(text, passage)]


@dataclass(frozen=True, slots=True, repr=False)
class Sentence:
    """A sentence and its words, each with its place."""

    start: int
    end: int
    text: str
    words: tuple[tuple[int, int, str], ...]


def sentences(text: str) -> list[Sentence]:
    """What can be chosen: the sentences of a text and their words (signs, where no spaces stand between words)."""
    found = []
    for match in SENTENCE.finditer(text):
        if match[0].strip():
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Sentence(start, match.end(), match[0].strip(), tuple(_words(text, start, match.end()))))
    return found


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in WORD.finditer(text, start, end):
        first, last = match.span()
        place = first
        while place < last:
            _begin, after = graphemes.whole(text, place, place + 1)
            after = min(max(after, place + 1), last) if graphemes.is_unspaced(text[place]) else last
            yield place, after, text[place:after]
            place = after


def plain(text: str) -> str:
    """A text with its blocks in words, in the active language: for paper and for a screen reader."""
    return TOKEN.sub(lambda found: f"[{said(found[1])}]", text)


def said(code: str) -> str:
    """What a block says; a code that is none of ours says only that something is gone."""
    return _("blacked out: %(reason)s") % {"reason": words(code)} if code in Reason.values else _("blacked out")

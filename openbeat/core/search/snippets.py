"""The part of a text around the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openbeat.core.search import tokens

AROUND = 90  # characters on each side
_CHUNK = re.compile(r"\S+")


class Part(NamedTuple):
    """A piece of the text, and whether it is what was looked for."""

    text: str
    hit: bool


def snippet(text: str, asked: Sequence[str]) -> list[Part]:
    """Cut the text around its first hit and mark the words that hit; without one, its beginning."""
    hits = list(_merged(_hits(text, asked))) if asked else []
    first = hits[0][0] if hits else 0
    start, end = _whole(text, first - AROUND, first + 2 * AROUND)
    parts = _marked(text, start, end, hits)
    return [*([Part("… ", hit=False)] if start else []), *parts, *([Part(" …", hit=False)] if end < len(text) else [])]


def _hits(text: str, asked: Sequence[str]) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(text):
        if not tokens.is_unspaced(chunk.group()):
            if any(word in asked or word.startswith(asked[-1]) for word in tokens.words(chunk.group())):
                yield chunk.span()
            continue
        for place in range(chunk.start(), chunk.end()):
            yield from ((place, place + long) for long in (2, 1) if tokens.fold(text[place : place + long]) in asked)


def _merged(hits: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs that touch become one mark."""
    start = end = -1
    for first, last in hits:
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = max(end, last)
    if end > 0:
        yield start, end


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Whole words, where the script has spaces."""
    start, end = max(0, start), min(len(text), end)
    if start and (space := text.find(" ", start, start + 30)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(start, end - 30), end)) >= 0:
        end = space
    return start, end


def _marked(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> list[Part]:
    parts, place = [], start
    for first, last in hits:
        if first >= end or last <= start:
            continue
        parts += [
            Part(text[place : max(place, first)], hit=False),
            Part(text[max(place, first) : min(last, end)], hit=True),
        ]
        place = min(last, end)
    return [part for part in [*parts, Part(text[place:end], hit=False)] if part.text]

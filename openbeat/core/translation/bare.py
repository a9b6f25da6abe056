"""Finds words in templates that nobody can translate: visible text outside the translation tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

from openbeat.core.translation.names import SAME

SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title", "content")
UNSEEN = frozenset({"script", "style", "template", "code"})
WORD = re.compile(r"[A-Za-z]{2,}")
MARK = "\x1a"  # stands where the template puts something in
BLOCKS = ("blocktranslate", "blocktrans", "comment", "verbatim")


class _Reader(HTMLParser):
    """Collects what a person would read or hear of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.inside.append(tag)
        facts = dict(attrs)
        if tag == "meta" and facts.get("name") != "description":
            return
        self.read += [value for name in SPOKEN if (value := facts.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.read.append(data)


def bare_words(source: str) -> list[str]:
    """Visible words of a template that are not inside {% translate %} or {% blocktranslate %}, in order."""
    reader = _Reader()
    reader.feed("".join(_literal(source)))
    reader.close()
    parts = (part.strip() for text in reader.read for part in re.split(f"{MARK}|\n", text))
    return [part for part in parts if WORD.search(part) and part not in SAME]


def _literal(source: str) -> Iterator[str]:
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            inside = _after(inside, name)
            yield MARK
        elif token.token_type == TokenType.VAR:
            yield MARK
        elif token.token_type == TokenType.TEXT and not inside:
            yield token.contents


def _after(inside: str, name: str) -> str:
    if inside:
        return "" if name == f"end{inside}" else inside
    return name if name in BLOCKS else ""

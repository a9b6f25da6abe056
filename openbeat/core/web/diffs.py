"""Two texts side by side: what stands only in one of them is marked by lines, colour and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Scripts without spaces are cut into single signs (each with its marks), others into words with the spaces after them.
_SIGN = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_MARK = (
    r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    r"\u102b-\u103e\u1056-\u1059\u105e-\u1060\u17b4-\u17d3]"
)
PIECES = re.compile(rf"{_SIGN}{_MARK}*\s*|\S+?\b[^\w\s]*\s*|\S\s*|\s+")
MOST = 3000  # pieces; beyond that, whole lines are compared


def pieces(text: str) -> list[str]:
    """Cut a text so that joining the pieces gives it back."""
    found = PIECES.findall(text)
    return found if len(found) <= MOST else text.splitlines(keepends=True)


def compared(mine: str, theirs: str, *, said: tuple[str, str] | None = None) -> tuple[SafeString, SafeString]:
    """Both texts as HTML: mine with <ins> where it adds, theirs with <del> where mine leaves out.

    `said` are the two sentences that a screen reader says before what was added, and before what was left out.
    """
    ours, others = pieces(mine), pieces(theirs)
    if max(len(ours), len(others)) > MOST or _lines(mine, ours) or _lines(theirs, others):
        ours, others = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    theirs_bare, mine_bare = [piece.strip() for piece in others], [piece.strip() for piece in ours]
    steps = SequenceMatcher(None, theirs_bare, mine_bare, autojunk=False).get_opcodes()
    left = ((op != "equal", "".join(others[a:b])) for op, a, b, _c, _d in steps)
    right = ((op != "equal", "".join(ours[c:d])) for op, _a, _b, c, d in steps)
    added, gone = said or (_("only in yours:"), _("not in yours:"))
    return _marked(right, "ins", added), _marked(left, "del", gone)


def _lines(text: str, cut: list[str]) -> bool:
    return cut == text.splitlines(keepends=True) and len(cut) > 1


def _marked(parts: Iterable[tuple[bool, str]], tag: str, said: str) -> SafeString:
    return format_html_join("", "{}", ((_mark(text, tag, said) if marked else text,) for marked, text in parts if text))


def _mark(text: str, tag: str, said: str) -> SafeString:
    shape = f'{{}}<{tag}><span class="sr">[{{}} </span>{{}}<span class="sr">]</span></{tag}>{{}}'
    core = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return format_html(shape, before, said, core, after) if core else format_html("{}", text)

"""How a person's words are drawn: inline, in paragraphs, bare, or the first of them; as written, or translated."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from openbeat.core.translation import languages
from openbeat.core.translation.passages import Passage, join
from openbeat.core.web.addresses import tag_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.core.translation.models import Translation
    from openbeat.core.translation.reading import Asked

SHAPES = frozenset({"inline", "block", "plain"})
SIGNS_A_WORD = 7  # where a script has no spaces, so many signs stand for a word


def show(value: str, language: str, shape: str = "inline") -> SafeString:
    """The markup of one text as it was written; it always escapes, and says nothing of a language that is not known."""
    if shape == "plain" or not value:
        return escape(value)
    attributes = _attributes(language)
    if shape == "block":
        return format_html("<div{}>{}</div>", attributes, _paragraphs(value))
    return format_html("<span{}>{}</span>", attributes, first_words(value, int(shape)) if shape.isdigit() else value)


@cache
def drawer(shape: str) -> Callable[[Asked, Translation | None], SafeString]:
    """What draws a text in this shape, translated where a translation is given."""
    return partial(_drawn, shape)


def _drawn(shape: str, asked: Asked, translation: Translation | None) -> SafeString:
    if translation is None:
        return show(asked.value, asked.language, shape)
    passages = translation.against(asked.value)
    if not any(passage.words for passage in passages):  # nothing of it fits what is written now
        return show(asked.value, asked.language, shape)
    if shape == "block":
        return _block(asked, translation, passages)
    words = join([passage.words for passage in passages if passage.words])
    if any(passage.new or passage.stale for passage in passages):
        return _stale(asked, translation.language, words, shape)
    return show(words, translation.language, shape)


def _stale(asked: Asked, language: str, words: str, shape: str) -> SafeString:
    """Of a short text that changed: the translation, and the newer source beside it; bare, the source alone."""
    if shape == "plain":
        return escape(asked.value)
    facts = {
        "old": show(words, language, shape),
        "newer": show(asked.value, asked.language, shape),
        "source": asked.language,
    }
    return SafeString(render_to_string("translation/stale.html", facts).strip())


def _block(asked: Asked, translation: Translation, passages: list[Passage]) -> SafeString:
    facts = {
        "translation": translation,
        "source": asked.language,
        "parts": [(passage, _lines(passage.words), _lines(passage.source)) for passage in passages],
        "written": _paragraphs(asked.value),
        "changed": any(passage.new or passage.stale for passage in passages),
    }
    return render_to_string("translation/block.html", facts)


def first_words(value: str, most: int) -> str:
    """The first so many words; where a script has no spaces, as many signs as that."""
    return Truncator(Truncator(value).words(most)).chars(most * SIGNS_A_WORD)


def _attributes(language: str) -> SafeString:
    if not language:
        return mark_safe(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', tag_of(language), languages.direction(language))


def _paragraphs(value: str) -> SafeString:
    parts = re.split(r"\n\s*\n", value.replace("\r\n", "\n").strip())
    return format_html_join("", "<p>{}</p>", ((_lines(part),) for part in parts if part.strip()))


def _lines(part: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part.split("\n")))

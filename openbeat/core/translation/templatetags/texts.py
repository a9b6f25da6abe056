"""Shows what a person wrote, in its own language.

`{% text concern "title" %}` gives a span with lang and dir, `{% text concern "story" block %}` gives paragraphs, and
`{% text concern "title" plain %}` the bare words for a page's title. `{% words card.title card.language %}` does the
same for a value that does not stand on one thing. Each may end in `as name`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from openbeat.core.translation import languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.template.base import FilterExpression, Parser, Token
    from django.template.context import Context

register = template.Library()

SHAPES = frozenset({"inline", "block", "plain"})


class TextNode(template.Node):
    """One text of a person, found and shown when the page is rendered."""

    def __init__(self, tag: Tag, find: Callable[[Any, Any], tuple[str, str]]) -> None:
        self.tag = tag
        self.find = find

    def render(self, context: Context) -> SafeString:
        """The text in its shape, or nothing where it was asked for under a name."""
        value, language = self.find(self.tag.first.resolve(context), self.tag.second.resolve(context))
        shown = show(value, language, self.tag.shape)
        if not self.tag.name:
            return shown
        context[self.tag.name] = shown
        return SafeString("")


@dataclass(frozen=True, slots=True)
class Tag:
    """The parts of `{% text a b shape as name %}`."""

    first: FilterExpression
    second: FilterExpression
    shape: str
    name: str


@register.tag
def text(parser: Parser, token: Token) -> TextNode:
    """A person's text: `{% text thing "field" [block|plain] [as name] %}`."""
    return TextNode(_parse(parser, token), lambda thing, field: (_value(thing, field), language_of(thing, field)))


@register.tag
def words(parser: Parser, token: Token) -> TextNode:
    """Like `text`, for a value and its language: `{% words value language [block|plain] [as name] %}`."""
    return TextNode(_parse(parser, token), lambda value, language: (_string(value), _string(language)))


@register.filter
def direction(code: str) -> str:
    """Which way a language runs: `{{ LANGUAGE_CODE|direction }}`."""
    return languages.direction(str(code))


@register.filter
def language_name(code: str) -> str:
    """What its speakers call a language."""
    return languages.name(str(code))


def show(value: str, language: str, shape: str = "inline") -> SafeString:
    """The markup of one text; it always escapes, and says nothing of a language that is not known."""
    if shape == "plain" or not value:
        return escape(value)
    attributes = _attributes(language)
    if shape == "block":
        return format_html("<div{}>{}</div>", attributes, _paragraphs(value))
    return format_html("<span{}>{}</span>", attributes, str(value))


def language_of(thing: Any, field: str) -> str:
    """The language of a field: `<field>_language` beside it, else the thing's `language`."""
    return _value(thing, f"{field}_language") or _value(thing, "language")


def _parse(parser: Parser, token: Token) -> Tag:
    name, *parts = token.split_contents()
    into = ""
    if len(parts) > 2 and parts[-2] == "as":  # noqa: PLR2004
        into, parts = parts[-1], parts[:-2]
    first, second, *rest = [*parts, "", ""] if len(parts) < 2 else parts  # noqa: PLR2004
    shape = rest[0].strip("\"'") if len(rest) == 1 else "inline"
    if not second or len(rest) > 1 or shape not in SHAPES:
        msg = f"{{% {name} %}} takes two values, then block or plain if wanted, then `as name` if wanted."
        raise template.TemplateSyntaxError(msg)
    return Tag(parser.compile_filter(first), parser.compile_filter(second), shape, into)


def _value(thing: Any, name: str) -> str:
    return _string(thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None))


def _string(value: Any) -> str:
    return "" if value is None else str(value)


def _attributes(language: str) -> SafeString:
    if not language:
        return mark_safe(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', language, languages.direction(language))


def _paragraphs(value: str) -> SafeString:
    parts = re.split(r"\n\s*\n", value.replace("\r\n", "\n").strip())
    return format_html_join("", "<p>{}</p>", ((_lines(part),) for part in parts if part.strip()))


def _lines(part: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part.split("\n")))

"""Shows what a person wrote, in its own language, or as it was translated for whoever reads the page.

`{% text concern "title" %}` gives a span with lang and dir, `{% text concern "story" block %}` gives paragraphs,
`{% text concern "title" plain %}` the bare words for a page's title, and `{% text answer "text" 30 %}` the first thirty
words. `{% words card.title card.language %}` does the same for a value that does not stand on one thing. Each may end
in `as name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from openbeat.core.hooks import texts
from openbeat.core.translation import languages, lexicon, reading, shapes
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.template.base import FilterExpression, Parser, Token
    from django.template.context import Context

register = template.Library()


@dataclass(frozen=True, slots=True)
class Found:
    """A text as a template names it: its words, their language, and its slot where it stands on a thing."""

    value: str
    language: str
    slot: str = ""


class TextNode(template.Node):
    """One text of a person, found and shown when the page is rendered."""

    def __init__(self, tag: Tag, find: Callable[[Any, Any], Found]) -> None:
        self.tag = tag
        self.find = find

    def render(self, context: Context) -> SafeString:
        """The text in its shape, or nothing where it was asked for under a name."""
        found = self.find(self.tag.first.resolve(context), self.tag.second.resolve(context))
        shown = self._shown(found, sealed=self._is_sealed(context))
        if not self.tag.name:
            return shown
        context[self.tag.name] = shown
        return SafeString("")

    def _is_sealed(self, context: Context) -> bool:
        """Whether this template, or the page that it is a part of, shows sealed words."""
        names = (self.origin.template_name, context.template_name)
        return any(texts.is_sealed(str(name)) for name in names)

    def _shown(self, found: Found, *, sealed: bool) -> SafeString:
        reader = reading.reader()
        if reader and not sealed:
            asked = reading.Asked(found.value, found.language, shapes.drawer(self.tag.shape), found.slot)
            if (mark := reader.ask(asked)) is not None:
                return mark
        return shapes.show(found.value, found.language, self.tag.shape)


@dataclass(frozen=True, slots=True)
class Tag:
    """The parts of `{% text a b shape as name %}`."""

    first: FilterExpression
    second: FilterExpression
    shape: str
    name: str


@register.tag
def text(parser: Parser, token: Token) -> TextNode:
    """A person's text: `{% text thing "field" [block|plain|30] [as name] %}`."""
    return TextNode(_parse(parser, token), _on_thing)


@register.tag
def words(parser: Parser, token: Token) -> TextNode:
    """Like `text`, for a value and its language: `{% words value language [block|plain|30] [as name] %}`."""
    return TextNode(_parse(parser, token), lambda value, language: Found(_string(value), _string(language)))


@register.filter
def direction(code: str) -> str:
    """Which way a language runs: `{{ LANGUAGE_CODE|direction }}`."""
    return languages.direction(str(code))


@register.filter
def language_name(code: str) -> str:
    """What its speakers call a language."""
    return languages.name(str(code))


@register.filter
def called(code: str) -> str:
    """What a language is called in the language of the page."""
    return languages.called(str(code))


@register.filter
def own_name(code: str) -> str:
    """What its speakers call a language, also one that the pages do not have."""
    return lexicon.own(str(code))


def slot_on(thing: Model, field: str) -> str:
    """By what the text in a field of a thing is found."""
    return texts.slot_of(Ref.of(thing), field) if thing.pk else ""


def _on_thing(thing: Any, field: Any) -> Found:
    # Words that were taken from a thing say so themselves.
    slot = slot_on(thing, field) if isinstance(thing, Model) else _value(thing, "slot")
    return Found(_value(thing, field), texts.language_of(thing, field), slot)


def _parse(parser: Parser, token: Token) -> Tag:
    name, *parts = token.split_contents()
    into = ""
    if len(parts) > 2 and parts[-2] == "as":  # noqa: PLR2004
        into, parts = parts[-1], parts[:-2]
    first, second, *rest = [*parts, "", ""] if len(parts) < 2 else parts  # noqa: PLR2004
    shape = rest[0].strip("\"'") if len(rest) == 1 else "inline"
    if not second or len(rest) > 1 or not (shape in shapes.SHAPES or shape.isdigit()):
        msg = f"{{% {name} %}} takes two values, then block, plain or a number of words if wanted, then `as name`."
        raise template.TemplateSyntaxError(msg)
    return Tag(parser.compile_filter(first), parser.compile_filter(second), shape, into)


def _value(thing: Any, name: str) -> str:
    return _string(thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None))


def _string(value: Any) -> str:
    return "" if value is None else str(value)

"""A passage as a translator sees it: which sentences changed, and which of its words the glossary knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from openbeat.core.translation import terms
from openbeat.core.translation.passages import changes

if TYPE_CHECKING:
    from openbeat.apps.translators.figures.drafts import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of the source, marked; and the terms of the glossary in it, each with its translation."""

    source: SafeString
    terms: tuple[tuple[str, str], ...]


def passage(place: Place, source: str, language: str) -> Passage:
    """A passage marked for whoever puts it from one language into another."""
    found = tuple(terms.found(place.source, language, source)) if place.source else ()
    if place.stale and place.piece:
        return Passage(_changed(place.piece.source, place.source), found)
    return Passage(_with_terms(place.source, source), found)


def _changed(was: str, now: str) -> SafeString:
    """The passage with the sentences that are new or gone marked, in words too."""
    steps = changes(was, now)
    said = {"new": ("ins", _("new:")), "gone": ("del", _("left out:"))}
    return format_html_join("", "{}", ((_step(step.text, said.get(step.kind)),) for step in steps))


def _step(text: str, how: tuple[str, str] | None) -> SafeString:
    if how is None or not text.strip():
        return format_html("{}", text)
    tag, words = how
    shape = f'<{tag}><span class="sr">[{{}} </span>{{}}<span class="sr">]</span></{tag}> '
    return format_html(shape, words, text.strip())


def _with_terms(text: str, language: str) -> SafeString:
    """The passage with the words of the glossary marked."""
    parts = enumerate(terms.parts(text, language))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if number % 2 else part,) for number, part in parts)
    )

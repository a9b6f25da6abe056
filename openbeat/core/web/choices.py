"""Lists to choose from: their options are drawn once for each set of them; what is chosen is marked afterwards."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEPT = 128  # lists; one is some ten thousand characters where an area is chosen in a large city

type Option = tuple[str, str]  # the value, and the words
type Choice = tuple[str, str | tuple[Option, ...]]  # an option; or the name of a group, and the options in it


class LongSelect(forms.Select):
    """A list of hundreds of options: it looks as any other, and costs as much as a short one."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The list, with what is chosen marked."""
        kept = self.build_attrs({**self.attrs, "name": name}, attrs)
        chosen = frozenset(self.format_value(value))
        return format_html("<select{}>{}</select>", flatatt(kept), options(frozen(self.choices), chosen))


def frozen(choices: Iterable[Any]) -> tuple[Choice, ...]:
    """The choices of a field as they are read in the language of the page: hashable, and without lazy words."""
    return tuple((str(value), _group(label)) for value, label in choices)


def _group(label: Any) -> str | tuple[Option, ...]:
    if isinstance(label, list | tuple):
        return tuple((str(value), str(words)) for value, words in label)
    return str(label)


def options(choices: tuple[Choice, ...], chosen: frozenset[str]) -> SafeString:
    """The options of a list, with those marked that are chosen."""
    parts, places = _drawn(choices)
    here = [place for value in chosen for place in places.get(value, ())]
    if not here:
        return mark_safe("".join(parts))  # noqa: S308  each part was made by format_html
    marked = list(parts)
    for place in here:
        marked[place] = marked[place].replace(">", " selected>", 1)  # in a value a > is written &gt;
    return mark_safe("".join(marked))  # noqa: S308  each part was made by format_html


@lru_cache(maxsize=KEPT)
def _drawn(choices: tuple[Choice, ...]) -> tuple[Sequence[str], dict[str, list[int]]]:
    """The pieces of a list, and at which place the option of each value is."""
    parts: list[str] = []
    places: dict[str, list[int]] = {}
    for name, inside in choices:
        grouped = not isinstance(inside, str)
        if grouped:
            parts.append(format_html('\n  <optgroup label="{}">', name))
        for value, words in ((name, inside),) if isinstance(inside, str) else inside:
            places.setdefault(value, []).append(len(parts))
            parts.append(format_html('\n  <option value="{}">{}</option>', value, words))
        if grouped:
            parts.append("\n  </optgroup>")
    return tuple(parts), places

"""Kinds of things that the search page knows how to name, offered by apps; and their words in other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openbeat.kit.refs import Ref

_OFFERED: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Translated:
    """One text of a thing that everybody reads, as it stands now, and as it is read in another language."""

    source: str
    language: str
    words: str


_translated: list[Callable[[Sequence[Ref]], Iterable[Translated]]] = [lambda _refs: ()]


def offer(kind: str, label: Any) -> None:
    """Offer what people call this kind of thing."""
    _OFFERED[kind] = label


def kinds() -> dict[str, Any]:
    """The kinds that can be found, and their labels."""
    return dict(_OFFERED)


def provide_translated(find: Callable[[Sequence[Ref]], Iterable[Translated]]) -> None:
    """Give what the texts of things are in other languages."""
    _translated[0] = find


def translated(refs: Sequence[Ref]) -> list[Translated]:
    """The texts of these things in the languages that each stands in."""
    return list(_translated[0](refs))

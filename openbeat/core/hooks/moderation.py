"""What can be withheld from the public: each app offers its kinds of things, and how one of them is shown again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Part:
    """What was withheld, for whoever decides about it: words and their language, or the address of a picture."""

    words: str = ""
    language: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Moderated:
    """One kind of things of an app, of which parts can be withheld.

    `thing(key)` gives the thing (its `Privacy.subject` says whose it is); `shown(key, part)` what was withheld of it;
    `lift(key, part, by=, at=)` shows it again, in the same transaction, when an appeal is granted.
    """

    kind: str
    label: StrPromise | str  # "Concern"
    parts: Mapping[str, StrPromise | str]  # "words": "the words"
    reasons: Mapping[str, StrPromise | str]  # "name": "It names or describes a private person."
    thing: Callable[[str], Model | None]
    shown: Callable[[str, str], Part]
    lift: Callable[..., None]
    who: StrPromise | str = ""  # who looks, and by when: a sentence for the policy


_OFFERED: dict[str, Moderated] = {}


def offer(kind: Moderated) -> None:
    """Offer one kind; a second offer of the same kind replaces the first."""
    _OFFERED[kind.kind] = kind


def of(kind: str) -> Moderated | None:
    """The kind, if its app is installed."""
    return _OFFERED.get(kind)


def offered() -> list[Moderated]:
    """All kinds, in the order in which they were offered."""
    return list(_OFFERED.values())


def reasons() -> dict[str, StrPromise | str]:
    """Every reason code of every kind, and its sentence."""
    return {code: words for kind in _OFFERED.values() for code, words in kind.reasons.items()}

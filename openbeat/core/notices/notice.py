"""One kind of message, as data: apps write theirs in their own notices.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KNOWN: dict[str, Notice] = {}


@dataclass(frozen=True, slots=True)
class Notice:
    """When it is sent, to whom, and its words: lazy sentences with {places} that `services.tell(**words)` fills.

    `neutral` says that these words quote nothing that somebody wrote. Where they do, and the thing is private, the
    message only leads to the page where it can be read; so it always does for a way that wants neutral words.
    `opens` says that the link of this message opens the thing once for its reader, who need not sign in.
    """

    name: str  # "concerns.answered"
    when: StrPromise
    to: StrPromise
    subject: StrPromise
    body: StrPromise
    neutral: bool = False
    opens: bool = False

    def __post_init__(self) -> None:
        _KNOWN[self.name] = self


def label(name: str) -> StrPromise | str:
    """When a message of this kind is sent, in words; an unknown kind is its own name."""
    return _KNOWN[name].when if name in _KNOWN else name


def named(name: str) -> Notice:
    """The kind of message with this name; raises KeyError."""
    return _KNOWN[name]


def opens(name: str) -> bool:
    """Whether the link of such a message opens its thing once, for a reader who need not sign in."""
    return name in _KNOWN and _KNOWN[name].opens


def known() -> list[Notice]:
    """Every kind of message, by name, for the generated reference."""
    return sorted(_KNOWN.values(), key=lambda notice: notice.name)

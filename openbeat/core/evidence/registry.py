"""Who reads and adds sealed files is decided by the app whose matter they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

type May = Callable[[Actor, str], bool]  # the actor, and the key of the matter


def _untold(_key: str, *, by: Actor, at: datetime) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True, slots=True)
class Door:
    """What an app says of one kind of its matters.

    `reads` and `adds` ask whether this actor does, `page(key, actor)` gives the address of the matter for them,
    `why(request, key)` the reason code that this browser gave for reading it: while a person gave none, they are led to
    the page of the matter, which asks. `reasons` are these codes with their words, for whoever is asked elsewhere.
    `added(key, by=, at=)` is called in the transaction in which files were added, and `refused(key, by=, at=)` after
    somebody who is signed in found nothing where a file of it is.
    """

    reads: May
    adds: May
    page: Callable[[str, Actor], str]
    why: Callable[[Any, str], str] | None = None
    reasons: Mapping[str, Any] = field(default_factory=dict)
    added: Callable[..., None] = _untold
    refused: Callable[..., None] = _untold


_OFFERED: dict[str, Door] = {}


def offer(kind: str, door: Door) -> None:
    """Let the matters of this kind have sealed files."""
    _OFFERED[kind] = door


def of(kind: str) -> Door | None:
    """What was offered for this kind; None where it has no sealed files."""
    return _OFFERED.get(kind)


def page_of(kind: str, key: str, actor: Actor) -> str:
    """The address of the matter for this actor."""
    door = of(kind)
    return door.page(key, actor) if door else ""


def reasons(kind: str) -> Mapping[str, Any]:
    """The codes, with words, of which one says why somebody reads a matter of this kind; empty where nobody asks."""
    door = of(kind)
    return door.reasons if door else {}

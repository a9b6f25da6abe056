"""Mail that comes in: apps say what becomes of a letter to an area, and of a reply to a message about their things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a person wrote it: without what it quotes and its signature, in plain text."""

    sender: str  # the address it came from, in its one form
    name: str  # as the sender writes it
    subject: str  # without Re: and Fwd:
    text: str
    language: str  # "und" where nobody knows
    once: str  # the same for the same letter, however often it comes
    pictures: tuple[Any, ...] = ()  # core.files Checked
    refused: tuple[str, ...] = ()  # a sentence for each enclosure that was not kept
    proven: bool | None = None  # the mail server has checked the sender; None: nobody checks here


@dataclass(frozen=True, slots=True)
class Told:
    """The message that a reply answers to: its kind, whom it told, of which thing, and at which address."""

    kind: str
    person: Person
    ref: Ref
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a letter: a word for the record, and the thing that it made or was added to."""

    outcome: str
    ref: Ref | None = None


type ToArea = Callable[..., Done]  # (area, letter, answers=bool, at=…)
type Reply = Callable[..., Done]  # (told, letter, answers=bool, at=…)

_AREA: list[ToArea] = []
_REPLIES: dict[str, Reply] = {}


def provide(to_area: ToArea) -> None:
    """Say what becomes of a letter to an area's address; it is called in one transaction, once for each letter."""
    _AREA[:] = [to_area]


def offer(kind: str, reply: Reply) -> None:
    """Take replies to messages about this kind of things."""
    _REPLIES[kind] = reply


def to_area() -> ToArea | None:
    """Whoever takes letters to areas."""
    return _AREA[0] if _AREA else None


def reply(kind: str) -> Reply | None:
    """Whoever takes replies about this kind."""
    return _REPLIES.get(kind)

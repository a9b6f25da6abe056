"""A port: whose key was made or changed is told so. Messages are known above this package; notices says how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

type Tell = Callable[[Person, datetime], object]

_PROVIDED: list[Tell] = []


def provide(tell: Tell) -> None:
    """Say how a person is told."""
    _PROVIDED[:] = [tell]


def key_changed(person: Person, at: datetime) -> None:
    """Tell a person that their key was made, changed, or put under another passphrase, in the caller's transaction."""
    for tell in _PROVIDED:
        tell(person, at)

"""Who may see a file is decided by the app whose thing it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openbeat.core.files.models import File
    from openbeat.kit.actors import Actor

type MaySee = Callable[[Actor, str], bool]  # the actor, and the key of the thing


def _nobody(_actor: Actor, _key: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Door:
    """Two questions of one kind of thing: who sees its files once released, and who sees them before."""

    may_see: MaySee
    unreleased: MaySee


_OFFERED: dict[str, Door] = {}


def offer(kind: str, may_see: MaySee, *, unreleased: MaySee = _nobody) -> None:
    """Offer who sees the files of this kind of thing; without `unreleased`, nobody but the sender sees new ones."""
    _OFFERED[kind] = Door(may_see, unreleased)


def may_see(actor: Actor, file: File) -> bool:
    """Whether this actor sees this file; of a kind that nobody offers, no one sees anything."""
    door = _OFFERED.get(file.kind)
    if door is None:
        return False
    if door.unreleased(actor, file.key):
        return True
    return (file.released_at is not None or actor.is_subject_of(file)) and door.may_see(actor, file.key)

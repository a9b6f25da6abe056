"""A port: packages below receipts hand out a code to come back with; receipts provides it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

    from openbeat.kit.actors import Actor

_PROVIDED: list[Callable[..., str]] = []
_RENEWED: list[Callable[..., str]] = []


def provide(issue_code: Callable[..., str], renew_code: Callable[..., str]) -> None:
    """Say who hands out receipts: `issue(thing, once, at)` gives the code, `renew` makes the earlier ones worthless."""
    _PROVIDED[:], _RENEWED[:] = [issue_code], [renew_code]


def provided() -> bool:
    """Whether a receipt can be offered at all."""
    return bool(_PROVIDED)


def issue(thing: Model, once: str, at: datetime) -> str:
    """Hand out the code of a receipt; the same `once` gives the same code. Raises RuntimeError without a provider."""
    if not _PROVIDED:
        msg = "No installed app hands out receipts."
        raise RuntimeError(msg)
    return _PROVIDED[0](thing, once, at)


def renew(thing: Model, once: str, at: datetime, *, by: Actor) -> str:
    """Hand out a new code in place of every earlier one; raises RuntimeError without a provider."""
    if not _RENEWED:
        msg = "No installed app hands out receipts."
        raise RuntimeError(msg)
    return _RENEWED[0](thing, once, at, by=by)

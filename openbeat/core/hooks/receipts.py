"""A port: packages below receipts hand out a code to come back with; receipts provides it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

_PROVIDED: list[Callable[..., str]] = []


def provide(issue_code: Callable[..., str]) -> None:
    """Say who hands out receipts: `issue(thing, once, at)` gives the code."""
    _PROVIDED[:] = [issue_code]


def provided() -> bool:
    """Whether a receipt can be offered at all."""
    return bool(_PROVIDED)


def issue(thing: Model, once: str, at: datetime) -> str:
    """Hand out the code of a receipt; the same `once` gives the same code. Raises RuntimeError without a provider."""
    if not _PROVIDED:
        msg = "No installed app hands out receipts."
        raise RuntimeError(msg)
    return _PROVIDED[0](thing, once, at)

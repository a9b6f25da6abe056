"""What a department can promise: each app offers its promises here, with days that a department may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class PromiseInfo:
    """A promise: its name in the code, what people call it, the days until a department says otherwise."""

    name: str
    label: StrPromise | str
    days: int
    clock: str = "working"  # or "calendar"
    sentence: StrPromise | str = ""  # what it means, for residents
    sealed: bool = False  # about sealed matters: counted in public so late that no figure tells when one came


_OFFERED: dict[str, PromiseInfo] = {}


class NotOffered(LookupError):
    """Raised for a promise that no installed app offers."""


def offer(info: PromiseInfo) -> None:
    """Offer a promise; a second offer of the same name replaces the first."""
    _OFFERED[str(info.name)] = info


def offered() -> list[PromiseInfo]:
    """All promises, in the order in which they were offered."""
    return list(_OFFERED.values())


def sealed() -> list[str]:
    """The names of those that are about sealed matters."""
    return [name for name, each in _OFFERED.items() if each.sealed]


def info(name: str) -> PromiseInfo:
    """The promise of this name; raises NotOffered."""
    try:
        return _OFFERED[str(name)]
    except KeyError as problem:
        raise NotOffered(f"no installed app offers the promise {name!r}") from problem

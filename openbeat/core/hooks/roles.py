"""Roles that hold in places: apps add theirs, each with a sentence that a chief and a resident understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role: its name in the code, what people call it, what it may do in one sentence, and whether it is staff."""

    name: str
    label: Any
    sentence: Any
    staff: bool = False
    second_factor: bool = False  # is no staff, and signs in with a second factor all the same


_OFFERED: dict[str, RoleInfo] = {}


def offer(role: RoleInfo) -> None:
    """Offer a role."""
    _OFFERED[role.name] = role


def offered() -> list[RoleInfo]:
    """All roles, in the order in which they were offered."""
    return list(_OFFERED.values())


def label(name: str) -> Any:
    """What people call this role."""
    return _OFFERED[name].label if name in _OFFERED else name

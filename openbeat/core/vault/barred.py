"""A port: whom a matter must never be wrapped for, whoever asks. The app that has the matter says who that is."""

from __future__ import annotations

from collections.abc import Callable

type Guard = Callable[[str, int], bool]

_GUARDS: dict[str, Guard] = {}


def guard(kind: str, is_barred: Guard) -> None:
    """For matters of this kind `is_barred(key, person)` says whether somebody must not see it."""
    _GUARDS[kind] = is_barred


def is_barred(kind: str, key: str, person: int) -> bool:
    """Whether a matter must not be wrapped for this person."""
    return kind in _GUARDS and _GUARDS[kind](key, person)

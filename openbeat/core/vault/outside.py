"""A port: who the outside body is. The roles are known above this package; people says who holds `oversight` now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

type Who = Callable[[], Iterable[int]]

_PROVIDED: list[Who] = []


def provide(who: Who) -> None:
    """Say how the keys of the people of the outside body are found."""
    _PROVIDED[:] = [who]


def people() -> list[int]:
    """Keys of the people of the outside body; nobody, where nothing was provided."""
    return sorted(set(_PROVIDED[0]())) if _PROVIDED else []

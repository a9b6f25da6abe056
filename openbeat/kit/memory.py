"""Small things kept in the process for a few seconds: the department's row, the tree of areas."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any

_KEPT: list[dict[Any, tuple[float, Any]]] = []


def for_seconds[**P, T](
    seconds: float | Callable[..., float], *, most: int = 4096
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function gave for some seconds, by its arguments; other processes see a change that much later.

    How many seconds may depend on the arguments: then it is a function of them. Past `most` answers all of them are
    forgotten, so that odd arguments cannot fill the memory.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        kept: dict[Any, tuple[float, Any]] = {}
        _KEPT.append(kept)

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(sorted(kwargs.items())))
            until, value = kept.get(key, (0.0, None))
            if monotonic() >= until:
                value = function(*args, **kwargs)
                if len(kept) >= most:
                    kept.clear()
                age = seconds(*args, **kwargs) if callable(seconds) else seconds
                kept[key] = (monotonic() + age, value)
            return value  # type: ignore[no-any-return]

        return wrapper

    return wrap


def forget_all() -> None:
    """Forget what is kept, here and now: after a change, so that whoever made it sees it at once."""
    for kept in _KEPT:
        kept.clear()

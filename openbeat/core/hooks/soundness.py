"""What `openbeat check` asks about an app: the app offers the question, and says how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

type Answers = Iterable[tuple[str, str]]  # ok, look or FAIL; and one line

_OFFERED: dict[str, Callable[[], Answers]] = {}


def offer(subject: str, question: Callable[[], Answers]) -> None:
    """Offer a question under the name that `openbeat check` shows."""
    _OFFERED[subject] = question


def offered() -> dict[str, Callable[[], Answers]]:
    """The questions of the apps, by name, in the order in which they were offered."""
    return dict(_OFFERED)

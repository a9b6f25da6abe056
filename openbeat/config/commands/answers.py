"""How a question about an installation is answered."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum


class State(StrEnum):
    """How a finding counts."""

    OK = "ok"
    LOOK = "look"  # works, and somebody should look at it
    FAIL = "FAIL"


type Answers = Iterator[tuple[State, str]]

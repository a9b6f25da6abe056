"""What a command says, and how it says that it cannot."""

from __future__ import annotations

import sys
import time


class Problem(Exception):
    """Something the person at the keyboard can put right; its text is one sentence."""


def say(line: str = "", *, end: str = "\n") -> None:
    """Say a line."""
    sys.stdout.write(line + end)
    sys.stdout.flush()


class Progress:
    """One line that grows: `Building the town: places people concerns done (4.1 s)`."""

    def __init__(self, title: str) -> None:
        self._began = time.monotonic()
        say(f"{title} ...", end="")

    def step(self, word: str, *_numbers: int) -> None:
        """Name what is being done now."""
        say(f" {word}", end="")

    def done(self) -> None:
        """End the line with how long it took."""
        say(f" done ({time.monotonic() - self._began:.1f} s)")

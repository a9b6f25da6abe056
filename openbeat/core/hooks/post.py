"""A port: packages below notices send an urgent message to an address, such as a sign-in code; notices provides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """An urgent message to one address, already in the reader's language; its body is forgotten once it was sent.

    `guessed` says that nobody knows that they read this language.
    """

    kind: str
    address: str
    subject: str
    body: str
    language: str
    guessed: bool = False


_PROVIDED: list[Callable[[Letter], None]] = []


def provide(send_letter: Callable[[Letter], None]) -> None:
    """Say who sends messages."""
    _PROVIDED[:] = [send_letter]


def send(letter: Letter) -> None:
    """Send an urgent message, in the caller's transaction; raises RuntimeError where nobody sends."""
    if not _PROVIDED:
        msg = "No installed app sends messages."
        raise RuntimeError(msg)
    _PROVIDED[0](letter)

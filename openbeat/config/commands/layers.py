"""Age around a stream: one layer in another, by pipes; never whole in memory, never in clear on the disk."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import pyrage
from pyrage import x25519

from openbeat.config.commands.screen import Problem
from openbeat.kit import pipes
from openbeat.kit.pipes import PIECE, Stage

MAGIC = b"age-encryption.org/v1"
WRONG = "No matching keys"


@contextmanager
def sealed(target: IO[bytes], recipients: Sequence[x25519.Recipient]) -> Iterator[IO[bytes]]:
    """A file to write to; what is written goes to `target`, sealed to the last recipient first, then to the one before.

    Raises what went wrong in any layer. Then, and when the body raises, `target` is worth nothing: remove it.
    """
    stages: list[Stage] = []
    sink = target
    for recipient in recipients:  # the first is the outermost layer
        read_end, write_end = pipes.pipe()
        stages.append(Stage(_encrypting(recipient), read_end, sink, closes=sink is not target))
        sink = write_end
    for stage in stages:
        stage.start()
    try:
        yield sink
        sink.close()
    except BrokenPipeError:
        pipes.end(sink, stages)
        _raise_the_cause(stages)
        raise
    finally:
        pipes.end(sink, stages)
    _raise_the_cause(stages)


def _encrypting(recipient: x25519.Recipient) -> pipes.Work:
    return lambda source, target: pyrage.encrypt_io(source, target, [recipient])


def _raise_the_cause(stages: Sequence[Stage]) -> None:
    if fault := pipes.cause(stages):
        raise fault


@contextmanager
def opened(source: IO[bytes], ask: Callable[[int], x25519.Identity]) -> Iterator[IO[bytes]]:
    """What is inside all layers of `source`; `ask(0)` gives the identity of the outermost, `ask(1)` of the next.

    Raises Problem where an identity does not fit, and where a byte is not as it was written, or the end is missing.
    """
    stages: list[Stage] = []
    inner: io.BufferedReader = source  # type: ignore[assignment]  # a file, opened to read
    try:
        while inner.peek(len(MAGIC))[: len(MAGIC)] == MAGIC:
            identity = ask(len(stages))
            read_end, write_end = pipes.pipe()
            stages.append(Stage(_decrypting(identity), inner, write_end))
            stages[-1].start()
            inner = read_end  # type: ignore[assignment]
        if not stages:
            raise Problem("this is no backup of ours: it is not sealed")
        yield inner
        while inner.read(PIECE):  # to the end, or nobody knows whether it is whole
            pass
    finally:
        pipes.end(inner, stages)
        _say_the_cause(stages)


def _decrypting(identity: x25519.Identity) -> pipes.Work:
    return lambda source, target: pyrage.decrypt_io(source, target, [identity])


def _say_the_cause(stages: Sequence[Stage]) -> None:
    if fault := pipes.cause(stages):
        if WRONG in str(fault):
            raise Problem("this half does not open the backup: it was sealed to another one") from fault
        raise Problem("the backup is broken or cut off: what it holds cannot be trusted, so nothing was put back")

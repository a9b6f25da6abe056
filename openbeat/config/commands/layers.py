"""Age around a stream: one layer in another, by pipes; never whole in memory, never in clear on the disk."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

import pyrage
from pyrage import x25519

from openbeat.config.commands.screen import Problem

MAGIC = b"age-encryption.org/v1"
PIECE = 256 * 1024
WRONG = "No matching keys"


class Noting:
    """A file to write to that remembers why writing failed: the library says nothing of it."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self.fault: OSError | None = None

    def write(self, piece: bytes) -> int:
        """Write a piece."""
        try:
            self.target.write(piece)
        except OSError as fault:
            self.fault = self.fault or fault
            raise
        return len(piece)

    def flush(self) -> None:
        """Write what waits."""
        try:
            self.target.flush()
        except OSError as fault:
            self.fault = self.fault or fault
            raise


class _Stage(threading.Thread):
    """One layer at work, from a pipe or a file to the next."""

    def __init__(self, work: Callable[[Any, Any], None], source: IO[bytes], target: IO[bytes], *, last: bool) -> None:
        super().__init__(daemon=True)
        self.work, self.source, self.target, self.last = work, source, target, last
        self.fault: BaseException | None = None

    def run(self) -> None:
        noting = Noting(self.target)
        try:
            self.work(self.source, noting)
            noting.flush()
        except BaseException as fault:  # noqa: BLE001  told to whoever waits for the end
            self.fault = fault
        self.fault = noting.fault or self.fault
        with suppress(OSError):
            self.source.close()  # whoever writes into it hears that nobody reads any more
        if not self.last:
            with suppress(OSError):
                self.target.close()


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    read_end, write_end = os.pipe()
    return os.fdopen(read_end, "rb", buffering=PIECE), os.fdopen(write_end, "wb", buffering=PIECE)


@contextmanager
def sealed(target: IO[bytes], recipients: Sequence[x25519.Recipient]) -> Iterator[IO[bytes]]:
    """A file to write to; what is written goes to `target`, sealed to the last recipient first, then to the one before.

    Raises what went wrong in any layer. Then, and when the body raises, `target` is worth nothing: remove it.
    """
    stages: list[_Stage] = []
    sink = target
    for recipient in recipients:  # the first is the outermost layer
        read_end, write_end = _pipe()
        stages.append(_Stage(_encrypting(recipient), read_end, sink, last=sink is target))
        sink = write_end
    for stage in stages:
        stage.start()
    try:
        yield sink
        sink.close()
    except BrokenPipeError:
        _end(sink, stages)
        _raise_the_cause(stages)
        raise
    finally:
        _end(sink, stages)
    _raise_the_cause(stages)


def _encrypting(recipient: x25519.Recipient) -> Callable[[Any, Any], None]:
    return lambda source, target: pyrage.encrypt_io(source, target, [recipient])


def _end(stream: IO[bytes], stages: Sequence[_Stage]) -> None:
    with suppress(OSError):
        stream.close()
    for stage in stages:
        stage.join()


def _raise_the_cause(stages: Sequence[_Stage]) -> None:
    for stage in stages:  # the cause is where it is not the neighbour who went away
        if stage.fault is not None and not isinstance(stage.fault, BrokenPipeError):
            raise stage.fault


@contextmanager
def opened(source: IO[bytes], ask: Callable[[int], x25519.Identity]) -> Iterator[IO[bytes]]:
    """What is inside all layers of `source`; `ask(0)` gives the identity of the outermost, `ask(1)` of the next.

    Raises Problem where an identity does not fit, and where a byte is not as it was written, or the end is missing.
    """
    stages: list[_Stage] = []
    inner: io.BufferedReader = source  # type: ignore[assignment]  # a file, opened to read
    try:
        while inner.peek(len(MAGIC))[: len(MAGIC)] == MAGIC:
            identity = ask(len(stages))
            read_end, write_end = _pipe()
            stages.append(_Stage(_decrypting(identity), inner, write_end, last=False))
            stages[-1].start()
            inner = read_end  # type: ignore[assignment]
        if not stages:
            raise Problem("this is no backup of ours: it is not sealed")
        yield inner
        while inner.read(PIECE):  # to the end, or nobody knows whether it is whole
            pass
    finally:
        _end(inner, stages)
        _say_the_cause(stages)


def _decrypting(identity: x25519.Identity) -> Callable[[Any, Any], None]:
    return lambda source, target: pyrage.decrypt_io(source, target, [identity])


def _say_the_cause(stages: Sequence[_Stage]) -> None:
    for stage in stages:
        fault = stage.fault
        if fault is None or isinstance(fault, BrokenPipeError):
            continue
        if WRONG in str(fault):
            raise Problem("this half does not open the backup: it was sealed to another one") from fault
        raise Problem("the backup is broken or cut off: what it holds cannot be trusted, so nothing was put back")

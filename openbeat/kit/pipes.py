"""Work on a stream in a thread beside us, through a pipe: whoever feeds it holds one piece at a time in memory."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any

PIECE = 256 * 1024

type Work = Callable[[Any, Any], None]  # reads all of the first, writes to the second


class Noting:
    """A file to write to that remembers why writing failed: the library that seals says nothing of it."""

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


class Stage(threading.Thread):
    """One piece of work, from a pipe or a file to the next. It closes its source, and its target unless told not to."""

    def __init__(self, work: Work, source: IO[bytes], target: IO[bytes], *, closes: bool = True) -> None:
        super().__init__(daemon=True)
        self.work, self.source, self.target, self.closes = work, source, target, closes
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Do it; what goes wrong is kept for whoever waits for the end."""
        noting = Noting(self.target)
        try:
            self.work(self.source, noting)
            noting.flush()
        except BaseException as fault:  # noqa: BLE001  told by `cause`
            self.fault = fault
        self.fault = noting.fault or self.fault
        with suppress(OSError):
            self.source.close()  # whoever writes into it hears that nobody reads any more
        if self.closes:
            with suppress(OSError):
                self.target.close()


def pipe() -> tuple[IO[bytes], IO[bytes]]:
    """The end to read from, and the end to write to."""
    read_end, write_end = os.pipe()
    return os.fdopen(read_end, "rb", buffering=PIECE), os.fdopen(write_end, "wb", buffering=PIECE)


def end(stream: IO[bytes], stages: Sequence[Stage]) -> None:
    """Close our end, whatever state it is in, and wait for the others."""
    with suppress(OSError):
        stream.close()
    for stage in stages:
        stage.join()


def cause(stages: Sequence[Stage]) -> BaseException | None:
    """What went wrong: not that a neighbour went away, but why."""
    faults = (stage.fault for stage in stages)
    return next((fault for fault in faults if fault is not None and not isinstance(fault, BrokenPipeError)), None)


def join(stage: Stage) -> None:
    """Wait for its end; raises what went wrong there."""
    stage.join()
    if stage.fault is not None:
        raise stage.fault

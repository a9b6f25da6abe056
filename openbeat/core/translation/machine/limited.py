"""Runs a program that reads words and writes words, with limits of time, memory and size, and nothing of ours about it.

No shell reads the words, it gets no variable of our environment, and what it was given is never on the disk. When it
ends or its time is over, all that it started ends too, but for what left its process group: nothing here ends that.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO

MEMORY = 1024**3  # bytes, for each process
FILES = 64
PIECE = 65536
LAUNCHER = """
import os, resource, sys
for name, most in zip(("AS", "CPU", "FSIZE", "NOFILE", "CORE"), sys.argv[1].split(",")):
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (int(most), int(most)))
os.execv(sys.argv[2], sys.argv[2:])
"""


class Stopped(Exception):
    """Raised when a program failed, took too long, or wrote too much; carries which of these."""


def run(words: Sequence[str], text: str, *, seconds: float, most: int) -> str:
    """What a program (by its whole path) writes when it is given a text; raises Stopped."""
    until = monotonic() + seconds
    limits = f"{MEMORY},{max(1, round(seconds))},{most},{FILES},0"
    launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, limits, *words]
    path = {"PATH": f"{Path(words[0]).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    with (
        tempfile.TemporaryDirectory(prefix="openbeat-") as nowhere,
        subprocess.Popen(  # noqa: S603  a program that the administrator named, and no word of a text
            launch,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=path,
            cwd=nowhere,
            start_new_session=True,
        ) as process,
    ):
        try:
            answer = _spoken_with(process, text.encode(), until, most)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    try:
        return answer.decode()
    except UnicodeDecodeError:
        raise Stopped("it did not answer in UTF-8") from None


def _spoken_with(process: subprocess.Popen[bytes], text: bytes, until: float, most: int) -> bytes:
    assert process.stdin  # noqa: S101  pipes were asked for
    assert process.stdout  # noqa: S101
    threading.Thread(target=_feed, args=(process.stdin, text), daemon=True).start()
    answer = b""
    while piece := _piece(process.stdout, until):
        answer += piece
        if len(answer) > most:
            raise Stopped("it wrote too much")
    try:
        code = process.wait(max(0.1, until - monotonic()))
    except subprocess.TimeoutExpired:
        raise Stopped("it took too long") from None
    if code:
        raise Stopped(f"it ended with code {code}")
    return answer


def _piece(pipe: IO[bytes], until: float) -> bytes:
    ready, _writable, _odd = select.select([pipe], [], [], max(0.0, until - monotonic()))
    if not ready:
        raise Stopped("it took too long")
    return os.read(pipe.fileno(), PIECE)


def _feed(pipe: IO[bytes], text: bytes) -> None:
    with suppress(OSError, ValueError), pipe:  # it ended before it had read all
        pipe.write(text)

"""Sealing and opening 1 KB, 1 MB and (--large) 1 GB as a form's file, beside the bare library: ms, ratios, MB/s."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

RUNS = 5
KILOBYTE, MEGABYTE, GIGABYTE = 1024, 1024**2, 1024**3
PIECE = 64 * KILOBYTE  # as a form's body comes
HEAD = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"


class Clear:
    """So many bytes that begin as a video does, as a file that is only read; none of it is on a disk."""

    def __init__(self, size: int) -> None:
        self.left, self.block = size, HEAD + os.urandom(MEGABYTE - len(HEAD))

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        size = min(self.left, MEGABYTE if size < 0 else size)
        self.left -= size
        return self.block[:size]


def pieces(size: int) -> Iterator[bytes]:
    """The same in the pieces in which a form's body comes."""
    clear = Clear(size)
    while piece := clear.read(PIECE):
        yield piece


def main() -> None:
    """Measure, and print a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m bench.sealing", description=__doc__)
    parser.add_argument("--large", action="store_true", help="1 GB too: some seconds a run, and 1 GB of disk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"OPENBEAT_DATA": folder, "OPENBEAT_DEMO": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openbeat.config.settings")
        import django  # noqa: PLC0415  after the environment

        django.setup()
        print(f"{'':8}{'':10}{'bare':>10}{'ours':>10}{'x bare':>9}{'MB/s':>9}   ms, least of {RUNS}")
        for name, size in (("1 KB", KILOBYTE), ("1 MB", MEGABYTE), ("1 GB", GIGABYTE))[: 3 if options.large else 2]:
            measure(name, size, Path(folder))


def measure(name: str, size: int, folder: Path) -> None:
    """One size: sealing with fingerprint, type and fsync as a form's file; opening as it is sent."""
    bare, ours = Bare(size, folder / "bare.age"), Ours(size)
    for word, floor, work in (("sealing", bare.seal, ours.seal), ("opening", bare.open, ours.open)):
        lowest, least = _least(floor, work)
        print(f"{name:8}{word:10}{lowest:10.2f}{least:10.2f}{least / lowest:9.2f}{size / 1000 / least:9.0f}")
    ours.leave()


class Bare:
    """The library alone, into a file and out of it."""

    def __init__(self, size: int, path: Path) -> None:
        import pyrage  # noqa: PLC0415  as ours

        self.size, self.path, self.age = size, path, pyrage
        self.identity = pyrage.x25519.Identity.generate()

    def seal(self) -> None:
        """Seal and put on the disk."""
        with self.path.open("wb") as target:
            self.age.encrypt_io(Clear(self.size), target, [self.identity.to_public()])
            target.flush()
            os.fsync(target.fileno())

    def open(self) -> None:
        """Open into nothing."""
        with self.path.open("rb") as source, Path(os.devnull).open("wb") as target:
            self.age.decrypt_io(source, target, [self.identity])


class Ours:
    """A file as a form's handler takes it, and as a page sends it."""

    def __init__(self, size: int) -> None:
        from openbeat.core.evidence import arriving, services  # noqa: PLC0415  after django.setup

        self.size, self.arriving, self.services = size, arriving, services
        self.arrival = arriving.Arrival("clip.mp4")

    def seal(self) -> None:
        """Take it in."""
        self.leave()
        self.arrival = self.arriving.Arrival("clip.mp4")
        for piece in pieces(self.size):
            self.arrival.take(piece)
        self.arrival.finish()

    def open(self) -> None:
        """Send it."""
        arrived: Any = self.arrival.arrived
        file: Any = SimpleNamespace(token=arrived.token)
        meta: Any = SimpleNamespace(size=arrived.size, identity=arrived.identity)
        sent = sum(len(piece) for piece in self.services.content(file, meta))
        if sent != self.size:
            raise SystemExit(f"{sent} bytes came out of {self.size}")

    def leave(self) -> None:
        """Remove it."""
        self.arrival.abandon()


def _least(*works: Callable[[], None]) -> list[float]:
    """The least of interleaved runs, in milliseconds."""
    times: list[list[float]] = [[] for _work in works]
    for _run in range(RUNS):
        for work, found in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            found.append(1000 * (time.perf_counter() - began))
    return [min(found) for found in times]


if __name__ == "__main__":
    main()

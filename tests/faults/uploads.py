"""The server for large files, beside the house: what takes sealed files comes to it, as deploy/nginx.conf has it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from openbeat.config.commands import serve
from tests.faults import deployed
from tests.faults.deployed import HOST, House, Service
from tests.faults.visitor import Answer, Visitor

MEGABYTE = 1024 * 1024
MARKER = b"MARKER-of-a-video-that-nobody-else-sees"
HEAD = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
FORM, BOUNDARY = "/complaints/new/whole/", "a-boundary"
TURN_ON = """
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import BUILDER, an_office
from openbeat.kit.clock import now
queries.are_taken() or an_office(now())
print(queries.are_taken())
"""


@contextmanager
def large_files(house: House) -> Iterator[Service]:
    """Complaints are taken, and the server for large files runs, as long as this lasts."""
    assert deployed.ask(house.environment, TURN_ON) == "True"
    port = deployed.a_port()
    words = serve.command(HOST, port, workers=1, threads=32)
    server = Service("uploads", words, house.environment | {"UPLOADS": str(port)}, house.logs / "uploads.log")
    server.start()
    try:
        _until_it_answers(port)
        yield server
    finally:
        server.stop()


def port_of(server: Service) -> int:
    """Where it listens."""
    return int(server.environment["UPLOADS"])


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + deployed.PATIENCE
    while time.monotonic() < end:
        try:
            with Visitor(port) as visitor:
                visitor.get("/receipt/")
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server for large files did not come up")


def pieces(size: int) -> Iterator[bytes]:
    """The video: its head, then the marker over and over."""
    block = (MARKER * (MEGABYTE // len(MARKER) + 1))[:MEGABYTE]
    yield HEAD + block[len(HEAD) :]
    for _number in range(size // MEGABYTE - 1):
        yield block


def send(visitor: Visitor, size: int, *, until: int | None = None) -> Answer | None:
    """Fill in the form with a video of this size; with `until`, hang up after so many bytes."""
    with visitor:
        _page, fields = visitor.form(FORM)
        fields = {name: value for name, value in fields.items() if name != "area"}
        words = {**fields, "website": "", "words": "It is on the video.", "language": "en", "outside": "no",
                 "contact": "no", "happened_when": "", "happened_where": "", "about": ""}  # fmt: skip
        before = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in words.items()
        )
        before += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="sent"; filename="clip.mp4"\r\n\r\n'
        after = f"\r\n--{BOUNDARY}--\r\n".encode()
        connection = visitor.open()
        connection.putrequest("POST", FORM, skip_host="Host" in visitor.says())
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(len(before.encode()) + size + len(after)))
        for name, value in visitor.says().items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(before.encode())
        gone = 0
        for piece in pieces(size):
            connection.send(piece)
            gone += len(piece)
            if until and gone >= until:
                connection.close()
                return None
        connection.send(after)
        with connection.getresponse() as response:
            answer = Answer(response.status, dict(response.headers.items()), response.read())
        connection.close()
        return answer


class HasChildren(Protocol):
    """A server of several processes."""

    def children(self) -> list[int]:
        """The processes that it started."""


class Watch(threading.Thread):
    """Looks into every file of the folders again and again, and into what deleted files the server holds open."""

    def __init__(self, folders: Sequence[Path], servers: Sequence[HasChildren]) -> None:
        super().__init__(daemon=True)
        self.folders, self.servers = (*folders, Path("/tmp")), servers  # noqa: S108  where others might put something
        self.over, self.found, self.looks = threading.Event(), list[str](), 0
        self.began = time.time() - 1

    def run(self) -> None:
        while not self.over.is_set():
            self.look()

    def look(self) -> None:
        self.looks += 1
        pids = [pid for server in self.servers for pid in server.children()]
        held = [path for pid in pids for path in Path(f"/proc/{pid}/fd").iterdir()]
        fresh = [path for folder in self.folders for path in _files(folder) if _changed(path) >= self.began]
        self.found += [str(path) for path in (*fresh, *held) if _holds_marker(path)]


def _files(folder: Path) -> Iterator[Path]:
    if folder == Path("/tmp"):  # noqa: S108
        yield from (path for path in folder.iterdir() if path.is_file())
    else:
        yield from (path for path in folder.rglob("*") if path.is_file() and "static" not in path.parts)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _holds_marker(path: Path) -> bool:
    """In its first and last megabytes: all of a file in clear is full of it."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(2 * MEGABYTE)
            file.seek(max(0, path.stat().st_size - MEGABYTE))
            return MARKER in start or MARKER in file.read()
    except OSError:
        return False

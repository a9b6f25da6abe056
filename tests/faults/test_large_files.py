"""A large video with a complaint, sent to the server as deployed: sealed while it arrives, and nowhere in clear."""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults import deployed
from tests.faults.deployed import HOST, House, Service
from tests.faults.uploads import large_files, port_of
from tests.faults.visitor import Answer, Visitor

if TYPE_CHECKING:
    from tests.faults.database import Database

MEGABYTE = 1024 * 1024
MARKER = b"MARKER-of-a-video-that-nobody-else-sees"
HEAD = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
MOST_MEMORY = 60 * 1024  # kB more than before it began
FORM, BOUNDARY = "/complaints/new/", "a-boundary"


@pytest.fixture(scope="module")
def uploads(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Service]]:
    """The house, and beside it the server for large files."""
    with deployed.opened(built, tmp_path_factory.mktemp("large")) as house, large_files(house) as server:
        yield house, server


def pieces(size: int) -> Iterator[bytes]:
    """The video: its head, then the marker over and over."""
    block = (MARKER * (MEGABYTE // len(MARKER) + 1))[:MEGABYTE]
    yield HEAD + block[len(HEAD) :]
    for _number in range(size // MEGABYTE - 1):
        yield block


def send(port: int, size: int, *, until: int | None = None) -> Answer | None:
    """Fill in the form with a video of this size; with `until`, hang up after so many bytes."""
    with Visitor(port, timeout=600) as visitor:
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
        connection = HTTPConnection(HOST, port, timeout=600)
        connection.putrequest("POST", FORM)
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(len(before.encode()) + size + len(after)))
        connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()))
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


def memory(server: Service) -> int:
    """What its processes have had at the most, in kB."""
    return max(_peak(pid) for pid in server.children())


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


class Watch(threading.Thread):
    """Looks into every file of the folders again and again, and into what deleted files the server holds open."""

    def __init__(self, house: House, server: Service) -> None:
        super().__init__(daemon=True)
        self.folders, self.server = (house.data, Path("/tmp")), server  # noqa: S108  where others might put something
        self.over, self.found, self.looks = threading.Event(), list[str](), 0
        self.began = time.time() - 1

    def run(self) -> None:
        while not self.over.is_set():
            self.look()

    def look(self) -> None:
        self.looks += 1
        held = [path for pid in self.server.children() for path in Path(f"/proc/{pid}/fd").iterdir()]
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


def sealed(house: House) -> list[Path]:
    return [path for path in (house.data / "files" / "sealed").rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [64, pytest.param(1024, marks=pytest.mark.slow)])
def test_a_large_video_is_sealed_while_it_arrives(uploads: tuple[House, Service], size: int) -> None:
    house, server = uploads
    send(port_of(server), MEGABYTE)  # what is loaded once only
    before, there = memory(server), set(sealed(house))
    watch = Watch(house, server)
    watch.start()
    began = time.monotonic()

    answer = send(port_of(server), size * MEGABYTE)

    took = time.monotonic() - began
    watch.over.set()
    watch.join()
    watch.look()
    digest = hashlib.sha256()
    for piece in pieces(size * MEGABYTE):
        digest.update(piece)
    assert answer
    assert answer.status == 200
    assert digest.hexdigest() in answer.text
    assert (watch.found, watch.looks > 2) == ([], True)
    assert memory(server) - before < MOST_MEMORY
    [file] = set(sealed(house)) - there
    assert file.stat().st_size > size * MEGABYTE
    sys.stdout.write(
        f"{size} MB in {took:.1f} s, {(memory(server) - before) // 1024} MB more memory, {watch.looks} looks\n"
    )


def test_one_that_hangs_up_leaves_nothing(uploads: tuple[House, Service]) -> None:
    house, server = uploads
    before = set(sealed(house))

    send(port_of(server), 64 * MEGABYTE, until=20 * MEGABYTE)

    end = time.monotonic() + 20
    while set(sealed(house)) != before and time.monotonic() < end:
        time.sleep(0.1)
    assert set(sealed(house)) == before

"""A large video with a complaint, sent to the server as deployed: sealed while it arrives, and nowhere in clear."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults import deployed
from tests.faults.deployed import House, Service
from tests.faults.uploads import MEGABYTE, Watch, large_files, pieces, port_of, send
from tests.faults.visitor import Visitor

if TYPE_CHECKING:
    from tests.faults.database import Database

pytestmark = pytest.mark.slow

MOST_MEMORY = 60 * 1024  # kB more than before it began


@pytest.fixture(scope="module")
def uploads(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Service]]:
    """The house, and beside it the server for large files."""
    with deployed.opened(built, tmp_path_factory.mktemp("large")) as house, large_files(house) as server:
        yield house, server


def memory(server: Service) -> int:
    """What its processes have had at the most, in kB."""
    return max(_peak(pid) for pid in server.children())


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def sealed(house: House) -> list[Path]:
    return [path for path in (house.data / "files" / "sealed").rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [64, 1024])
def test_a_large_video_is_sealed_while_it_arrives(uploads: tuple[House, Service], size: int) -> None:
    house, server = uploads
    send(Visitor(port_of(server), timeout=600), MEGABYTE)  # what is loaded once only
    before, there = memory(server), set(sealed(house))
    watch = Watch([house.data], [server])
    watch.start()
    began = time.monotonic()

    answer = send(Visitor(port_of(server), timeout=600), size * MEGABYTE)

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

    send(Visitor(port_of(server)), 64 * MEGABYTE, until=20 * MEGABYTE)

    end = time.monotonic() + 20
    while set(sealed(house)) != before and time.monotonic() < end:
        time.sleep(0.1)
    assert set(sealed(house)) == before

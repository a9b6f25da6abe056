"""The example town, built once for all of these tests, and a house of its own for each test that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import database, deployed
from tests.faults.database import Database
from tests.faults.deployed import House


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Database]]:
    """A data folder and a database with the example town, small, in which nothing runs."""
    if not Path("/proc/self/task").is_dir():
        pytest.skip("these tests look for the web server's processes in /proc; to include them, run them on Linux")
    data = tmp_path_factory.mktemp("faults") / "data"
    with database.fresh(data) as place:
        deployed.run(deployed.surroundings(data, place), "demo", "--only-build", "--size", "small")
        yield data, place


@pytest.fixture(scope="module")
def house(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house of a module's tests, with everything running."""
    with deployed.opened(built, tmp_path_factory.mktemp("house")) as one:
        yield one

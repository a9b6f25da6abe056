"""Eight people write at the same time, on the file as on the server: nobody is told that something is locked."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.faults import deployed, owed
from tests.faults.database import Database
from tests.faults.resident import Resident

pytestmark = pytest.mark.slow

WRITERS, EACH = 8, 25


def test_eight_writers_at_once_are_all_answered(
    built: tuple[Path, Database], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with deployed.opened(built, tmp_path) as house:
        began = time.monotonic()
        writers = [Resident(number, house.port, most=EACH, rest=0) for number in range(1, WRITERS + 1)]
        threads = [threading.Thread(target=one.live, args=(threading.Event(),)) for one in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - began
        receipts = [receipt for one in writers for receipt in one.receipts]

        assert [problem for one in writers for problem in one.broken] == []
        assert [surprise for one in writers for surprise in one.surprises] == []
        assert sum(one.patience.retries for one in writers) == 0
        assert len(receipts) == WRITERS * EACH
        owed.stands_once(house, [receipt.title for receipt in receipts])
        assert owed.opens_its_own(house, receipts) == []
        owed.jobs_are_settled(house)
        files = owed.files_fit(house)
        assert "locked" not in house.said()
        assert "Traceback" not in house.said()
    with capsys.disabled():
        longest = max(one.longest for one in writers)
        print(  # noqa: T201  the figures are what this is for
            f"\n{WRITERS} writers, {len(receipts)} concerns in {seconds:.1f} s, all there once; "
            f"the longest answer took {longest:.2f} s; {files} files"
        )

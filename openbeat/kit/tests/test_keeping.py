"""While a backup copies, nothing is thrown away; and it waits for whoever is at it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from openbeat.kit import keeping


def test_a_backup_waits_for_whoever_throws_something_away_just_now(tmp_path: Path) -> None:
    with keeping.may_throw_away(tmp_path) as may:
        assert may
        done = threading.Event()

        def back_up() -> None:
            with keeping.copying(tmp_path):
                done.set()

        backup = threading.Thread(target=back_up)
        backup.start()
        assert not done.wait(0.2)
    backup.join(5)
    assert done.is_set()


def test_it_does_not_wait_for_another_backup_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    with keeping.copying(tmp_path):
        with keeping.may_throw_away(tmp_path) as may:
            assert not may
        with pytest.raises(BlockingIOError), keeping.copying(tmp_path):
            pytest.fail("there are two backups at once")

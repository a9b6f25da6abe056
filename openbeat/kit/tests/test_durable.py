"""What is written is whole or not there, for this account alone, and flushed with the folder that names it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from openbeat.kit import durable


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached the disk, in order: each file with what it held then, each folder with its names."""
    seen: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        place = Path(f"/proc/self/fd/{handle}").resolve()
        seen.append(" ".join(sorted(each.name for each in place.iterdir())) if place.is_dir() else place.read_text())

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_new_file_is_whole_on_the_disk_and_never_takes_the_place_of_another(
    tmp_path: Path, flushed: list[str]
) -> None:
    durable.write_new(tmp_path / "key", b"secret")
    durable.keep_names(tmp_path)

    assert flushed == ["secret", "key"]
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        durable.write_new(tmp_path / "key", b"other")
    assert (tmp_path / "key").read_bytes() == b"secret"


def test_what_is_replaced_is_the_old_or_the_new_whole_and_what_a_killed_one_left_is_no_hindrance(
    tmp_path: Path, flushed: list[str]
) -> None:
    path = tmp_path / "checkpoint"
    path.write_text("old")
    (tmp_path / "checkpoint.new").write_text("half of")

    durable.replace(path, b"new", 0o644)

    assert flushed == ["new", "checkpoint"]
    assert (path.read_text(), list(tmp_path.iterdir())) == ("new", [path])


def test_what_cannot_be_written_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "checkpoint"
    path.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        durable.replace(path, b"new")
    assert path.read_text() == "old"

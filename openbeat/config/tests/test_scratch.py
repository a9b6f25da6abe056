"""What a killed drill or export leaves in clear: `openbeat check` names it, and the next drill removes it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from openbeat.config.commands import scratch
from openbeat.config.commands.answers import State


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path / "data"
    settings.OPENBEAT_DATA.mkdir()


def killed(folder: Path) -> None:
    """A process writes something in clear, and is killed."""
    child = os.fork()
    if not child:
        with scratch.noted(folder):
            folder.mkdir()
            (folder / "in clear").write_bytes(b"words")
            time.sleep(60)
    while not (folder / "in clear").is_file():
        time.sleep(0.01)
    assert [state for state, _words in scratch.what_was_left()] == [State.OK]  # it is at it
    assert scratch.clear_away() == 0
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_what_a_killed_command_left_is_named_and_cleared_away(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "elsewhere"
    killed(folder)

    [(state, words)] = scratch.what_was_left()
    assert (state, str(folder) in words) == (State.LOOK, True)
    assert scratch.clear_away() == 1

    assert not folder.exists()
    assert list(settings.OPENBEAT_DATA.iterdir()) == []
    assert [state for state, _words in scratch.what_was_left()] == [State.OK]


def test_a_command_that_ends_leaves_nothing(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "elsewhere"
    with scratch.noted(folder):
        folder.mkdir()

    assert not folder.exists()
    assert list(settings.OPENBEAT_DATA.iterdir()) == []

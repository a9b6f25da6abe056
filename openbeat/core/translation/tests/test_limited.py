"""A program that is run with limits: it gets nothing of ours, and cannot hang, flood or grow, and its group ends."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from openbeat.core.translation.machine.limited import Stopped, run

PYTHON = os.path.realpath(sys.executable)
ECHO = "import sys; sys.stdout.write(sys.stdin.read())"


def said_by(program: str, text: str = "", *, seconds: float = 10, most: int = 100_000) -> str:
    return run([PYTHON, "-I", "-S", "-c", program], text, seconds=seconds, most=most)


def test_words_go_in_and_come_out_as_they_are() -> None:
    text = "ကမ္ဘာ; $(rm -rf /) `id` \"'\\ \u202e\n" * 500

    assert said_by(ECHO, text) == text


def test_it_sees_nothing_of_our_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBEAT_SECRET_KEY", "secret")

    seen = said_by("import os; print(sorted(os.environ), os.listdir('.'), os.getpgrp() == os.getpid())")

    assert seen == "['LC_ALL', 'PATH'] [] True\n"


def test_its_folder_is_gone_afterwards() -> None:
    folder = said_by("import os; open('left', 'w').close(); print(os.getcwd())").strip()

    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import time; time.sleep(30)", "it took too long"),
        ("import os, time; os.close(1); time.sleep(30)", "it took too long"),
        ("while True: print('a' * 1000)", "it wrote too much"),
        ("import sys; sys.exit(3)", "it ended with code 3"),
        ("bytearray(3 * 1024 ** 3)", "it ended with code 1"),
        ("open('big', 'wb').write(bytes(10**6))", "it ended with code 1"),
        ("while True: pass", "it "),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe')", "it did not answer in UTF-8"),
    ],
)
@pytest.mark.slow
def test_whatever_goes_wrong_with_it_ends_soon_and_is_said(program: str, why: str) -> None:
    began = time.monotonic()

    with pytest.raises(Stopped, match=why):
        said_by(program, "words" * 100_000, seconds=1.5)

    assert time.monotonic() - began < 6


def test_what_it_started_ends_with_it() -> None:
    program = (
        "import os, sys, time\n"
        "if os.fork():\n    print(os.getpid(), flush=True); sys.stdout.close(); os._exit(0)\n"
        "os.close(1); time.sleep(30)"
    )

    group = int(said_by(program))

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a child is still there")


def test_a_program_that_is_not_there_is_said() -> None:
    with pytest.raises(Stopped):
        run(["/nowhere/at/all"], "", seconds=5, most=10)

"""Several programs that begin and end together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from openbeat.config.commands.screen import say

PATIENCE = 15.0
DIE_WITH_PARENT = 1  # Linux: PR_SET_PDEATHSIG


@dataclass
class Member:
    """One program, how it is started, and whether the others go on while it is started again."""

    name: str
    command: list[str]
    again: bool = False
    process: subprocess.Popen[bytes] | None = None


class Crew:
    """Starts programs, starts again those that may be, and stops all of them when one ends or somebody says stop."""

    def __init__(self, members: list[Member], environment: dict[str, str]) -> None:
        self.members, self.environment = members, environment
        self.stopping = False

    def start(self) -> None:
        """Start all. Each has a session of its own: Ctrl-C reaches us alone, and we tell them."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for member in self.members:
            self._start(member)

    def watch(self) -> int:
        """Wait until somebody says stop (0) or a program that must not end has ended (1)."""
        while not self.stopping:
            for member in self.members:
                if member.process and member.process.poll() is not None:
                    say(f"The {member.name} ended ({member.process.returncode}).")
                    if not member.again:
                        return 1
                    time.sleep(1)
                    self._start(member)
            time.sleep(0.2)
        return 0

    def alive(self) -> bool:
        """Whether all of them run."""
        return all(member.process and member.process.poll() is None for member in self.members)

    def stop(self) -> None:
        """Ask all to end, and after a while make them."""
        for member in self.members:
            if member.process and member.process.poll() is None:
                member.process.terminate()
        end = time.monotonic() + PATIENCE
        for member in self.members:
            if member.process:
                self._wait_or_kill(member.process, max(0.1, end - time.monotonic()))

    def _start(self, member: Member) -> None:
        member.process = subprocess.Popen(  # noqa: S603  our own programs
            member.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  no thread runs here
        )

    def _wait_or_kill(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        with suppress(ProcessLookupError):  # of a web server that was killed, the processes go on and keep the port
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


def end_with_parent() -> None:
    """Where the system can (Linux): end when the parent was killed, instead of keeping the port."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(DIE_WITH_PARENT, signal.SIGTERM)

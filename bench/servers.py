"""Servers as deployed, on loopback; what they use of the processor and of memory."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROCESS = 2  # in the number of a clock: what all threads of one process used, those that ended too


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running server and one connection to it that stays open."""

    process: subprocess.Popen[bytes]
    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def pids(self) -> list[int]:
        """The web processes: the one we started and its children."""
        found, fresh = [], [self.process.pid]
        while fresh:
            pid = fresh.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                fresh += [int(child) for child in task.read_text(encoding="ascii").split()]
        return found

    def cpu(self) -> float:
        """Seconds of processor time that all its processes used so far."""
        return sum(_cpu(pid) for pid in self.pids())

    def memory(self) -> float:
        """Megabytes of memory of all its processes, what they share counted once (PSS)."""
        return sum(_pss(pid) for pid in self.pids()) / 1024

    def ask(self, method: str, path: str, headers: dict[str, str], body: str | None = None) -> tuple[int, bytes]:
        """One request on the connection, which is opened again where the server let it go meanwhile."""
        try:
            answer = self._answer(method, path, headers, body)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.connection.close()
            answer = self._answer(method, path, headers, body)
        return answer.status, answer.read()

    def _answer(self, method: str, path: str, headers: dict[str, str], body: str | None) -> http.client.HTTPResponse:
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()


def _cpu(pid: int) -> float:
    """By the clock of that process, to the nanosecond: a tick of /proc/<pid>/stat is longer than most pages take."""
    return time.clock_gettime(~pid << 3 | PROCESS)


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


@contextmanager
def running(application: str, env: dict[str, str], *, workers: int) -> Iterator[Server]:
    """Serve an application by granian as `openbeat serve` does; stop it at the end."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, **env})
    try:
        server = Server(process, port)
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(120)


def _wait(server: Server) -> None:
    for _try in range(1200):  # two minutes, on a machine that does other things too
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")

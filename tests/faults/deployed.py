"""The program as a department runs it: a web server of two processes and one worker, started again when they end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from openbeat.config.commands import serve
from tests.faults.database import Database

HOST = "127.0.0.1"
PATIENCE = 120.0  # seconds for a server to come up on a machine that does other things too
MOMENT = 0.1
OPENBEAT = [sys.executable, "-m", "openbeat.config.cli"]
ROOT = Path(__file__).resolve().parent.parent.parent


def surroundings(data: Path, database: Database, **more: str) -> dict[str, str]:
    """The environment of a program: ours alone, whatever a developer has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENBEAT_", "COVERAGE_"))}
    temporary = data / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "openbeat.config.settings",
        "OPENBEAT_DATA": str(data),
        "OPENBEAT_DEMO": "1",
        "OPENBEAT_FORM_SECONDS": "0",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(temporary),
        **database.surroundings(),
        **more,
    }


def run(environment: dict[str, str], *words: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
    """Run `openbeat` with these words to its end."""
    command = [*OPENBEAT, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done


def ask(environment: dict[str, str], code: str) -> str:
    """Run a few lines of Python in the program's own surroundings; gives what they print."""
    lines = f"import django\ndjango.setup()\n{code}"
    command = [sys.executable, "-c", lines]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def a_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


@dataclass
class Service:
    """One program of the house, kept running as systemd would: what is left of it is removed, then it starts anew."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    starts: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.starts += 1

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def remove(self, number: int = signal.SIGKILL) -> None:
        """Whatever is left of it: a worker of the web server outlives a killed main process for a moment."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def children(self) -> list[int]:
        """The processes that it started."""
        pid = self.process.pid if self.process else 0
        with suppress(OSError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def stop(self) -> None:
        if self.process is None:
            return
        self.remove(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.remove()
            self.process.wait()
        self.remove()


@dataclass
class House:
    """Both programs over one data folder; whoever ends is started again."""

    data: Path
    database: Database
    environment: dict[str, str]
    port: int
    logs: Path  # elsewhere: a disk that is full takes no log
    processes: int = 2  # of the web server, as deployed
    kills: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        words = serve.command(HOST, self.port, workers=self.processes, threads=8)
        self.web = Service("web server", words, self.environment, self.logs / "web.log")
        self.worker = Service("worker", [*OPENBEAT, "worker"], self.environment, self.logs / "worker.log")
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def open(self) -> None:
        for service in (self.web, self.worker):
            service.start()
        self._keeper.start()
        assert self.answers(), self.said()

    def close(self) -> None:
        self._over.set()
        self._keeper.join()
        for service in (self.worker, self.web):
            service.stop()

    def answers(self) -> bool:
        """Wait until the web server answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            connection = HTTPConnection(HOST, self.port, timeout=20)
            try:
                connection.request("GET", "/receipt/")
                with connection.getresponse() as response:
                    if response.read():
                        return True
            except (OSError, HTTPException):
                time.sleep(MOMENT)
            finally:
                connection.close()
        return False

    def said(self) -> str:
        """What both programs wrote."""
        return "".join(log.read_text() for log in (self.web.log, self.worker.log) if log.exists())

    def kill(self, what: str, choice: float) -> bool:
        """End one of the processes without a word (SIGKILL); False when it does not run at this moment."""
        with self._lock:
            if what == "web process":
                found = self.web.children()
            else:
                service = self.web if what == "web server" else self.worker
                found = [service.process.pid] if service.process and not service.ended() else []
            if not found:
                return False
            try:
                os.kill(found[int(choice * len(found))], signal.SIGKILL)
            except ProcessLookupError:
                return False
            self.kills[what] += 1
            return True

    def _keep(self) -> None:
        while not self._over.wait(MOMENT):
            with self._lock:
                for service in (self.web, self.worker):
                    if service.ended():
                        service.remove()
                        service.start()


@dataclass(frozen=True)
class Otherwise:
    """What is not as always: settings, the disk that the data lie on, how many web processes there are."""

    settings: dict[str, str] = field(default_factory=dict)
    disk: Path | None = None
    processes: int = 2


@contextmanager
def opened(built: tuple[Path, Database], folder: Path, so: Otherwise | None = None) -> Iterator[House]:
    """A house of one's own: a copy of the built one, with everything running."""
    so = so or Otherwise()
    data, database = built
    own = shutil.copytree(data, (so.disk or folder) / "data")
    shutil.rmtree(own / "tmp")
    with database.copied(own) as copy:
        port = a_port()
        environment = surroundings(own, copy, **{"OPENBEAT_ADDRESS": f"http://{HOST}:{port}", **so.settings})
        house = House(own, copy, environment, port, folder, so.processes)
        try:
            house.open()
            yield house
        finally:
            house.close()

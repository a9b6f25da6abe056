"""The worker is killed in the middle of sending: what was acknowledged arrived once, or is a named unknown."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from openbeat.core.notices.tests.makers import a_port

pytestmark = pytest.mark.slow

POINTS = ("receiver", "text", "taken", "answered")
MOMENT = 0.3  # the worker is still waiting, and dies


class Trap:
    """A mail server that stands still at one point for one message, and says so."""

    def __init__(self) -> None:
        self.point = ""
        self.reached = threading.Event()
        self.took: Counter[str] = Counter()

    async def _stand_still(self, point: str) -> None:
        if point == self.point:
            self.point = ""
            self.reached.set()
            await asyncio.sleep(2 * MOMENT)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        await self._stand_still("receiver")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await self._stand_still("text")
        subject = next(line for line in envelope.content.decode().splitlines() if line.startswith("Subject: "))
        self.took[subject.removeprefix("Subject: ")] += 1
        await self._stand_still("taken")
        if self.point == "answered":
            self.point = ""
            threading.Timer(0.01, self.reached.set).start()
        return "250 OK"


def environment(data: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "OPENBEAT_DATA": str(data),
        "OPENBEAT_DATABASE": "sqlite",
        "OPENBEAT_DEBUG": "1",
        "OPENBEAT_SMTP_HOST": "127.0.0.1",
        "OPENBEAT_SMTP_PORT": str(port),
        "OPENBEAT_CLOCK_FILE": str(data / "clock"),
        "PYTHONPATH": os.pathsep.join([str(settings.HERE.parent), os.environ.get("PYTHONPATH", "")]),
    }


def victim(env: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "openbeat.core.notices.tests.victim", *words]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout  # noqa: S603


def worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "django", "worker", "--once"]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def test_each_message_arrives_once_or_is_a_named_unknown(tmp_path: Path) -> None:
    trap = Trap()
    controller = Controller(trap, hostname="127.0.0.1", port=a_port())
    controller.start()
    env = environment(tmp_path, controller.port)
    try:
        victim(env, "build", str(len(POINTS) * 2))
        for number, point in enumerate(POINTS, 1):
            trap.reached.clear()
            trap.point = point
            killed = worker(env)
            assert trap.reached.wait(20), point
            killed.send_signal(signal.SIGKILL)
            killed.wait()
            (tmp_path / "clock").write_text(str(400 * number))  # the next worker starts some minutes later
        assert worker(env).wait(30) == 0
        stages = json.loads(victim(env, "report"))
    finally:
        controller.stop(no_assert=True)

    assert set(stages.values()) <= {"sent", "unknown"}
    assert all(trap.took[subject] == 1 for subject, stage in stages.items() if stage == "sent")
    assert all(trap.took[subject] <= 1 for subject in stages)
    assert len(POINTS) >= list(stages.values()).count("unknown") >= len(POINTS) - 1  # "answered" may have been settled

"""A real mail server on this machine that keeps count of what it took over, and takes its time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from random import Random
from typing import Any

from aiosmtpd.controller import Controller

from tests.faults.deployed import HOST, a_port

LONGEST = 0.4  # seconds before it answers: a worker dies there too


class PostOffice:
    """Takes every message; what it took is known by the message's own mark."""

    def __init__(self, seed: int) -> None:
        self.took: Counter[str] = Counter()
        self.letters: list[bytes] = []
        self.longest = LONGEST
        self._random = Random(seed)  # noqa: S311  chance, no secret
        self.port = a_port()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  the library's word
        await asyncio.sleep(self._random.uniform(0, self.longest))
        self.letters.append(envelope.content)
        self.took[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        await asyncio.sleep(self._random.uniform(0, self.longest))
        return "250 OK"


@contextmanager
def open_office(seed: int) -> Iterator[PostOffice]:
    """The office, as long as this lasts."""
    office = PostOffice(seed)
    controller = Controller(office, hostname=HOST, port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop(no_assert=True)

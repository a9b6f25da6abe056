"""The server for large files, beside the house: what takes sealed files comes to it, as deploy/nginx.conf has it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from openbeat.config.commands import serve
from tests.faults import deployed
from tests.faults.deployed import HOST, House, Service
from tests.faults.visitor import Visitor

TURN_ON = """
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import BUILDER, an_office
from openbeat.kit.clock import now
queries.are_taken() or an_office(now())
print(queries.are_taken())
"""


@contextmanager
def large_files(house: House) -> Iterator[Service]:
    """Complaints are taken, and the server for large files runs, as long as this lasts."""
    assert deployed.ask(house.environment, TURN_ON) == "True"
    port = deployed.a_port()
    words = serve.command(HOST, port, workers=1, threads=32)
    server = Service("uploads", words, house.environment | {"UPLOADS": str(port)}, house.logs / "uploads.log")
    server.start()
    try:
        _until_it_answers(port)
        yield server
    finally:
        server.stop()


def port_of(server: Service) -> int:
    """Where it listens."""
    return int(server.environment["UPLOADS"])


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + deployed.PATIENCE
    while time.monotonic() < end:
        try:
            with Visitor(port) as visitor:
                visitor.get("/receipt/")
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server for large files did not come up")

"""Slow senders from an address that many share: large forms are counted by the proxy that ships, words never."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.faults.deployed import HOST
from tests.faults.proxy import Guest, Proxy, in_front

FORM, MOST = "/complaints/new/whole/", 4
WORDS = b"words=He+laughed"
CHUNKED = {"Transfer-Encoding": "chunked"}


class _Behind(BaseHTTPRequestHandler):
    """What stands behind the proxy here: reads what comes, and takes it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._take(0)

    def do_POST(self) -> None:
        self._take(int(self.headers.get("Content-Length", 0)))

    def _take(self, size: int) -> None:
        with suppress(OSError):
            self.rfile.read(size)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_words: object) -> None:
        """It says nothing."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    """nginx with the file that ships."""
    server = ThreadingHTTPServer((HOST, 0), _Behind)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    with closing(server.socket), in_front(tmp_path / "front", server.server_port, server.server_port) as front:
        yield front
        server.shutdown()


def begun(proxy: Proxy, headers: dict[str, str]) -> HTTPConnection:
    """A form whose end does not come."""
    connection = Guest(proxy.secure).open()
    connection.putrequest("POST", FORM)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection


def refused(proxy: Proxy, headers: dict[str, str]) -> int:
    with closing(begun(proxy, headers)) as connection, connection.getresponse() as response:
        return response.status


def large(size: int = 1_000_000) -> dict[str, str]:
    return {"Content-Length": str(size)}


def test_words_from_a_shared_address_pass_while_slow_senders_hold_all_places_for_large_forms(proxy: Proxy) -> None:
    with ExitStack() as held:
        for slow in (large(), large(2_000_000_000), CHUNKED, CHUNKED):
            held.enter_context(closing(begun(proxy, slow)))
        for size in (15, 999_999):
            held.enter_context(closing(begun(proxy, large(size))))  # small and slow: not counted either

        assert [refused(proxy, headers) for headers in (large(), CHUNKED)] == [429, 429]
        for _time in range(2 * MOST):
            with Guest(proxy.secure) as guest:
                assert guest.ask("POST", FORM, WORDS).status == 200
                assert guest.get(FORM).status == 200

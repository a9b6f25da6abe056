"""A reader on a slow line: what they have not taken yet lies in no file of the proxy that ships."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.faults.deployed import HOST
from tests.faults.proxy import Guest, Proxy, in_front
from tests.faults.uploads import MARKER, MEGABYTE, Watch

PAGE = MARKER * (8 * MEGABYTE // len(MARKER))


class _Behind(BaseHTTPRequestHandler):
    """What stands behind the proxy here: a page of sealed words that is larger than all buffers."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    with ThreadingHTTPServer((HOST, 0), _Behind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with in_front(tmp_path / "front", server.server_port, server.server_port) as front:
            yield front
        server.shutdown()


def test_a_page_that_waits_for_a_slow_reader_is_in_no_file_of_the_proxy(proxy: Proxy) -> None:
    watch = Watch([proxy.folder], [proxy])
    with Guest(proxy.secure) as guest:
        connection = guest.open()
        connection.request("GET", "/complaints/7/", headers=guest.says())
        with connection.getresponse() as response:
            first = response.read(1024)
            time.sleep(1)
            watch.look()
            rest = response.read()
        connection.close()

    assert (first + rest == PAGE, watch.found) == (True, [])

"""Serves a log over HTTP on this machine: as it should be, forked for one reader, too slow, too large, elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Host:
    """What is served, by path; a reader named in `forked` is shown something else. What was handed in is kept."""

    files: dict[str, bytes]
    forked: dict[str, dict[str, bytes]] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    redirect: str = ""
    refuses: str = ""  # why it takes nothing
    address: str = ""

    def answer(self, path: str, reader: str) -> bytes | None:
        self.asked.append(path)
        return self.forked.get(reader, self.files).get(path.removeprefix("/log/"))


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """The host, at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's word
            pass

        def do_GET(self) -> None:
            found = host.answer(self.path, self.headers.get("User-Agent", ""))
            if host.redirect:
                self.send_response(302)
                self.send_header("Location", host.redirect)
            else:
                self.send_response(404 if found is None else 200)
            self.end_headers()
            self.wfile.write(found or b"")

        def do_POST(self) -> None:
            host.taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(400 if host.refuses else 200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(host.refuses.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

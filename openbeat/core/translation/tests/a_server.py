"""A server that speaks as LibreTranslate does, on this machine: honest, or with one of many faults."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [{"code": code, "name": code, "targets": ["en", "es", "zh-Hans", "my"]} for code in ("en", "es", "zh-Hans")]


@dataclass
class Behaviour:
    """What a server does with a text, what it was asked, and its fault, if any."""

    answers: Any = str  # the words it gives for a text
    fault: str = ""
    languages: Any = field(default_factory=lambda: LANGUAGES)
    detected: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def a_server(**facts: Any) -> Iterator[Behaviour]:
    """A server while this block lasts."""
    behaviour = Behaviour(**facts)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behaviour.paths.append(self.path)
            self._say(behaviour.languages)

        def do_POST(self) -> None:
            behaviour.paths.append(self.path)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            behaviour.asked.append(body)
            with suppress(OSError):
                if fault := _FAULTS.get(behaviour.fault):
                    fault(self)
                else:
                    detected = {"detectedLanguage": {"language": behaviour.detected}} if behaviour.detected else {}
                    self._say({"translatedText": behaviour.answers(body["q"])} | detected)

        def _say(self, what: Any, kind: str = "application/json; charset=utf-8", status: int = 200) -> None:
            data = what if isinstance(what, bytes) else json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    behaviour.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield behaviour
    finally:
        server.shutdown()
        server.server_close()


def _drip(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _each in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def _huge(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _each in range(400):
        handler.wfile.write(b'"' + b"a" * 65536)


def _away(handler: Any) -> None:
    handler.send_response(302)
    handler.send_header("Location", "/elsewhere")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


_FAULTS: dict[str, Any] = {
    "hangs": lambda _handler: time.sleep(3),
    "drips": _drip,
    "huge": _huge,
    "elsewhere": _away,
    "500": lambda handler: handler._say({"error": "secret-key-of-ours"}, status=500),
    "403": lambda handler: handler._say({"error": "Invalid API key"}, status=403),
    "html": lambda handler: handler._say(b"<html>Hola</html>", "text/html"),
    "html as json": lambda handler: handler._say(b"<html>Hola</html>"),
    "list": lambda handler: handler._say([1, 2]),
    "number": lambda handler: handler._say({"translatedText": 7}),
    "nothing": lambda handler: handler._say({"translatedText": " "}),
    "closes": lambda handler: handler.connection.close(),
    "deep": lambda handler: handler._say(b"[" * 100_000),
}

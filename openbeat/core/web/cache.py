"""Keeps public pages for a moment, before Django is asked, so that a crowd costs one rendering."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

MOMENT = 1.0  # seconds
MOST = 512  # pages

type Start = Callable[..., Any]
type Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


class _Slot:
    """One page: its lock lets one request render while the others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until = 0.0
        self.answer: tuple[str, list[tuple[str, str]], list[bytes]] | None = None


class KeepForAMoment:
    """A WSGI wrapper. Keeps only answers of views marked @public or @open_to_all to a GET without a cookie.

    Never one with Set-Cookie, a nonce or a CSRF token in it, and none but 200.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.slots: dict[tuple[str, ...], _Slot] = {}

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
            return self.application(environ, start)
        slot = self._slot(environ)
        if not (answer := self._fresh(slot)):
            with slot.lock:
                answer = self._fresh(slot) or self._render(slot, environ)
        status, headers, body = answer
        start(status, headers)
        return body

    def _slot(self, environ: dict[str, Any]) -> _Slot:
        names = ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_HX_REQUEST", "HTTP_ACCEPT_ENCODING")
        key = tuple(str(environ.get(name, "")) for name in names)
        if len(self.slots) > MOST:
            self.slots.clear()
        return self.slots.setdefault(key, _Slot())

    @staticmethod
    def _fresh(slot: _Slot) -> tuple[str, list[tuple[str, str]], list[bytes]] | None:
        return slot.answer if time.monotonic() < slot.until else None

    def _render(self, slot: _Slot, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], list[bytes]]:
        started: list[Any] = []
        chunks = self.application(environ, lambda status, headers, *_: started.append((status, headers)))
        try:
            body = list(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close:
                close()
        status, headers = started[-1]
        answer = (status, list(headers), body)
        if self._may_be_kept(status, headers, body, environ):
            slot.answer, slot.until = answer, time.monotonic() + MOMENT
        return answer

    @staticmethod
    def _may_be_kept(status: str, headers: list[tuple[str, str]], body: list[bytes], environ: dict[str, Any]) -> bool:
        names = {name.lower(): value for name, value in headers}
        return (
            environ.get("openbeat.keep") == "1"
            and status.startswith("200")
            and "set-cookie" not in names
            and "'nonce-" not in names.get("content-security-policy", "")
            and not any(b"csrfmiddlewaretoken" in chunk for chunk in body)
        )

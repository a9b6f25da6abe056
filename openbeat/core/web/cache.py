"""Keeps public pages for a moment, before Django is asked, so that a crowd costs one rendering."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from openbeat.core.web import wished

MOMENT = 1.0  # seconds
MOST = 512  # pages
ALL_THE_SAME = "public"  # what @public says: the page is the same for everybody
TO_A_VISITOR = "visitor"  # what @open_to_all says: the page is the same for whoever sends no cookie

type Start = Callable[..., Any]
type Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
type Answer = tuple[str, list[tuple[str, str]], list[bytes]]


class _Slot:
    """One page: its lock lets one request render while the others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until = 0.0
        self.answer: Answer | None = None
        self.same_for_all = False  # learned from the first time that its view was asked


class KeepForAMoment:
    """A WSGI wrapper. Keeps only answers to a GET, of views marked @public or @open_to_all.

    Whoever sends a cookie gets the visitor's page where the view is @public, and never one that is only open to all.
    The cookie that names a language is as good as none: who wishes the same language shares a page.
    A message that waits for somebody goes past it. It keeps no answer with Set-Cookie, a nonce or a CSRF token in it,
    and none but 200.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.slots: dict[tuple[str, ...], _Slot] = {}

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ or _has_message(environ):
            return self.application(environ, start)
        slot = self._slot(environ)
        if "HTTP_COOKIE" in environ:
            language, others = wished.apart(environ["HTTP_COOKIE"])
            if others and not slot.same_for_all:
                return self._learn(slot, environ, start)
            environ = {name: value for name, value in environ.items() if name != "HTTP_COOKIE"}
            environ |= {"HTTP_COOKIE": language} if language else {}
        if not (answer := self._fresh(slot)):
            with slot.lock:
                answer = self._fresh(slot) or self._render(slot, environ)
        status, headers, body = answer
        start(status, list(headers))
        return body

    def _slot(self, environ: dict[str, Any]) -> _Slot:
        names = ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_HX_REQUEST", "HTTP_ACCEPT_ENCODING",
                 "HTTP_HX_HISTORY_RESTORE_REQUEST", "HTTP_X_FORWARDED_PROTO")  # fmt: skip
        key = (*(str(environ.get(name, "")) for name in names), *wished.languages(environ))
        if len(self.slots) > MOST:
            self.slots.clear()
        return self.slots.setdefault(key, _Slot())

    @staticmethod
    def _fresh(slot: _Slot) -> Answer | None:
        return slot.answer if time.monotonic() < slot.until else None

    def _learn(self, slot: _Slot, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer somebody with a cookie as Django does, keep nothing, but see whether the page is all the same."""
        chunks = self.application(environ, start)
        slot.same_for_all = environ.get("openbeat.keep") == ALL_THE_SAME  # Django has called the view by now
        return chunks

    def _render(self, slot: _Slot, environ: dict[str, Any]) -> Answer:
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
        slot.same_for_all = environ.get("openbeat.keep") == ALL_THE_SAME
        if self._may_be_kept(status, headers, body, environ):
            slot.answer, slot.until = answer, time.monotonic() + MOMENT
        return answer

    @staticmethod
    def _may_be_kept(status: str, headers: list[tuple[str, str]], body: list[bytes], environ: dict[str, Any]) -> bool:
        names = {name.lower(): value for name, value in headers}
        return (
            environ.get("openbeat.keep") in {ALL_THE_SAME, TO_A_VISITOR}
            and status.startswith("200")
            and "set-cookie" not in names
            and "'nonce-" not in names.get("content-security-policy", "")
            and not any(b"csrfmiddlewaretoken" in chunk for chunk in body)
        )


def _has_message(environ: dict[str, Any]) -> bool:
    """Whether the cookie of Django's messages is among those sent; its name alone is enough to be careful."""
    return "messages=" in environ.get("HTTP_COOKIE", "")

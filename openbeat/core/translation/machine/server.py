"""A translation server by its address, if it speaks as LibreTranslate does. Everything that it answers is doubted.

It is asked directly: no proxy, and no way onward if it sends us elsewhere. The key is in no message and no log.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from openbeat.core.translation.exchange import tags
from openbeat.core.translation.machine.engines import NoDraft

CODES = {"zh-hans": ("zh-Hans", "zh", "zh-CN")}  # what servers call our languages, where they do not call them so
MOST_BYTES = 1024 * 1024
ALL_TOGETHER = 600.0  # seconds for all passages of a text: only a job waits for it


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its address, how long one answer may take, and the key that it wants, if any."""

    address: str
    seconds: float
    key: str = field(default="", repr=False)
    name: str = "LibreTranslate"

    def does(self, source: str, target: str) -> bool:
        """Nobody knows without asking; it is asked when a draft is made."""
        return True

    def translate(self, passages: list[str], source: str, target: str) -> list[str]:
        """The passages in the other language, each asked for by itself; raises NoDraft."""
        pair = self.pair(source, target)
        if pair is None:
            raise NoDraft(_("The translation server does not know these two languages."))
        until = monotonic() + ALL_TOGETHER
        return [self._one(passage, *pair, until) for passage in passages]

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """What the server calls the two languages; None where it does not translate between them. Raises NoDraft."""
        known = self._ask("GET", "/languages")
        try:
            targets = {str(one["code"]): {str(code) for code in one.get("targets", ())} for one in known}
        except (TypeError, KeyError, AttributeError):
            raise NoDraft(_("The translation server answered something else than was asked.")) from None
        for a in CODES.get(source, (source,)):
            for b in CODES.get(target, (target,)):
                if a in targets and (b in targets[a] or (not targets[a] and b in targets)):
                    return a, b
        return None

    def _one(self, passage: str, source: str, target: str, until: float) -> str:
        if monotonic() > until:
            raise NoDraft(_("The translation server took too long."))
        body = {"q": passage, "source": source, "target": target, "format": "text"}
        answer = self._ask("POST", "/translate", body | ({"api_key": self.key} if self.key else {}))
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, str) or not words.strip():
            raise NoDraft(_("The translation server answered something else than was asked."))
        said = answer.get("detectedLanguage")
        if isinstance(said, dict) and tags.of(str(said.get("language", source))) != tags.of(source):
            raise NoDraft(_("The translation server took the text for another language."))
        return words

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the server answers, as JSON says it; raises NoDraft."""
        try:
            status, kind, data = self._exchange(method, path, body)
        except TimeoutError:
            raise NoDraft(_("The translation server took too long.")) from None
        except (OSError, ValueError, http.client.HTTPException):
            raise NoDraft(_("The translation server cannot be reached.")) from None
        if status != http.client.OK:
            raise NoDraft(_("The translation server refused (%(status)s).") % {"status": status})
        if len(data) > MOST_BYTES:
            raise NoDraft(_("The translation server answered too much."))
        if kind.partition(";")[0].strip().lower() != "application/json":
            raise NoDraft(_("The translation server answered something else than was asked."))
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise NoDraft(_("The translation server answered something else than was asked.")) from None

    def _exchange(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, str, bytes]:
        """Status, kind and body of one answer; whoever sends a little now and then is stopped when time is up too."""
        call = _Call(self._connection())
        timer = threading.Timer(self.seconds, call.stop)
        timer.start()
        try:
            found = call.make(
                method, urlsplit(self.address).path.rstrip("/") + path, json.dumps(body) if body else None
            )
        except (OSError, http.client.HTTPException):
            if call.late.is_set():
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
            call.close()
        if call.late.is_set():
            raise TimeoutError
        return found

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "https":
            secure = ssl.create_default_context()
            return http.client.HTTPSConnection(parts.netloc, timeout=self.seconds, context=secure)
        return http.client.HTTPConnection(parts.netloc, timeout=self.seconds)


@dataclass(slots=True)
class _Call:
    """One question to a server, which another thread can stop at any moment."""

    connection: http.client.HTTPConnection
    late: threading.Event = field(default_factory=threading.Event)
    held: list[socket.socket] = field(default_factory=list)  # the connection lets go of it before the answer is read

    def make(self, method: str, path: str, body: str | None) -> tuple[int, str, bytes]:
        """Ask, and read no more than can be an answer."""
        self.connection.connect()
        self.held.append(self.connection.sock)
        headers = {"Accept": "application/json", "Content-Type": "application/json", "Connection": "close"}
        self.connection.request(method, path, body, headers)
        with self.connection.getresponse() as answer:
            data = answer.read(MOST_BYTES + 1)
        return answer.status, answer.headers.get("Content-Type", ""), data

    def stop(self) -> None:
        """Time is up: whoever waits for the line is woken."""
        self.late.set()
        for line in (self.connection.sock, *self.held):
            with suppress(OSError, AttributeError):  # there is none yet, or no more
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the line."""
        self.connection.close()
        for line in self.held:
            line.close()


def fault(address: str) -> str:
    """What is wrong with an address, in a sentence for the administrator; "" where nothing is."""
    no_address = _("This is no address: %(address)s") % {"address": address.rpartition("@")[2]}  # no password is shown
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return no_address
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or parts.query or parts.fragment:
        return no_address
    if parts.scheme == "http" and not is_here(host):
        return _("The address of another machine begins with https.")
    return ""


def is_here(host: str) -> bool:
    """Whether a name means this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def configured() -> Server | None:
    """The server that the settings name; None where they name none, or no sound address."""
    address = settings.OPENBEAT_TRANSLATE_ADDRESS
    if not address or fault(address):
        return None
    return Server(address, settings.OPENBEAT_TRANSLATE_SECONDS, settings.OPENBEAT_TRANSLATE_KEY)

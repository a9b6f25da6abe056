"""Somebody with a browser and no account, who presses the button again until there is an answer."""

from __future__ import annotations

import html
import re
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode
from uuid import uuid4

from tests.faults import deployed
from tests.faults.deployed import HOST, House

FIELD = '<input[^>]*name="{name}"[^>]*value="([^"]*)"'
AREAS = re.compile(r'<select[^>]*name="area".*?</select>', re.DOTALL)
OPTION = re.compile(r'<option value="(\d+)"')
CODE = re.compile(r'<p class="code"[^>]*>([^<]+)</p>')
LONGEST = 180.0  # seconds in which somebody must get an answer
LONG = 20.0
PAUSE = 0.2
BROKEN = (OSError, HTTPException)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return html.unescape(self.content.decode())

    @property
    def code(self) -> str:
        """The code of the receipt that it shows."""
        found = CODE.search(self.content.decode())
        return found[1] if found else ""


@dataclass(frozen=True)
class Photo:
    """A file in a form."""

    name: str
    content: bytes
    media_type: str = "image/jpeg"


@dataclass
class Visitor:
    """Keeps cookies and the connection, as a browser does; comes from an address of this machine of their own."""

    port: int
    comes_from: str = HOST
    timeout: float = 60
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Hang up."""
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; raises OSError or HTTPException when the connection broke before the answer was whole."""
        if self.connection is None:
            self.connection = self.open()
        try:
            with suppress(BrokenPipeError):  # a no may come before all was sent: the answer is there to be read
                self.connection.request(method, path, body, {**self.says(), **(headers or {})})
            with self.connection.getresponse() as response:
                answer = Answer(response.status, dict(response.headers.items()), response.read())
        except BROKEN:
            self.leave()
            raise
        self._remember(response)
        return answer

    def open(self) -> HTTPConnection:
        """A connection to the site."""
        return HTTPConnection(HOST, self.port, self.timeout, source_address=(self.comes_from, 0))

    def says(self) -> dict[str, str]:
        """What stands in the head of each request: the cookies."""
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": pairs} if pairs else {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, data: Mapping[str, str | Photo]) -> Answer:
        """Send a form, with a file where there is one."""
        body, media_type = encoded(data)
        return self.ask("POST", path, body, {"Content-Type": media_type})

    def send(self, path: str, data: Mapping[str, str], files: Sequence[Photo], name: str = "sent") -> Answer:
        """Send a form with several files, always as one that holds files."""
        mark = uuid4().hex
        fields: list[tuple[str, str | Photo]] = [*data.items(), *((name, file) for file in files)]
        parts = [part(mark, each, value) for each, value in fields]
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def form(self, path: str) -> tuple[Answer, dict[str, str]]:
        """Open a page with a form; gives it, and what its hidden fields hold, with an area to choose."""
        answer = self.get(path)
        assert answer.status == 200, (path, answer.status)
        page = answer.content.decode()
        areas = AREAS.search(page)
        found = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "started": hidden(page, "started")}
        return answer, found | ({"area": OPTION.findall(areas[0])[0]} if areas else {})

    def _remember(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}


@dataclass
class Patience:
    """Does something again as long as the connection breaks, as people press the button again; counts how often."""

    retries: int = 0
    since: float | None = None  # from when somebody waits for an answer

    def until_answered[T](self, act: Callable[[], T]) -> T:
        """The first whole answer; fails when none came for long."""
        began = self.since = time.monotonic()
        while True:
            try:
                answer = act()
            except BROKEN:
                assert time.monotonic() < began + LONGEST, "nobody answered for three minutes"
                self.retries += 1
                time.sleep(PAUSE)
            else:
                self.since = None
                return answer

    def waits_long(self) -> bool:
        """Somebody waits for longer than people press a button."""
        return self.since is not None and time.monotonic() - self.since > LONG


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(FIELD.format(name=name), page)
    return html.unescape(found[1]) if found else ""


def encoded(data: Mapping[str, str | Photo]) -> tuple[bytes, str]:
    """The form as a browser sends it."""
    if not any(isinstance(value, Photo) for value in data.values()):
        return urlencode({name: str(value) for name, value in data.items()}).encode(), (
            "application/x-www-form-urlencoded"
        )
    mark = uuid4().hex
    parts = [part(mark, name, value) for name, value in data.items()]
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def part(mark: str, name: str, value: str | Photo) -> bytes:
    """One field of a form with files."""
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, Photo):
        head += f'; filename="{value.name}"\r\nContent-Type: {value.media_type}'
        return f"{head}\r\n\r\n".encode() + value.content + b"\r\n"
    return f"{head}\r\n\r\n{value}\r\n".encode()


def in_bytes(port: int, request: bytes, *, seconds: float = 60) -> Answer:
    """What the server says to these very bytes, which no browser would send."""
    with socket.create_connection((HOST, port), timeout=seconds) as wire:
        wire.sendall(request)
        return heard(wire)


def heard(wire: socket.socket) -> Answer:
    """The answer that comes over a connection."""
    response = HTTPResponse(wire)
    try:
        response.begin()
        return Answer(response.status, dict(response.headers.items()), response.read())
    finally:
        response.close()


def signed_in(house: House, who: str) -> str:
    """The session of one of the cast, as it is after the second factor."""
    lines = f"""
from django.test import Client
from openbeat.core.people import queries
client = Client()
client.force_login(queries.by_email("{who}@example.org"))
print(client.cookies["sessionid"].value)
"""
    return deployed.ask(house.environment, lines)

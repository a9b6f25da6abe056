"""Reads a public log where it is served, or where somebody copied it: the host may be slow, large or hostile."""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any, Never
from urllib.parse import urlsplit

from openbeat.config.commands.screen import Problem
from openbeat.kit.merkle import HASH, WIDTH
from openbeat.kit.walking import Log, Unread

SECONDS = 20.0  # between two bytes
PATIENCE = 60.0  # for one answer as a whole
PIECE = 64 * 1024
LONGEST_REASON = 500
MOST = {"checkpoint": 64 * 1024, "entries": WIDTH * (2 + 65_535), "tile": WIDTH * HASH}
EVERY = 25_600  # lines between two words about how far it is


class Straight(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is no answer: the log is where we were told that it is."""

    def redirect_request(self, *_arguments: Any, **_more: Any) -> Never:
        """Follow nothing."""
        raise Unread("the host sends us elsewhere, and we do not go")


def log_at(where: str) -> Log:
    """The log at an address (`https://talk.example.gov`), or in a folder that holds a copy of it. Raises Problem."""
    if Path(where).is_dir():
        return Log(_in_folder(Path(where)), progress)
    base = prefix(where)
    return Log(over_http(base), progress, home_of(base))


def home_of(base: str) -> str:
    """The name of the log that this address vouches for: over https, or on this machine; else nothing."""
    parts = urlsplit(base)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        return ""
    return f"{parts.netloc.rpartition('@')[2].lower()}{parts.path}".rstrip("/")


def prefix(address: str) -> str:
    """Where the log's files begin: /log/ where only a host is given. Raises Problem."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise Problem(f"{address} is neither the address of a log (https://…) nor a file or folder here")
    path = parts.path if parts.path.strip("/") else "/log/"
    return f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}/"


def over_http(base: str) -> Callable[[str], bytes]:
    """A reader of the files below this address; raises Unread."""
    opener = urllib.request.build_opener(Straight)

    def read(path: str) -> bytes:
        return _ask(opener, urllib.request.Request(base + path, headers=HEADERS), _most(path))  # noqa: S310  http(s): see prefix

    return read


LOOPBACK = {"localhost", "127.0.0.1", "::1"}
HEADERS = {"User-Agent": "openbeat", "Accept-Encoding": "identity"}


def post(address: str, body: bytes) -> bytes:
    """Hand something in; raises Unread, and Refused where the host says why it does not take it."""
    headers = HEADERS | {"Content-Type": "text/plain; charset=utf-8"}
    asked = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310  http(s): see prefix
    return _ask(urllib.request.build_opener(Straight), asked, MOST["checkpoint"])


class Refused(Unread):
    """What was handed in is not taken; the text is the host's own reason."""


def _ask(opener: urllib.request.OpenerDirector, asked: urllib.request.Request, most: int) -> bytes:
    try:
        with opener.open(asked, timeout=SECONDS) as answer:
            return _read(answer, most)
    except urllib.error.HTTPError as problem:
        with problem:
            reason = _reason(problem) if asked.data is not None else ""
        if reason:
            raise Refused(reason) from None
        raise Unread(f"{asked.full_url} answers {problem.code}") from None
    except (OSError, HTTPException, ValueError) as problem:
        raise Unread(f"{asked.full_url} does not answer ({type(problem).__name__})") from None


def _reason(problem: urllib.error.HTTPError) -> str:
    """What a host says of a refusal, in one line that can be shown on any screen; nothing where it is no plain text."""
    if problem.headers.get_content_type() != "text/plain":
        return ""
    try:
        text = problem.read(LONGEST_REASON).decode(errors="replace")
    except (OSError, HTTPException):
        return ""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _read(answer: Any, most: int) -> bytes:
    """What comes, as long as it is neither too much nor too slow."""
    end, parts, length = time.monotonic() + PATIENCE, [], 0
    while part := answer.read1(PIECE):
        length += len(part)
        if length > most:
            raise Unread("the answer is larger than any such part of a log")
        if time.monotonic() > end:
            raise Unread(f"the answer takes longer than {PATIENCE:.0f} seconds")
        parts.append(part)
    return b"".join(parts)


def _in_folder(folder: Path) -> Callable[[str], bytes]:
    def read(path: str) -> bytes:
        try:
            with (folder / path).open("rb") as file:
                return file.read(_most(path))
        except OSError as problem:
            raise Unread(f"{folder / path} cannot be read ({problem.strerror})") from None

    return read


def _most(path: str) -> int:
    if path.startswith("tile/entries/"):
        return MOST["entries"]
    return MOST["checkpoint" if path == "checkpoint" else "tile"]


def progress(done: int, whole: int) -> None:
    """Say on the other channel how far it is, so that what is asked for stays clean."""
    if done % EVERY == 0 or (done == whole and whole > EVERY):
        print(f"{done:,} of {whole:,} lines", file=sys.stderr)  # noqa: T201  a command line speaks

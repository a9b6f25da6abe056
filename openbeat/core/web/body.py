"""A form counts only when it arrived whole: of a connection that broke on the way, nothing is taken for a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class CutOff(OSError):
    """Less arrived than was announced; Django makes an UnreadablePostError of it."""


class WholeBody:
    """A WSGI wrapper. A web server may give what came before the connection broke as if it were all."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "0")
        if length.isascii() and length.isdigit() and int(length):
            environ["wsgi.input"] = _Body(environ["wsgi.input"], int(length))
        return self.application(environ, start)


class _Body:
    """What arrives, up to the length that was announced."""

    def __init__(self, stream: Any, length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int | None = -1) -> bytes:
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        pieces, missing = [], wanted
        while missing:
            if not (piece := self.stream.read(missing)):
                raise CutOff("the connection broke before the form was whole")
            pieces.append(piece)
            missing -= len(piece)
        self.left -= wanted
        return b"".join(pieces)

    def readline(self, size: int | None = -1) -> bytes:
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        line: bytes = self.stream.readline(wanted) if wanted else b""
        if wanted and not line:
            raise CutOff("the connection broke before the form was whole")
        self.left -= len(line)
        return line

    def readlines(self, _hint: int = -1) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

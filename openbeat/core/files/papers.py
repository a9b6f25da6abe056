"""PDF files that are kept as they came: only plain ones, which do nothing but show pages."""

from __future__ import annotations

import re
import zlib

MOST = 64 * 1024 * 1024  # bytes that may come out of its compressed parts
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|RichMedia|XFA|Encrypt|GoToR|GoToE|SubmitForm|ImportData"
    rb"|Movie|Sound|Rendition|3D)\b"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TAIL = 2048
_HEADER = 1024


class NotPlain(Exception):
    """It is broken, or it does more than show pages."""


def require_plain(content: bytes) -> None:
    """Raise NotPlain unless this is a whole PDF file without scripts, actions, attachments, forms or encryption."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_TAIL:]:
        raise NotPlain
    _look(_STREAM.sub(b"stream endstream", content))  # what is in streams is pictures and words, and may be any bytes
    left = MOST
    for stream in _STREAM.finditer(content):
        if b"/ObjStm" in _read(content[max(0, stream.start() - _HEADER) : stream.start()]):
            left -= _look_inside(stream[1], left)


def _look_inside(stream: bytes, left: int) -> int:
    """Objects may be packed in a compressed stream."""
    unpacker = zlib.decompressobj()
    try:
        inner = unpacker.decompress(stream, left)
    except zlib.error as fault:
        raise NotPlain from fault
    if unpacker.unconsumed_tail or left <= 0:
        raise NotPlain
    _look(inner)
    return len(inner)


def _look(content: bytes) -> None:
    if _ACTIVE.search(_read(content)):
        raise NotPlain


def _read(content: bytes) -> bytes:
    """Names may be written in hexadecimal: /J#61vaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)

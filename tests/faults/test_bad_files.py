"""Files that are too large, too clever or broken: a sentence in the person's language, and nothing is kept."""

from __future__ import annotations

import re
import select
import socket
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.deployed import HOST
from tests.faults.resident import FORM, a_photo, words
from tests.faults.visitor import Answer, Photo, Visitor, heard, part

if TYPE_CHECKING:
    from tests.faults.deployed import House

pytestmark = pytest.mark.slow

MEGABYTE = 1024**2
PIECE = b"\xff\xd8\xff\xe0" * 16384
MARK = "b"
FORM_SPANISH = "/es" + FORM
AT_ONCE = 20.0  # seconds
MEMORY = 400 * 1024  # kB that a process may have had at the most: a bomb unpacked would be gigabytes
NO_PICTURE = "no se puede leer como imagen"
TOO_LARGE = "Este archivo pasa de 12.0\xa0MB"


def kept(house: House) -> set[Path]:
    """All that lies where uploads go."""
    return {path for name in ("files", "tmp") for path in (house.data / name).rglob("*") if path.is_file()}


def concerns(house: House) -> int:
    ((count,),) = house.database.rows("SELECT count(*) FROM concerns_concern")
    return int(count)


@pytest.fixture
def nothing_is_kept(house: House) -> Iterator[None]:
    """Neither a concern nor a file nor a piece of one."""
    before = concerns(house), kept(house)
    yield
    assert (concerns(house), kept(house)) == before


def sent(house: House, photo: Photo, number: int) -> Answer:
    with Visitor(house.port, f"127.3.{number}.1") as visitor:
        _page, fields = visitor.form(FORM_SPANISH)
        return visitor.post(FORM_SPANISH, {**fields, **words("Fault with a photo"), "photo": photo})


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_bomb(side: int) -> bytes:
    """A PNG of some kilobytes that unpacks to side x side pixels."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" * (side // 8 + 1)
    pixels = zlib.compressobj(9)
    packed = b"".join(pixels.compress(row) for _ in range(side)) + pixels.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
UNFIT = {
    "a bomb of 900 megapixels": (Photo("bomb.png", a_bomb(30_000), "image/png"), "demasiados píxeles"),
    "a bomb that lies about its size": (
        Photo("lie.png", a_bomb(64).replace(struct.pack(">II", 64, 64), struct.pack(">II", 2**31 - 1, 2**31 - 1))),
        "píxeles|no se puede leer como imagen",
    ),
    "an SVG with script": (Photo("x.svg", SVG, "image/svg+xml"), NO_PICTURE),
    "an SVG that says it is a JPEG": (Photo("x.jpg", SVG), NO_PICTURE),
    "HTML that says it is a PNG": (Photo("x.png", HTML, "image/png"), NO_PICTURE),
    "a truncated JPEG": (Photo("x.jpg", a_photo(7)[:600]), NO_PICTURE),
    "the head of a JPEG alone": (Photo("x.jpg", b"\xff\xd8\xff"), NO_PICTURE),
    "nothing": (Photo("x.jpg", b""), "Este archivo está vacío"),
    "a PDF": (Photo("x.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "application/pdf"), "PDF"),
    "a name with signs that are none": (Photo("../../x\0\x08.svg", SVG), NO_PICTURE),
    "thirteen megabytes": (Photo("x.jpg", b"\xff\xd8\xff" + b"\0" * 13 * MEGABYTE), re.escape(TOO_LARGE)),
}


@pytest.mark.parametrize("what", UNFIT)
@pytest.mark.usefixtures("nothing_is_kept")
def test_an_unfit_file_gets_a_sentence_beside_the_words(house: House, what: str) -> None:
    photo, sentence = UNFIT[what]

    answer = sent(house, photo, 1)

    assert answer.status == 422
    assert '<html lang="es"' in answer.text
    assert re.search(sentence, answer.text), re.findall("errorlist.*", answer.text)
    assert "Fault with a photo: the lamp is dark since May." in answer.text
    assert "<script>alert" not in answer.content.decode()


def test_a_picture_that_hides_a_page_is_drawn_anew(house: House) -> None:
    before = kept(house)

    answer = sent(house, Photo("x.jpg", a_photo(7) + HTML), 2)

    assert answer.code
    fresh = kept(house) - before
    assert len(fresh) == 2
    assert [path for path in fresh if b"script" in path.read_bytes()] == []


class Upload:
    """Somebody who sends and sends, until the program answers."""

    def __init__(self, house: House, number: int) -> None:
        with Visitor(house.port, f"127.4.{number}.1") as visitor:
            _page, fields = visitor.form(FORM_SPANISH)
            cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        said = {**fields, **words("Fault with a large photo")}
        self.port, self.sent, self.seconds = house.port, 0, 0.0
        self.start = b"".join(part(MARK, name, value) for name, value in said.items()) + part(
            MARK, "photo", Photo("x.jpg", b"")
        ).removesuffix(b"\r\n")
        self.end = f"\r\n--{MARK}--\r\n".encode()
        self.head = (
            f"POST {FORM_SPANISH} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookies}\r\nConnection: close\r\n"
            f"Content-Type: multipart/form-data; boundary={MARK}\r\n"
        )

    def of(self, size: int) -> Answer:
        """A file of this many bytes, as announced."""
        length = len(self.start) + size + len(self.end)
        return self._send(
            f"Content-Length: {length}\r\n\r\n".encode() + self.start, size, lambda piece: piece, self.end
        )

    def without_end(self, most: int) -> Answer:
        """A file of which nobody said how large it is."""

        def wrapped(piece: bytes) -> bytes:
            return b"%x\r\n%s\r\n" % (len(piece), piece)

        return self._send(b"Transfer-Encoding: chunked\r\n\r\n" + wrapped(self.start), most, wrapped, b"")

    def _send(self, first: bytes, size: int, wrapped: Callable[[bytes], bytes], end: bytes) -> Answer:
        began = time.monotonic()
        with socket.create_connection((HOST, self.port), timeout=60) as wire:
            wire.sendall(self.head.encode() + first)
            with suppress(BrokenPipeError, ConnectionResetError):  # it has answered, and hung up
                while self.sent < size and not select.select([wire], [], [], 0)[0]:
                    piece = PIECE[: size - self.sent]
                    wire.sendall(wrapped(piece))
                    self.sent += len(piece)
                wire.sendall(end if self.sent == size else b"")
            answer = heard(wire)
        self.seconds = time.monotonic() - began
        return answer


@pytest.mark.usefixtures("nothing_is_kept")
def test_two_gigabytes_are_refused_at_once_and_not_read(house: House) -> None:
    upload = Upload(house, 1)

    answer = upload.of(2 * 1024 * MEGABYTE)

    assert answer.status == 413
    assert "Eso es demasiado grande" in answer.text
    assert "Lo que usted envió pasa de 96.0\xa0MB en total." in answer.text
    assert "No se guardó nada." in answer.text
    assert upload.sent < 100 * MEGABYTE
    assert upload.seconds < AT_ONCE


@pytest.mark.parametrize("megabytes", [13, 60, 95])
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_photo_that_is_too_large_is_told_so_beside_the_words(house: House, megabytes: int) -> None:
    upload = Upload(house, 2)

    answer = upload.of(megabytes * MEGABYTE)

    assert answer.status == 422
    assert TOO_LARGE in answer.text
    assert "Fault with a large photo: the lamp is dark since May." in answer.text


@pytest.mark.usefixtures("nothing_is_kept")
def test_an_upload_that_says_nothing_of_its_size_is_not_read(house: House) -> None:
    """No browser sends a form so; Django takes it for an empty one, and the server stops reading."""
    upload = Upload(house, 3)

    answer = upload.without_end(1024 * MEGABYTE)

    assert answer.status == 403
    assert "No se guardó nada." in answer.text
    assert upload.sent < 100 * MEGABYTE
    assert upload.seconds < AT_ONCE


@pytest.mark.usefixtures("nothing_is_kept")
def test_of_an_upload_that_breaks_off_nothing_is_left(house: House) -> None:
    upload = Upload(house, 4)
    length = f"Content-Length: {20 * MEGABYTE}\r\n\r\n"
    with socket.create_connection((HOST, house.port), timeout=60) as wire:
        wire.sendall(upload.head.encode() + length.encode() + upload.start + PIECE * 64)
        time.sleep(0.5)
    time.sleep(1)


def test_none_of_this_took_much_memory_or_broke_anything(house: House) -> None:
    peaks = [
        int(line.split()[1])
        for pid in house.web.children()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]

    assert max(peaks) < MEMORY
    assert "Internal Server Error" not in house.said()
    assert "Traceback" not in house.said()

"""Files as people, telephones and attackers send them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from openbeat.core.files import demo

a_photo = demo.a_photo

SCRIPT = b"<script>alert(document.cookie)</script>"


def an_upload(content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def written(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


def a_picture(size: tuple[int, int] = (60, 40), mode: str = "RGB", colour: Any = (200, 30, 30)) -> Image.Image:
    return Image.new(mode, size, colour)


def with_gps() -> bytes:
    """As a telephone writes it: where, when, by which device, and turned on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x9286] = "TelephoneMaker", 6, "written by Rosa"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(41), IFDRational(52), IFDRational(4321, 100))
    place[3], place[4] = "W", (IFDRational(87), IFDRational(37), IFDRational(1234, 100))
    xmp = b"<x:xmpmeta><exif:GPSLatitude>41,52.7N</exif:GPSLatitude></x:xmpmeta>"
    return written(a_picture((80, 40)), exif=exif, comment=b"secret comment", xmp=xmp)


def gif_and_script() -> bytes:
    """A GIF that is a script as well: GIF89a/*...*/=1;alert(1)"""
    gif = bytearray(written(a_picture((10, 10)).convert("P"), "GIF"))
    return bytes(gif) + b"*/=1;" + SCRIPT


def jpeg_and_archive() -> bytes:
    return written(a_picture()) + b"PK\x03\x04" + SCRIPT


def png_with_text() -> bytes:
    info = PngInfo()
    info.add_text("Comment", SCRIPT.decode())
    return written(a_picture(), "PNG", pnginfo=info)


def png_bomb(side: int = 30_000) -> bytes:
    """A few kilobytes that would be 2.7 gigabytes of pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (side * 3 + 1)) for _row in range(200)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def webp_bomb() -> bytes:
    """A WebP whose header says 16383 by 16383."""
    body = bytearray(written(a_picture((16, 16)), "WEBP", lossless=True))
    place = body.index(b"VP8L") + 9
    body[place : place + 4] = struct.pack("<I", (16382) | (16382 << 14))
    return bytes(body)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 200
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def pdf_with(inside: bytes) -> bytes:
    return PDF.replace(b"/Type/Catalog", b"/Type/Catalog" + inside)


def pdf_with_packed(inside: bytes) -> bytes:
    packed = zlib.compress(b"4 0 <<" + inside + b">>")
    stream = b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return PDF.replace(b"trailer", stream + packed + b"\nendstream endobj\ntrailer")


UNFIT: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "words": lambda: b"only words, no picture",
    "svg with script": lambda: SVG,
    "svg called jpeg": lambda: b"\n\n" + SVG,
    "page": lambda: b"<!doctype html><html>" + SCRIPT,
    "truncated": lambda: written(a_picture((400, 400), colour=(9, 99, 200)))[:900],
    "jpeg head only": lambda: b"\xff\xd8\xff\xe0" + b"\0" * 500,
    "png head only": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "gif head only": lambda: b"GIF89a" + SCRIPT,
    "png bomb": png_bomb,
    "webp bomb": webp_bomb,
    "huge bitmap": lambda: written(a_picture((20, 20)), "BMP"),
    "icon": lambda: written(a_picture((32, 32)), "ICO"),
    "tiff": lambda: written(a_picture(), "TIFF"),
    "postscript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n",
    "heic": lambda: HEIC,
    "pdf": lambda: PDF,
    "program": lambda: b"\x7fELF" + b"\0" * 300,
    "archive": lambda: b"PK\x03\x04" + b"\0" * 300,
    "zeros": lambda: b"\0" * 5000,
}

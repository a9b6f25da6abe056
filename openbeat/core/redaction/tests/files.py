"""Files to black out, as attackers and office machines make them, written object by object."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(
    content: str, *, rotate: int = 0, more: Iterable[str] = (), root: str = "", page: str = "", info: str = ""
) -> bytes:
    """A PDF file of one page with this content; `more` are objects from number 6 on."""
    stream = content.encode("latin-1")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} /Contents 4 0 R"
            f" /Resources << /Font << /F1 5 0 R >> /XObject << /Im1 6 0 R >> >> {page} >>"
        ).encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        FONT,
        *(each.encode("latin-1") for each in more),
    ]
    if info:
        objects.append(info.encode("latin-1"))
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    about = f"/Info {len(objects)} 0 R" if info else ""
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {about} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def line(words: str, x: int = 72, y: int = 700, size: int = 12, before: str = "") -> str:
    """Drawing orders for one line of words."""
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({safe}) Tj ET Q\n"


def updated(first: bytes, content: str) -> bytes:
    """The same file with its page written over by an incremental update; the old one stays inside the file."""
    out = io.BytesIO()
    out.write(first)
    place = out.tell()
    stream = content.encode("latin-1")
    out.write(b"4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(stream), stream))
    start = out.tell()
    before = first.rindex(b"startxref\n") + 10
    old = int(first[before : first.index(b"\n", before)])
    out.write(b"xref\n4 1\n%010d 00000 n \n" % place)
    out.write(f"trailer\n<< /Size 6 /Root 1 0 R /Prev {old} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def picture(kind: str = "PNG", **how: object) -> bytes:
    """A picture with black lines on white."""
    drawn = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(drawn).rectangle((100, 100, 300, 120), fill="black")
    out = io.BytesIO()
    drawn.save(out, kind, **how)
    return out.getvalue()

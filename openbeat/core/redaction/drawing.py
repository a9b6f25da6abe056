"""A program of its own, with limits: draws the pages of a file that may be hostile, and says which words are on them.

It reads one request in JSON from its input and writes one answer in JSON; it knows nothing of the rest, opens no file
and writes none. `python -m openbeat.core.redaction.drawing` (started by `pages`). Boxes are in shares of the page as it
is seen, from its upper left corner.
"""

from __future__ import annotations

import base64
import ctypes
import json
import sys
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from openbeat.core.files import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

DPI: Final = 150
MOST_PAGES: Final = 60
MOST_PIXELS: Final = 6_000_000  # of one page; a larger one is drawn smaller
MOST_SIGNS: Final = 60_000  # of one page
DRAWN: Final = 32  # steps of grey between a page with a letter and the same without, from which a person sees it
CELL: Final = 32  # pixels
NEAR: Final = 2  # pixels
UNSEEN: Final = frozenset("\u00ad\u200b\u2060\ufeff")
Frame = tuple[int, int, int, int]


class CannotDraw(Exception):
    """Raised with the word for what is wrong: broken, locked, pages, signs."""


@dataclass(slots=True)
class Word:
    """Letters that stand together, where, whether a person sees them, and whether a box lies over a part of them."""

    text: str = ""
    frames: list[Frame] = field(default_factory=list)  # with the room that the font gives
    inks: list[Frame] = field(default_factory=list)  # of what is drawn alone
    drawn: bool = True
    taken: int = -1  # the number of the box


@dataclass(slots=True)
class Page:
    """A page drawn, and its words in the order of the file."""

    picture: Picture
    words: list[Word]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What was asked for: the pages drawn with boxes on them, or what can be read out of a file."""
    content = base64.b64decode(request["file"])
    if request["what"] == "read":
        return _read(content)
    boxes = request.get("boxes", {})
    pages = _pages(content) if request["what"] == "pdf" else _picture(content)
    return {"pages": [_told(page, boxes.get(str(number), [])) for number, page in enumerate(pages)]}


def _picture(content: bytes) -> Iterator[Page]:
    try:
        drawn = pictures.redraw(BytesIO(content)).content
    except (pictures.NotAPicture, pictures.TooManyPixels) as fault:
        raise CannotDraw("broken") from fault
    yield Page(Image.open(BytesIO(drawn)).convert("RGB"), [])


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise CannotDraw("locked" if fault.err_code == raw.FPDF_ERR_PASSWORD else "broken") from fault
    if not 0 < len(document) <= MOST_PAGES:
        raise CannotDraw("pages")
    return document


def _pages(content: bytes) -> Iterator[Page]:
    document = _opened(content)
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    for number in range(len(document)):
        try:
            _flattened(document[number])
            yield _page(document[number])
        except pypdfium2.PdfiumError as fault:
            raise CannotDraw("broken") from fault


def _flattened(page: pypdfium2.PdfPage) -> None:
    """What was typed into fields, and notes that are seen, are words of the page from now on, as all others."""
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
        raise CannotDraw("broken")


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    if min(width, height) < 1:
        raise CannotDraw("broken")
    scale = min(DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    words = _words(page, picture.size)
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(thing, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    ink = _difference(picture, page.render(scale=scale).to_pil().convert("RGB"))
    crowd = _crowd(words)
    for word in words:
        word.drawn &= all(_seen(ink, frame) and not _covered(crowd, frame) for frame in word.inks)
    return Page(picture, words)


def _middle(frame: Frame) -> tuple[int, int]:
    return (frame[0] + frame[2]) // 2, (frame[1] + frame[3]) // 2


def _crowd(words: list[Word]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The middles of all letters, by the part of the page in which they lie."""
    crowd: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for word in words:
        for x, y in map(_middle, word.inks):
            crowd.setdefault((x // CELL, y // CELL), []).append((x, y))
    return crowd


def _covered(crowd: dict[tuple[int, int], list[tuple[int, int]]], frame: Frame) -> bool:
    """Whether a second letter lies on this one: then nobody can say which of them a person sees."""
    x, y = _middle(frame)
    wide, high = (frame[2] - frame[0]) / 4, (frame[3] - frame[1]) / 4
    cells = [(x // CELL + right, y // CELL + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    near = [other for cell in cells for other in crowd.get(cell, [])]
    return sum(abs(other[0] - x) <= wide and abs(other[1] - y) <= high for other in near) > 1


def _difference(one: Picture, other: Picture) -> Picture:
    bands = ImageChops.difference(one, other).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return strongest.point(lambda value: 255 if value >= DRAWN else 0)


def _seen(ink: Picture, frame: Frame) -> bool:
    left, top, right, bottom = max(0, frame[0]), max(0, frame[1]), min(ink.width, frame[2]), min(ink.height, frame[3])
    return left < right and top < bottom and ink.crop((left, top, right, bottom)).getbbox() is not None


def _words(page: pypdfium2.PdfPage, size: tuple[int, int]) -> list[Word]:
    text = page.get_textpage()
    if (count := text.count_chars()) > MOST_SIGNS:
        raise CannotDraw("signs")
    words = [Word()]
    for index in range(count):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        if sign in UNSEEN:
            continue
        if sign.isprintable() and not sign.isspace():
            _add(words[-1], sign, (page, text, index), size)
        elif words[-1].text:
            words.append(Word())
    return [word for word in words if word.frames]


def _add(word: Word, sign: str, at: tuple[Any, Any, int], size: tuple[int, int]) -> None:
    page, text, index = at
    word.text += sign
    if raw.FPDFText_IsGenerated(text, index):
        return
    tight, loose = _tight(text, index), _loose(text, index)
    word.inks.append(_frame(page, [tight], size))
    word.frames.append(_frame(page, [tight, loose], size))
    thing = raw.FPDFText_GetTextObject(text, index)
    word.drawn &= bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE


def _frame(page: Any, edges: list[tuple[float, float, float, float]], size: tuple[int, int]) -> Frame:
    """Around a letter, in pixels of the page as it is seen."""
    corners = [_seen_at(page, x, y, size) for one in edges for x in (one[0], one[2]) for y in (one[1], one[3])]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across) - 1, min(down) - 1, max(across) + 1, max(down) + 1


def _tight(text: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _loose(text: Any, index: int) -> tuple[float, float, float, float]:
    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, rect):
        return _tight(text, index)
    return rect.left, rect.bottom, rect.right, rect.top


def _seen_at(page: Any, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _told(page: Page, boxes: list[list[float]]) -> dict[str, Any]:
    """The page with its boxes painted; a box grows over the whole of each word that it touches."""
    width, height = page.picture.size
    brush = ImageDraw.Draw(page.picture)
    for number, (left, top, right, bottom) in enumerate(boxes):
        frame = (int(left * width), int(top * height), int(right * width + 1), int(bottom * height + 1))
        brush.rectangle(frame, fill="black")
        for word in page.words:
            if word.taken < 0 and any(_touch(frame, letter) for letter in word.frames):
                word.taken = number
                _cover(brush, word)
    return {
        "width": width,
        "height": height,
        "picture": base64.b64encode(pictures.written(page.picture, "JPEG", quality=80, optimize=True)).decode(),
        "words": [_word(word, width, height) for word in page.words],
    }


def _cover(brush: ImageDraw.ImageDraw, word: Word) -> None:
    """A word that nobody sees may say that it stands anywhere: nothing is painted for it."""
    for frame in word.frames if word.drawn else ():
        brush.rectangle(frame, fill="black")


def _touch(box: Frame, letter: Frame) -> bool:
    """Whether a letter is under a box, or so near to it that a part of it could be."""
    return (
        box[0] - NEAR < letter[2]
        and letter[0] < box[2] + NEAR
        and box[1] - NEAR < letter[3]
        and letter[1] < box[3] + NEAR
    )


def _word(word: Word, width: int, height: int) -> dict[str, Any]:
    frames = word.frames
    left, top = min(frame[0] for frame in frames), min(frame[1] for frame in frames)
    right, bottom = max(frame[2] for frame in frames), max(frame[3] for frame in frames)
    box = [left / width, top / height, right / width, bottom / height]
    return {"text": word.text, "box": box, "drawn": word.drawn, "taken": word.taken}


def _read(content: bytes) -> dict[str, Any]:
    """Everything that can be got out of a file but its pictures."""
    document = _opened(content)
    pages = [document[number] for number in range(len(document))]
    return {
        "texts": [page.get_textpage().get_text_range() for page in pages],
        "notes": sum(raw.FPDFPage_GetAnnotCount(page) for page in pages),
        "attachments": document.count_attachments(),
        "facts": {name: value for name, value in document.get_metadata_dict().items() if value},
    }


def main() -> None:
    """Answer one request."""
    try:
        said = answer(json.load(sys.stdin))
    except CannotDraw as fault:
        said = {"refused": str(fault)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()

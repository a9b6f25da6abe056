"""Pictures are never kept as they came: they are decoded and drawn anew, so nothing that hides in them survives.

Gone afterwards: where it was taken (EXIF, GPS, XMP), comments, second pictures, scripts behind or inside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from PIL import Image, ImageOps

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 2000  # pixels of the longer side
THUMB = 480
MOST_PIXELS = 40_000_000
MOST_PIXELS_OF_JPEG = 220_000_000  # telephones make 200; a JPEG can be decoded at an eighth of its size
WHITE = (255, 255, 255)
PLAIN = ("RGB", "RGBA", "L")
DEEP = ("I", "F")  # grey in 16 or 32 bits

Image.MAX_IMAGE_PIXELS = None  # we ask ourselves, before anything is decoded


class NotAPicture(Exception):
    """It cannot be decoded; whatever Pillow says about it is of no use to a person."""


class TooManyPixels(Exception):
    """Decoding it would take too much memory."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture made anew, and a small one."""

    content: bytes
    width: int
    height: int
    thumb: bytes
    thumb_width: int
    thumb_height: int
    media_type: str = "image/jpeg"


def redraw(file: IO[bytes]) -> Redrawn:
    """Draw the (first) picture in the file anew; raises NotAPicture or TooManyPixels."""
    try:
        clean = _clean(_opened(file))
    except TooManyPixels:
        raise
    except Exception as fault:  # Pillow raises nearly everything on hostile files
        raise NotAPicture from fault
    thumb = clean.copy()
    thumb.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    return Redrawn(
        content=written(clean, "JPEG", quality=85, optimize=True, progressive=True),
        width=clean.width,
        height=clean.height,
        thumb=written(thumb, "WEBP", quality=75),
        thumb_width=thumb.width,
        thumb_height=thumb.height,
    )


def _opened(file: IO[bytes]) -> Picture:
    file.seek(0)
    picture: Picture = Image.open(file, formats=FORMATS)
    is_jpeg = picture.format in {"JPEG", "MPO"}  # the latter: two pictures in one .jpg, as telephones write it
    if picture.width * picture.height > (MOST_PIXELS_OF_JPEG if is_jpeg else MOST_PIXELS):
        raise TooManyPixels
    if is_jpeg:
        picture.draft("RGB", (LARGEST, LARGEST))
    if picture.width * picture.height > MOST_PIXELS:
        raise TooManyPixels
    picture.load()
    return picture


def _clean(picture: Picture) -> Picture:
    """The pixels alone, upright, on white, no larger than needed, in a new picture that carries nothing else."""
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode in PLAIN:  # first, so that only the small one is copied
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    picture = _coloured(picture)
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", picture.size, WHITE)
    clean.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return clean


def _coloured(picture: Picture) -> Picture:
    if picture.mode.startswith(DEEP):
        picture = picture.convert("F").point(lambda value: value / 256).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("RGB")


def written(picture: Picture, kind: str, **how: Any) -> bytes:
    """The picture as a file of this kind."""
    buffer = BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()

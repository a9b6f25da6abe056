"""Photos for the example town and for tests: drawn, never taken."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SKY, LAMP, ROAD = (38, 50, 66), (120, 120, 124), (70, 72, 78)


def a_photo(
    name: str = "photo.jpg", *, size: tuple[int, int] = (1200, 900), shade: int = 0, kind: str = "JPEG"
) -> SimpleUploadedFile:
    """A street at dusk with a lamp that is out; `shade` makes it another one."""
    buffer = BytesIO()
    a_picture(size, shade).save(buffer, kind)
    return SimpleUploadedFile(name, buffer.getvalue(), f"image/{kind.lower()}")


def a_picture(size: tuple[int, int], shade: int = 0) -> Image.Image:
    """The street, as pixels."""
    wide, high = size
    picture = Image.new("RGB", size, SKY)
    draw = ImageDraw.Draw(picture)
    for row in range(high * 3 // 4):
        warm = row * 60 // high
        draw.line((0, row, wide, row), fill=(SKY[0] + warm, SKY[1] + warm * 2 // 3, SKY[2] + shade % 60))
    draw.rectangle((0, high * 3 // 4, wide, high), fill=ROAD)
    post = wide // 4 + wide * (shade % 60) // 120
    draw.rectangle((post, high // 4, post + wide // 80 + 1, high * 3 // 4), fill=LAMP)
    draw.ellipse((post - wide // 30, high // 5, post + wide // 20, high // 4 + high // 40), fill=LAMP)
    return picture

"""What may be sent, what is left of it, and what is refused with a sentence and leaves nothing."""

from __future__ import annotations

import errno
import gc
import os
import random
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from openbeat.core.files import demo, store
from openbeat.core.files.checking import NO_ROOM, Unfit, checked
from openbeat.core.files.forms import PhotoField
from openbeat.core.files.tests import makers


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "MPO"])
def test_pictures_of_the_usual_kinds_fit_and_become_jpeg(kind: str) -> None:
    file = checked(makers.an_upload(makers.written(makers.a_picture((60, 40)), kind), "lamp.PNG"))

    assert (file.media_type, file.width, file.height) == ("image/jpeg", 60, 40)
    assert file.name == "lamp.jpg"
    with Image.open(store.find(file.token)) as picture, Image.open(store.find(file.token, thumb=True)) as thumb:
        assert (picture.format, picture.size) == ("JPEG", (60, 40))
        assert (thumb.format, thumb.size) == ("WEBP", (60, 40))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [("RGB", (255, 0, 0), (254, 0, 0)), ("RGBA", (255, 0, 0, 0), (255, 255, 255)), ("LA", (0, 255), (0, 0, 0)),
     ("L", 255, (255, 255, 255)), ("1", 1, (255, 255, 255)), ("I;16", 65535, (255, 255, 255)), ("P", 0, (0, 0, 0))],
)  # fmt: skip
def test_every_kind_of_colour_is_shown(mode: str, colour: Any, seen: tuple[int, int, int]) -> None:
    file = checked(makers.an_upload(makers.written(makers.a_picture(mode=mode, colour=colour), "PNG")))

    with Image.open(store.find(file.token)) as picture:
        pixel = picture.getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert all(abs(have - want) <= 3 for have, want in zip(pixel, seen, strict=True))


def test_where_and_when_and_by_whom_is_gone_and_the_picture_is_upright() -> None:
    sent = makers.with_gps()
    file = checked(makers.an_upload(sent))
    kept = store.find(file.token).read_bytes() + store.find(file.token, thumb=True).read_bytes()

    with Image.open(store.find(file.token)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (40, 80)
    for trace in (b"Exif", b"GPS", b"TelephoneMaker", b"Rosa", b"secret comment", b"xmpmeta"):
        assert trace in sent or trace == b"GPS"
        assert trace not in kept
    assert file.arrived_sha256 != file.sha256


@pytest.mark.parametrize("make", [makers.gif_and_script, makers.jpeg_and_archive, makers.png_with_text])
def test_nothing_that_hides_in_a_picture_survives(make: Any) -> None:
    file = checked(makers.an_upload(make()))

    kept = store.find(file.token).read_bytes()
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


def test_a_large_picture_is_made_smaller() -> None:
    file = checked(makers.a_photo(size=(5000, 2500)))

    assert (file.width, file.height) == (2000, 1000)
    assert (file.thumb_width, file.thumb_height) == (480, 240)
    assert file.size < 600_000


@pytest.mark.parametrize("what", makers.UNFIT)
def test_what_is_unfit_gets_a_sentence_and_leaves_nothing(what: str, folder: Path) -> None:
    with pytest.raises(Unfit) as refusal:
        checked(makers.an_upload(makers.UNFIT[what]()))

    assert str(refusal.value.sentence).endswith(".")
    assert len(str(refusal.value.sentence)) > 15
    assert on_disk(folder) == []


def test_damaged_pictures_never_break_the_program(folder: Path) -> None:
    rolls = random.Random(1996)  # noqa: S311
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = makers.written(demo.a_picture((120, 90)), kind)
        for _try in range(40):
            damaged = bytearray(whole)
            for _hit in range(rolls.randrange(1, 30)):
                damaged[rolls.randrange(len(damaged))] = rolls.randrange(256)
            with suppress(Unfit):
                checked(makers.an_upload(bytes(damaged))).discard()
    assert on_disk(folder) == []


def test_a_file_that_is_too_large_is_not_even_read(settings: Any, folder: Path) -> None:
    settings.OPENBEAT_PHOTO_BYTES = 1000
    upload = makers.a_photo()

    with pytest.raises(Unfit, match="larger than"):
        checked(upload)

    assert on_disk(folder) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\photos\\lamp.jpg", "", ".jpg", "a\0b\n.jpg", "x" * 500, "<b>.svg", "လမ်းမီး.png"]
)
def test_names_are_harmless(name: str) -> None:
    upload = makers.a_photo()
    upload._name = name  # type: ignore[attr-defined]

    file = checked(upload)

    assert file.name.endswith(".jpg")
    assert len(file.name) < 100
    assert not set(file.name) & set('/\\<>"\n\0')


def test_a_plain_pdf_fits_where_papers_may_be_added() -> None:
    file = checked(makers.an_upload(makers.PDF, "letter.exe"), pdf=True)

    assert (file.media_type, file.name, file.width) == ("application/pdf", "letter.pdf", None)
    assert store.find(file.token).read_bytes() == makers.PDF


@pytest.mark.parametrize(
    "content",
    [
        makers.PDF[:-20],
        makers.pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        makers.pdf_with(b"/OpenAction<</S/J#61vaScript>>"),
        makers.pdf_with(b"/Names<</EmbeddedFiles 9 0 R>>"),
        makers.pdf_with(b"/AcroForm<</XFA 9 0 R>>"),
        makers.pdf_with(b"/Encrypt 9 0 R"),
        makers.pdf_with_packed(b"/S/JavaScript/JS(app.alert(1))"),
        makers.pdf_with_packed(b"/S/Launch"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_more_than_show_pages_is_unfit(content: bytes, folder: Path) -> None:
    with pytest.raises(Unfit, match="PDF"):
        checked(makers.an_upload(content, "letter.pdf"), pdf=True)

    assert on_disk(folder) == []


def test_a_pdf_with_packed_objects_fits() -> None:
    assert checked(makers.an_upload(makers.pdf_with_packed(b"/Type/Page"), "a.pdf"), pdf=True).size


def test_what_is_let_go_of_is_removed(folder: Path) -> None:
    file = checked(makers.a_photo())
    assert len(on_disk(folder)) == 2

    del file

    assert on_disk(folder) == []


def test_a_full_disk_is_said_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    plain = os.open

    def full(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        handle = plain(path, flags, *args, **kwargs)
        if str(path).endswith(store.THUMB) and flags & os.O_CREAT:
            os.close(handle)
            raise OSError(errno.ENOSPC, "No space left on device")
        return handle

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(Unfit) as refusal:
        checked(makers.a_photo())

    assert refusal.value.sentence == NO_ROOM
    assert on_disk(folder) == []


class PhotoForm(forms.Form):
    words = forms.CharField()
    photo = PhotoField()


def a_form(words: str, photo: SimpleUploadedFile | None = None) -> PhotoForm:
    return PhotoForm({"words": words}, MultiValueDict({"photo": [photo]} if photo else {}))


def test_the_field_gives_a_checked_file_or_nothing() -> None:
    form = a_form("x", makers.a_photo())
    assert form.is_valid()
    assert form.cleaned_data["photo"].width == 1200

    assert a_form("x").is_valid()
    assert 'accept="image/jpeg,image/png,image/webp,image/gif"' in str(PhotoForm()["photo"])


def test_an_unfit_photo_is_an_error_beside_the_field_and_the_words_stay(folder: Path) -> None:
    form = a_form("my long story", makers.an_upload(makers.SVG))

    assert not form.is_valid()
    assert "JPEG" in form.errors["photo"][0]
    assert "my long story" in str(form["words"])
    assert on_disk(folder) == []


def test_a_photo_of_a_form_with_other_errors_is_not_kept(folder: Path) -> None:
    form = a_form("", makers.a_photo())
    assert not form.is_valid()

    del form
    gc.collect()

    assert on_disk(folder) == []


def test_a_photo_may_be_required() -> None:
    with pytest.raises(forms.ValidationError):
        PhotoField(required=True).clean(None)


def test_an_upload_can_be_read_twice() -> None:
    upload = SimpleUploadedFile("a.jpg", makers.written(makers.a_picture()))

    assert checked(upload).sha256 == checked(upload).sha256
    assert BytesIO(upload.read()) is not None

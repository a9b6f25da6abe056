"""A file that somebody sent, looked at before any transaction begins: it fits and waits on the disk, or is Unfit."""

from __future__ import annotations

import logging
import re
import unicodedata
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from openbeat.core.files import papers, pictures, store

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

log = logging.getLogger(__name__)

PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
PDF = "application/pdf"
HEIC = re.compile(rb"^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL)
PDF_EXTENSION = ".pdf"
HEAD = 4096

NO_PICTURE = _("This cannot be read as a picture. Send a photo as JPEG, PNG, WebP or GIF, or leave it out.")
HEIC_SENTENCE = _(
    "This is a HEIC picture, which many devices cannot show. Set the camera to “most compatible”, or send a JPEG."
)
NO_ROOM = _("There is no room left for files just now. Send it without the file: your words are enough.")


class Unfit(Exception):
    """What was sent cannot be kept; the argument is a sentence for whoever sent it. Nothing of it was kept."""

    def __init__(self, sentence: StrPromise | str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


_MADE: ContextVar[list[Checked] | None] = ContextVar("made", default=None)


@contextmanager
def while_asked() -> Iterator[None]:
    """What was checked meanwhile and nobody took is removed at the end, not when Python gets round to it."""
    mark = _MADE.set([])
    try:
        yield
    finally:
        for file in _MADE.get() or ():
            if not file.taken:
                file.discard()
        _MADE.reset(mark)


@dataclass(eq=False)
class Checked:
    """A file that fits, whole on the disk. Let go of without being kept, it removes itself."""

    token: str
    name: str
    media_type: str
    size: int
    sha256: str
    arrived_sha256: str
    width: int | None = None
    height: int | None = None
    thumb_width: int | None = None
    thumb_height: int | None = None

    taken: bool = False  # some transaction wants it

    def __post_init__(self) -> None:
        self._removal = weakref.finalize(self, store.discard, self.token)
        if (made := _MADE.get()) is not None:
            made.append(self)

    def stays(self) -> None:
        """From now on somebody else answers for the bytes."""
        self._removal.detach()

    def discard(self) -> None:
        """Remove it now."""
        self._removal()


def checked(upload: Any, *, pdf: bool = False) -> Checked:
    """Look at what was sent and make it ready to be kept; raises Unfit. Pictures are drawn anew, PDFs only if plain.

    `upload` has a name, a size and can be read (an UploadedFile). Call it before the transaction: it takes its time.
    """
    limit = settings.OPENBEAT_PHOTO_BYTES
    if getattr(upload, "too_large", False) or upload.size > limit:
        raise Unfit(_("This file is larger than %(most)s. Send a smaller one.") % {"most": filesizeformat(limit)})
    if not upload.size:
        raise Unfit(_("This file is empty."))
    file: Any = upload.file
    file.seek(0)
    arrived = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    media_type = _kind_of(file.read(HEAD), pdf=pdf)
    made = _paper(file) if media_type == PDF else _picture(file)
    return _waiting(made, name=_name(upload.name, media_type), arrived=arrived)


def _kind_of(head: bytes, *, pdf: bool) -> str:
    """What the content says it is, whatever the name says."""
    if HEIC.match(head):
        raise Unfit(HEIC_SENTENCE)
    import puremagic  # noqa: PLC0415  some megabytes that few requests need

    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found == PDF:
        if pdf:
            return PDF
        raise Unfit(_("A PDF cannot be added here. Send a photo of the paper instead."))
    if found not in PICTURES and not head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")):
        raise Unfit(NO_PICTURE)
    return "image/jpeg"


def _picture(file: IO[bytes]) -> pictures.Redrawn:
    try:
        return pictures.redraw(file)
    except pictures.TooManyPixels as fault:
        raise Unfit(_("This picture has too many pixels. Send it in a smaller size.")) from fault
    except pictures.NotAPicture as fault:
        raise Unfit(NO_PICTURE) from fault


def _paper(file: IO[bytes]) -> bytes:
    file.seek(0)
    content = file.read()
    try:
        papers.require_plain(content)
    except papers.NotPlain as fault:
        sentence = _("This PDF is broken, or it does more than show pages. Print it to a new PDF and send that.")
        raise Unfit(sentence) from fault
    return content


def _waiting(made: pictures.Redrawn | bytes, *, name: str, arrived: str) -> Checked:
    content, thumb = (made, b"") if isinstance(made, bytes) else (made.content, made.thumb)
    try:
        token = store.write(content, thumb)
    except OSError as fault:
        log.exception("a file could not be written")
        raise Unfit(NO_ROOM) from fault
    sides = () if isinstance(made, bytes) else ("width", "height", "thumb_width", "thumb_height")
    return Checked(
        token=token,
        name=name,
        media_type=PDF if isinstance(made, bytes) else made.media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        arrived_sha256=arrived,
        **{side: getattr(made, side) for side in sides},
    )


def _name(name: str, media_type: str) -> str:
    """The name somebody gave the file, as far as it is harmless, with the ending of what it now is."""
    stem = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    plain = "".join(letter for letter in stem if letter.isalnum() or letter in " -_()" or unicodedata.combining(letter))
    return f"{plain.strip()[:80].strip() or 'file'}{PDF_EXTENSION if media_type == PDF else '.jpg'}"

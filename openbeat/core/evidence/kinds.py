"""Which files are taken, by their content: what shows something that happened, and nothing that does something."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openbeat.core.files.checking import Unfit

HEAD = 4096  # bytes that are looked at


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file that is taken, and how it goes out again."""

    media_type: str
    ending: str
    shown: bool = False  # by the browser itself, in a sandbox; all else is downloaded
    drawn: bool = False  # a copy to look at is drawn anew


_KINDS = (
    Kind("image/jpeg", ".jpg", drawn=True),
    Kind("image/png", ".png", drawn=True),
    Kind("image/webp", ".webp", drawn=True),
    Kind("image/gif", ".gif", drawn=True),
    Kind("image/heif", ".heic"),
    Kind("image/tiff", ".tif"),
    Kind("video/mp4", ".mp4", shown=True),
    Kind("video/webm", ".webm", shown=True),
    Kind("video/quicktime", ".mov"),
    Kind("video/x-matroska", ".mkv"),
    Kind("video/3gpp", ".3gp"),
    Kind("video/x-msvideo", ".avi"),
    Kind("video/mpeg", ".mpg"),
    Kind("video/x-ms-wmv", ".wmv"),
    Kind("audio/mpeg", ".mp3", shown=True),
    Kind("audio/mp4", ".m4a", shown=True),
    Kind("audio/wav", ".wav", shown=True),
    Kind("audio/ogg", ".ogg", shown=True),
    Kind("audio/webm", ".webm", shown=True),
    Kind("audio/flac", ".flac", shown=True),
    Kind("audio/aac", ".aac"),
    Kind("audio/amr", ".amr"),
    Kind("application/pdf", ".pdf"),
    Kind("text/plain", ".txt"),
)
KINDS = {kind.media_type: kind for kind in _KINDS}
ALIASES = {
    "video/avi": "video/x-msvideo",
    "video/dvd": "video/mpeg",
    "audio/x-wav": "audio/wav",
    "application/ogg": "audio/ogg",
    "application/x-matroska": "video/x-matroska",
    "image/heic": "image/heif",
    "image/avif": "image/heif",
}
# A recording of a browser: WebM whose head names the codec of a sound, and of no picture.
VOICE = re.compile(rb"^\x1a\x45\xdf\xa3(?=.{0,64}webm)(?=.*A_(OPUS|VORBIS))(?!.*V_(VP8|VP9|AV1))", re.DOTALL)
SIGNS = (  # where the library knows less, or takes something rare for it
    (re.compile(rb"^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL), "image/heif"),
    (re.compile(rb"^....ftypM4[AB] ", re.DOTALL), "audio/mp4"),
    (VOICE, "audio/webm"),
    (re.compile(rb"^....ftyp3g[p2]", re.DOTALL), "video/3gpp"),
    (re.compile(rb"^ID3[\x02-\x04]\x00|^\xff[\xfa\xfb\xf2\xf3]"), "audio/mpeg"),
    (re.compile(rb"^#!AMR(-WB)?\n"), "audio/amr"),
)
TEXT = re.compile("[^\x00-\x08\x0e-\x1f\x7f]*")
NO_TEXT = ("<", "%!", "#!", "{\\rtf")  # pages, drawings and programs are text as well

UNKNOWN = _(
    "We take pictures, videos, sound, PDF and plain text, and this is none of them by what is in it. "
    "Save it as one of these, or print it to a PDF, and send that."
)


def kind_of(head: bytes) -> Kind:
    """What the content says it is, whatever its name says; raises Unfit."""
    for sign, media_type in SIGNS:
        if sign.match(head):
            return KINDS[media_type]
    found = _guessed(head)
    kind = KINDS.get(ALIASES.get(found, found))
    if kind is None or kind.media_type == "text/plain":
        if _is_plain_text(head):
            return KINDS["text/plain"]
        raise Unfit(UNKNOWN)
    return kind


def _guessed(head: bytes) -> str:
    import puremagic  # noqa: PLC0415  some megabytes that few requests need

    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return next((match.mime_type for match in matches if match.mime_type), "")


def _is_plain_text(head: bytes) -> bool:
    try:
        words = codecs.getincrementaldecoder("utf-8")().decode(head)  # the last sign may be cut in two
    except UnicodeDecodeError:
        return False
    return bool(words.strip()) and bool(TEXT.fullmatch(words)) and not words.lstrip("\ufeff \t\r\n").startswith(NO_TEXT)

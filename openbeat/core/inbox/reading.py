"""From the bytes of a letter to what the apps get: words, pictures made anew, and a sentence for what was not kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils.translation import gettext as _

from openbeat.core.files.checking import Checked, Unfit, checked
from openbeat.core.hooks.inbox import Letter
from openbeat.core.inbox import automatic, counting, proof, quoting, words
from openbeat.core.translation import languages

if TYPE_CHECKING:
    from email.message import EmailMessage

MOST_PICTURES = 5
LONGEST = 40_000  # signs of text; nobody reads more
LONGEST_SUBJECT = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A letter that was read, and whether a program wrote it."""

    letter: Letter
    automatic: bool
    envelope: str = ""
    networks: tuple[str, ...] = ()  # that handed it over


def read(raw: bytes, *, once: str, envelope: str) -> Read:
    """Read a letter; takes its time, since pictures are drawn anew. `envelope` is the sender that SMTP named."""
    message = words.message_of(raw)
    name, sender = words.sender_of(message)
    text = quoting.written(words.body_of(message))[:LONGEST]
    found = _enclosures(message)
    letter = Letter(
        sender=sender,
        name=name,
        subject=quoting.subject(words.head(message, "Subject"))[:LONGEST_SUBJECT],
        text=text,
        language=_known(words.language_of(message, text)),
        once=once,
        pictures=tuple(found.pictures),
        refused=tuple(found.refused),
        proven=proof.proven(message, sender, settings.OPENBEAT_MAIL_CHECKED_BY),
    )
    bounced = automatic.is_automatic(message, envelope, settings.OPENBEAT_MAIL_DOMAIN)
    by_program = bounced or automatic.is_automatic(message, sender, settings.OPENBEAT_MAIL_DOMAIN)
    return Read(letter, by_program, envelope, counting.networks(message))


def spoken(raw: bytes) -> str:
    """The language in which its sender is answered: that of the letter, where we speak it."""
    message = words.message_of(raw)
    language = _known(words.language_of(message, words.body_of(message)))
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _known(language: str) -> str:
    """The language in the form that we use, or "und"."""
    if language in languages.WRITTEN:
        return language
    first = language.partition("-")[0]
    return {"zh": "zh-hans"}.get(first, first if first in languages.WRITTEN else "und")


@dataclass
class _Found:
    pictures: list[Checked] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def refuse(self, why: object) -> None:
        """Say once for each reason that something was not kept."""
        sentence = _("Something that you enclosed was not kept. %(why)s") % {"why": why}
        if sentence not in self.refused:
            self.refused.append(sentence)


def _enclosures(message: EmailMessage) -> _Found:
    found = _Found()
    for part in words.parts_of(message):
        if words.is_enclosure(part) or part.get_content_maintype() == "image":
            _keep(part, found)
    return found


def _keep(part: Any, found: _Found) -> None:
    """Keep a picture, or say why not: without its name, which a message of ours must not repeat."""
    raw = words.bytes_of(part)
    upload = InMemoryUploadedFile(BytesIO(raw), None, _name(part), part.get_content_type(), len(raw), None)
    if len(found.pictures) == MOST_PICTURES:
        found.refuse(_("Five pictures at most can be kept."))
        return
    try:
        found.pictures.append(checked(upload))
    except Unfit as unfit:
        found.refuse(unfit.sentence)


def _name(part: Any) -> str:
    try:
        return words.clean(str(part.get_filename() or "picture"))[:80]
    except words.UNREADABLE:
        return "picture"

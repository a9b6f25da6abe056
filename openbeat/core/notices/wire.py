"""What leaves the house: the words of a message as the receiver's side shows them, and the headers around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.core.department import queries as department
from openbeat.core.notices import replies, stops, tongues
from openbeat.core.notices.models import Message
from openbeat.core.web.addresses import tag_of
from openbeat.core.web.rights import beside
from openbeat.kit import sms


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it is sent."""

    sender: str
    subject: str
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def words(message: Message) -> Words:
    """The words to send, in the recipient's language; a neutral message says nothing of what it is about."""
    with translation.override(message.language):
        name = department.department().name
        subject, body = _neutral(message) if message.neutral else (message.subject, _with_link(message))
        parts = (body, _foot(message, name), _help(message))
        whole = "\n\n".join(part for part in parts if part)
        return Words(_sender(message, name), subject, whole, _headers(message))


def line(message: Message) -> str:
    """The message as one short message (SMS): its subject, cut so that the link after it fits whole."""
    with translation.override(message.language):
        subject = _("A message for you") if message.neutral else message.subject
        path = message.link if message.link and (message.opens_once or not message.neutral) else reverse("notices:mine")
    link = settings.OPENBEAT_ADDRESS + path
    whole, kept = f"{subject} {link}", len(subject)
    while kept and not sms.length(whole).fits:
        kept -= 1
        whole = f"{subject[:kept].rstrip()}... {link}"
    return whole


def _neutral(message: Message) -> tuple[str, str]:
    if message.opens_once:  # any other address might say what it is about
        link = settings.OPENBEAT_ADDRESS + message.link
        return _("A message for you"), _("There is a message for you. Open it here: {link}").format(link=link)
    page = settings.OPENBEAT_ADDRESS + reverse("notices:mine")
    return _("A message for you"), _("There is a message for you. Sign in to read it: {link}").format(link=page)


def _with_link(message: Message) -> str:
    if not message.link:
        return message.body
    read = _("Read it here: {link}").format(link=settings.OPENBEAT_ADDRESS + message.link)
    return f"{message.body}\n\n{read}"


def _foot(message: Message, name: str) -> str:
    lines = [] if message.neutral else ["--", name]
    if message.way_id:
        stop = beside(gettext_lazy("No more messages at this address: {link}"), below=True)
        lines.append(str(stop).format(link=stops.address(message.pk)))
    return "\n".join(lines) if message.way_id or message.person_id else ""


def _help(message: Message) -> str:
    """Where nobody knows that the person reads this language: how to get help, in each of ours."""
    if not tongues.is_guessed(message.person):
        return ""
    return tongues.help_text(neutral=message.neutral)


def _sender(message: Message, name: str) -> str:
    # The name of a police department beside the sender would give away what neutral words hide.
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address if message.neutral else formataddr((name, address))


def _headers(message: Message) -> dict[str, str]:
    host = urlsplit(settings.OPENBEAT_ADDRESS).hostname or "localhost"
    # The same in every attempt: where one arrived after all, the other side can drop the second.
    mark = salted_hmac("openbeat.notices.message-id", message.once, algorithm="sha256").hexdigest()[:32]
    headers = {
        "Message-ID": f"<{mark}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": tag_of(message.language),
        "X-Auto-Response-Suppress": "All",
    }
    if back := replies.address(message):
        headers["Reply-To"] = back
    if message.way_id:
        headers["List-Unsubscribe"] = f"<{stops.address(message.pk)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers

"""The address to reply to: it names the message, and so whom it told of what; nobody else can make one."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from openbeat.core.hooks import inbox
from openbeat.core.notices import queries

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message

PREFIX = "reply+"
SALT = "openbeat.notices.reply"
SIGNS = 24  # of a hexadecimal HMAC: 96 bits; the whole stays under the 64 signs that a local part may have


def address(message: Message) -> str:
    """Where a reply to this message goes; empty where no mail comes in, or nobody takes replies about such things."""
    takes = message.about_kind and inbox.reply(message.about_kind)
    if not (settings.OPENBEAT_MAIL_DOMAIN and takes and message.person_id):
        return ""
    return f"{PREFIX}{message.pk}-{_sign(message)}@{settings.OPENBEAT_MAIL_DOMAIN}"


def message_of(local: str) -> Message | None:
    """The message that this address was made for; None for any other. Small and capital letters are the same."""
    key, _dash, sign = local.lower().removeprefix(PREFIX).partition("-")
    if not (key.isascii() and key.isdigit() and len(key) < 19):  # noqa: PLR2004  the largest key that a database has
        return None
    message = queries.by_link(int(key))
    return message if message and hmac.compare_digest(sign, _sign(message)) else None


def _sign(message: Message) -> str:
    facts = (message.pk, message.person_id, message.about_kind, message.about_key)
    return salted_hmac(SALT, "|".join(map(str, facts)), algorithm="sha256").hexdigest()[:SIGNS]

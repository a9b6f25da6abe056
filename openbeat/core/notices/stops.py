"""The link at the foot of a message that stops more of them: signed, good for one address, once."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "openbeat.notices.stop"
GOOD_FOR = 180 * 24 * 3600  # seconds


def token(message_key: int) -> str:
    """The token of one message's link."""
    return signing.dumps(message_key, salt=SALT)


def key(token_: str) -> int | None:
    """The message whose link this is; None where it was altered or is too old."""
    try:
        return int(signing.loads(token_, salt=SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address(message_key: int) -> str:
    """The whole link, in the language that is active."""
    return f"{settings.OPENBEAT_ADDRESS}{reverse('notices:stop', args=[token(message_key)])}"

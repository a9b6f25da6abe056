"""Whether a program wrote a letter: then it raises nothing and is never answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage

BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
MACHINES = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce"})


def is_automatic(message: EmailMessage, sender: str, domain: str) -> bool:
    """By what RFC 3834 and its forerunners put into the head of a letter, and by who sent it.

    `sender` is the address that the envelope names: empty for a report that something could not be delivered.
    """
    local, _at, host = sender.rpartition("@")
    if not sender or local.lower().partition("+")[0] in MACHINES or host.lower() == domain.lower():
        return True
    return _says_so(message) or message.get_content_type() in {"multipart/report", "message/delivery-status"}


def _says_so(message: EmailMessage) -> bool:
    submitted = _head(message, "Auto-Submitted").partition(";")[0].strip()
    if submitted and submitted != "no":
        return True
    if _head(message, "Precedence") in BULK or _head(message, "X-Precedence") in BULK:
        return True
    loops = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Loop", "X-Auto-Response-Suppress")
    return any(_head(message, name) for name in loops)


def _head(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip().lower()
    except (ValueError, LookupError, AttributeError, IndexError):  # a head that cannot be read says nothing
        return ""

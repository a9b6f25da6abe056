"""Which of our addresses a letter is for: an area's, or the one that a message of ours asked to reply to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from openbeat.core.notices import replies
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message
    from openbeat.core.places.models import Area


@dataclass(frozen=True, slots=True)
class Target:
    """An area, or the message that is replied to."""

    area: Area | None = None
    message: Message | None = None


def area_address(area: Area) -> str:
    """The address of a beat; empty for other areas, and where no mail comes in."""
    takes = settings.OPENBEAT_MAIL_DOMAIN and area.kind == "beat" and area.closed_at is None
    return f"{area.slug}@{settings.OPENBEAT_MAIL_DOMAIN}" if takes else ""


def find(receiver: str) -> Target | None:
    """Whom the address means: a beat or a neighbourhood's beat that is open, or a message; None where nobody."""
    local, _at, domain = receiver.strip().lower().rpartition("@")
    if not settings.OPENBEAT_MAIL_DOMAIN or domain != settings.OPENBEAT_MAIL_DOMAIN:
        return None
    if local.startswith(replies.PREFIX):
        message = replies.message_of(local)
        return Target(message=message) if message else None
    area = places.area_by_slug(local.partition("+")[0])
    return Target(area=area) if area and area.kind == "beat" and area.closed_at is None else None


def kept(receiver: str) -> str:
    """What stays of an address once its letter was read: not the word by which a reply is believed."""
    return receiver.partition("-")[0] if receiver.lower().startswith(replies.PREFIX) else receiver

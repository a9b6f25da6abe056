"""By what letters are counted: so that whoever writes under another's address uses up nothing but their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from email.message import EmailMessage

    from openbeat.core.inbox.reading import Read

PEER = "X-Openbeat-Peer"  # we put it in front of the letter ourselves: only the first one counts
MOST_HEADS = 10
IN_BRACKETS = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f:.]{2,45})\]")


@dataclass(frozen=True, slots=True)
class Marks:
    """HMACs to count by: of the sender's address, and of the way on which a letter of it came."""

    sender: str
    way: str


def marks(found: Read, to: str) -> Marks:
    """What a letter counts as. `to` is the area that it is for, or one word for all replies.

    An address that our mail server has proven counts by itself. Any other can be made up: it counts together with the
    sender that SMTP named and with the network that handed the letter over, which cannot.
    """
    sender = found.letter.sender
    if found.letter.proven:
        return Marks(mark("sender", "proven", sender), mark("way", "proven", sender, to))
    return Marks(mark("sender", sender), mark("way", sender, found.envelope.lower(), *found.networks, to))


def mark(what: str, *facts: str) -> str:
    """An HMAC of these facts: it can be counted by, and not be read."""
    whole = "\n".join(facts).encode("utf-8", "replace").decode()
    return salted_hmac(f"openbeat.inbox.{what}", whole, algorithm="sha256").hexdigest()


def networks(message: EmailMessage) -> tuple[str, ...]:
    """The network that handed the letter to the department's mail server, or to us.

    Mail servers write it on top. A name by which the other side calls itself may stand there too and be made up: all
    that the line says counts, so that a made-up name makes another way, and never somebody else's.
    """
    lines = [(name.lower(), str(value)) for name, value in message.raw_items()]
    peer = next((f"[{value.strip()}]" for name, value in lines if name == PEER.lower()), "")
    received = [value for name, value in lines if name == "received"][:MOST_HEADS]
    return next((found for line in (peer, *received) if (found := _public(line))), ())


def _public(line: str) -> tuple[str, ...]:
    found = {_network(text) for text in IN_BRACKETS.findall(line)}
    return tuple(sorted(found - {""}))


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False)) if address.is_global else ""  # noqa: PLR2004  the versions of IP

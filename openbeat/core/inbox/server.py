"""The SMTP server for the department's own mail server: it says yes to a letter once the letter is safe."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from openbeat.core.inbox import addresses, services
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

logger = logging.getLogger("openbeat.inbox")

MOST_RECEIVERS = 10
PATIENCE = 120.0  # seconds for each line
GOODBYE = 10.0  # seconds to finish what is in hand
LATER = "451 4.3.0 We cannot keep it just now; please try again later"
NOBODY = "550 5.1.1 No area of this department has this address"


class Clerk:
    """Answers for each address, and keeps each letter."""

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a letter for an area or a reply; refuse any other at once, so that its sender is told."""
        if len(envelope.rcpt_tos) >= MOST_RECEIVERS:
            return "452 4.5.3 Too many receivers for one letter"
        try:
            known = await _in_a_thread(_is_known, address)
        except DatabaseError:
            logger.exception("the database did not answer", exc_info=settings.DEBUG)
            return LATER
        if not known:
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Say yes only when the letter is in the database for good."""
        raw = envelope.original_content or b""
        if len(raw) > settings.OPENBEAT_MAIL_BYTES:  # a line too long for the limit of lines counts too
            return too_large()
        try:
            peer = str(next(iter(session.peer or ("",))))
            await _in_a_thread(_take, raw, envelope.mail_from or "", peer, list(envelope.rcpt_tos))
        except (DatabaseError, OSError):
            logger.exception("a letter could not be kept", exc_info=settings.DEBUG)
            return LATER
        return "250 2.0.0 We have it"


def too_large() -> str:
    """What the sender of a letter that is too large reads."""
    most = settings.OPENBEAT_MAIL_BYTES // 1024 // 1024
    return f"552 5.3.4 The letter is larger than {most} MB; please send it again without what is enclosed"


def _is_known(address: str) -> bool:
    with _connection():
        return addresses.find(address) is not None


def _take(raw: bytes, sender: str, peer: str, receivers: list[str]) -> int:
    with _connection():
        return services.take(raw, sender=sender, receivers=receivers, at=now(), peer=peer)


@contextmanager
def _connection() -> Iterator[None]:
    """A connection that lives: the database may have been started anew since the last letter."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


async def _in_a_thread(function: Any, *facts: Any) -> Any:
    return await sync_to_async(function, thread_sensitive=True)(*facts)


class Door(SMTP):
    """One conversation."""

    line_length_limit = 64 * 1024  # RFC 5321 says a thousand; mail programs write longer ones, and a letter is a letter

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        """Refuse what says that it is too large before it is sent, with our sentence."""
        size = next((word[5:] for word in (arg or "").upper().split() if word.startswith("SIZE=")), "")
        if size.isdigit() and int(size) > settings.OPENBEAT_MAIL_BYTES:
            await self.push(too_large())
            return
        await super().smtp_MAIL(arg)


def door() -> Door:
    """A conversation with the other side."""
    return Door(
        Clerk(),
        data_size_limit=settings.OPENBEAT_MAIL_BYTES,
        enable_SMTPUTF8=True,
        decode_data=False,
        hostname=settings.OPENBEAT_MAIL_DOMAIN,
        ident="Openbeat",
        timeout=PATIENCE,
    )


async def serve(host: str, port: int, ready: Any = None) -> None:
    """Listen until somebody says stop; letters in hand are finished first."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = await loop.create_server(door, host, port)
    if ready:
        ready(server.sockets[0].getsockname()[1])
    await stop.wait()
    server.close()
    with suppress(TimeoutError):
        await asyncio.wait_for(server.wait_closed(), GOODBYE)

"""E-mail by SMTP, in steps of our own: so that it is known whether the other side took a message over."""

from __future__ import annotations

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.smtp import EmailBackend

from openbeat.core.notices import wire
from openbeat.core.notices.channels import Outcome, Result

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message

PATIENCE = 20  # seconds for each step
PATIENCE_FOR_VERDICT = 60  # seconds for the answer to the whole text: giving up there leaves a message unknown
PATIENCE_FOR_GOODBYE = 2
OK, GO_AHEAD, CLOSING = range(200, 300), 354, 421


class _Answered(Exception):
    """The other side said no to a step, before it had the message."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Parcel:
    sender: str
    receiver: str
    text: bytes


class Mail:
    """Sends a message by the mailer of the settings."""

    def send(self, message: Message) -> Outcome:
        """Hand the message to the mail server once, and say what became of it."""
        backend: Any = mailers.default
        try:
            email = _email(message)
            email.message()
        except ValueError:
            return Outcome(Result.REFUSED, "address")
        if not isinstance(backend, EmailBackend):
            return Outcome(Result.SENT if backend.send_messages([email]) else Result.RETRY)
        return _by_smtp(backend, email)


def _email(message: Message) -> EmailMessage:
    words = wire.words(message)
    return EmailMessage(words.subject, words.body, words.sender, [message.address], headers=words.headers)


def _by_smtp(backend: EmailBackend, email: EmailMessage) -> Outcome:
    try:
        parcel = _Parcel(
            backend.prep_address(email.from_email),
            backend.prep_address(email.to[0]),
            email.message(policy=SMTP).as_bytes(),
        )
    except ValueError:
        return Outcome(Result.REFUSED, "address")
    backend.timeout = backend.timeout or PATIENCE
    try:
        backend.open()
        server: Any = backend.connection
        return _converse(server, parcel)
    except _Answered as no:
        return _no(no.code)
    except smtplib.SMTPResponseException as no:  # a greeting, a password: the server's trouble, not the message's
        return Outcome(Result.RETRY, str(no.smtp_code))
    except OSError as problem:  # smtplib's own exceptions are among them
        return Outcome(Result.RETRY, type(problem).__name__)
    finally:
        _hang_up(backend)


def _converse(server: smtplib.SMTP, parcel: _Parcel) -> Outcome:
    server.ehlo_or_helo_if_needed()
    size = [f"size={len(parcel.text)}"] if server.does_esmtp and server.has_extn("size") else []
    if (code := server.mail(parcel.sender, size)[0]) not in OK:
        raise smtplib.SMTPResponseException(code, b"")  # no to us as a sender says nothing of the receiver
    _expect(server.rcpt(parcel.receiver)[0])
    if (code := server.docmd("DATA")[0]) != GO_AHEAD:
        raise _Answered(code)
    # As long as its last dot was not sent, the other side must not take the message over (RFC 5321, 4.2.5).
    server.send(re.sub(rb"(?m)^\.", b"..", parcel.text).removesuffix(b"\r\n") + b"\r\n.\r\n")
    return _verdict(server)


def _expect(code: int) -> None:
    if code not in OK:
        raise _Answered(code)


def _verdict(server: smtplib.SMTP) -> Outcome:
    if server.sock:
        server.sock.settimeout(max(PATIENCE_FOR_VERDICT, server.timeout or 0))
    try:
        code = server.getreply()[0]
    except OSError as problem:
        return Outcome(Result.UNKNOWN, type(problem).__name__)
    return Outcome(Result.SENT, str(code)) if code in OK else _no(code)


def _no(code: int) -> Outcome:
    lasting = code >= 500 and code != CLOSING  # noqa: PLR2004  RFC 5321: 5xx is a permanent no
    return Outcome(Result.REFUSED if lasting else Result.RETRY, str(code))


def _hang_up(backend: EmailBackend) -> None:
    """Say goodbye; what goes wrong with that changes nothing."""
    server = backend.connection
    backend.connection = None
    if server is None:
        return
    with suppress(OSError):
        if server.sock:
            server.sock.settimeout(PATIENCE_FOR_GOODBYE)
        server.quit()
    server.close()

"""People to be told, a notice to tell, and a mail server that behaves as a test wants."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.test import override_settings
from django.utils.translation import gettext_lazy as _

from openbeat.core.notices import services
from openbeat.core.notices.channels import Outcome, Result
from openbeat.core.notices.lifecycle import Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.notice import Notice
from openbeat.core.people.models import Person, Way
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.core.places.models import Area

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANSWERED = Notice(
    "test.answered",
    when=_("Answered"),
    to=_("People"),
    subject=_("{title}"),
    body=_("{title}"),
)


def a_person(*kinds: str, language: str = "en", email: str | None = None, **way: Any) -> Person:
    """Somebody who can be reached in these ways, the first of them preferred."""
    number = Person.objects.count()
    person = Person.objects.create(name=f"Ana {number}", language=language, email=email, created_at=NOON)
    values = {"email": f"ana{number}@example.org", "telephone": f"+1312555010{number}", "post": "12 Weir Street"}
    for at, kind in enumerate(kinds):
        facts = {"confirmed_at": NOON if kind == "email" else None, "preferred": at == 0, **way}
        Way.objects.create(person=person, kind=kind, value=values[kind], added_at=NOON, **facts)
    return person


def a_message(person: Person | None = None, **words: Any) -> Message:
    """A message that waits to be sent."""
    message = services.tell(
        ANSWERED,
        person or a_person("email"),
        about=words.pop("about", None),
        at=NOON,
        title=words.pop("title", "Glass"),
        **words,
    )
    assert message
    return message


@dataclass
class Server:
    """A real mail server on this machine: what it answers at each step, and what it took over."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    port: int = 0
    seconds: float = 0  # how long it thinks before it answers to the whole text
    hang_up: bool = False  # instead of that answer
    took: list[Any] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.heard.append(envelope.content)
        if self.data.startswith("250"):
            self.took.append(envelope)
        await asyncio.sleep(self.seconds)
        if self.hang_up:
            server.transport.abort()  # type: ignore[union-attr]
        return self.data


@contextmanager
def serving(**ways: Any) -> Iterator[Server]:
    """Run the server in a thread, and let the settings point at it."""
    server = Server(**ways)
    controller = Controller(server, hostname="127.0.0.1", port=a_port())
    controller.start()
    server.port = controller.port
    try:
        with mailing(controller.port):
            yield server
    finally:
        controller.stop(no_assert=True)


def mailing(port: int, timeout: float = 2) -> Any:
    """Settings that send mail to this port."""
    options = {"host": "127.0.0.1", "port": port, "timeout": timeout}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return override_settings(MAILERS={"default": {"BACKEND": backend, "OPTIONS": options}})


def a_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def a_call(area: Area, person: Person | None = None, **words: Any) -> Message:
    """Somebody who must be called about something in this area."""
    about = places.post(area, Role.LIAISON)
    return a_message(person or a_person("telephone"), about=about, link="/", **words)


def at_stage(message: Message, stage: Stage) -> Message:
    """The same message by mail, as it stands after an attempt."""
    Message.objects.filter(pk=message.pk).update(stage=Stage.SENDING, channel="email", attempts=1, claimed_at=NOON)
    message.refresh_from_db()
    result = {Stage.UNKNOWN: Result.UNKNOWN, Stage.FAILED: Result.REFUSED, Stage.SENT: Result.SENT}[stage]
    services.settle(message, Outcome(result), at=NOON)
    message.refresh_from_db()
    return message

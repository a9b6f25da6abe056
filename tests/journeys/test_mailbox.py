"""In the example town: what the mailbox shows leads whoever got a letter to their own matter, without an account."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from openbeat.apps.concerns.models import Concern
from openbeat.core.inbox import services as inbox
from openbeat.core.inbox.models import Parcel
from openbeat.core.notices.models import Message
from openbeat.core.people.demo import NOON

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast


def test_who_wrote_a_letter_opens_their_private_concern_from_the_mailbox(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.OPENBEAT_DEMO, settings.OPENBEAT_MAIL_DOMAIN = True, "alderfalls.example"
    to = f"{cast.beat.slug}@alderfalls.example"
    letter = EmailMessage()
    for name, value in {
        "From": "sam@example.com",
        "To": to,
        "Subject": "Lamp",
        "Message-ID": "<1@example.com>",
    }.items():
        letter[name] = value
    letter.set_content("The lamp is out.")
    inbox.take(letter.as_bytes(), sender="sam@example.com", receivers=[to], at=NOON)
    inbox.read(Parcel.objects.get().pk, at=NOON)
    concern = Concern.objects.get()
    message = Message.objects.get(kind="concerns.letter_taken")

    mailbox = client.get("/demo/outbox/").text
    one = client.get(f"/demo/outbox/{message.pk}/").text
    opened = client.post(f"/demo/outbox/{message.pk}/", follow=True)
    token = opened.request["PATH_INFO"]
    before = client.get(concern.get_absolute_url())
    client.post(token)
    page = client.get(concern.get_absolute_url()).text

    assert f'action="/demo/outbox/{message.pk}/"' in mailbox
    assert f"http://localhost:8000{concern.get_absolute_url()}" not in mailbox
    assert "Open it as whoever got this" in one
    assert (before.status_code, "The lamp is out." in page) == (404, True)


def test_who_has_an_account_gets_no_such_link_and_a_stranger_sees_no_mailbox(
    client: Client, cast: Cast, settings: Any
) -> None:
    from openbeat.core.notices import services as notices  # noqa: PLC0415  only here
    from openbeat.core.notices.notice import named  # noqa: PLC0415  only here

    message = notices.tell(named("concerns.round_open"), cast.noor, about=None, at=NOON, area="Millrace", until="soon")
    assert message

    hidden = client.get(f"/demo/outbox/{message.pk}/").status_code
    settings.OPENBEAT_DEMO = True

    assert hidden == 404
    assert "Open it as whoever got this" not in client.get(f"/demo/outbox/{message.pk}/").text
    assert notices.opening_link(message, at=NOON) == ""

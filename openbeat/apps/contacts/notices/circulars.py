"""The circular and the digest as followers get them, and what its author is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

FOLLOWERS = _("Whoever follows the area.")

CIRCULAR = Notice(
    name="contacts.circular",
    when=_("A community leader writes to those who follow an area."),
    to=FOLLOWERS,
    subject="{title}",  # type: ignore[arg-type]  # the author's own words
    body=_("{words}\n\n{role}, {area}. A neighbour wrote this, not the police."),
)
WAITS = Notice(
    name="contacts.circular_waits",
    when=_("A circular waits for a look."),
    to=_("The liaison officer of the area."),
    subject=_("A circular in {area} waits for a look"),
    body=_("Somebody wrote to those who follow {area}. Please look at it by {due}."),
    neutral=True,
)
RELEASED = Notice(
    name="contacts.circular_sent",
    when=_("A circular was released."),
    to=_("Whoever wrote it."),
    subject=_("Your circular in {area} was sent"),
    body=_("Your circular was looked at, and goes to everybody who follows {area}."),
    neutral=True,
)
RETURNED = Notice(
    name="contacts.circular_returned",
    when=_("A circular was given back."),
    to=_("Whoever wrote it."),
    subject=_("Your circular in {area} came back"),
    body=_("Your circular in {area} was not sent. Its page says why. Change it, and hand it in again."),
    neutral=True,
)
DIGEST = Notice(
    name="contacts.digest",
    when=_("A month is over: what happened in an area."),
    to=FOLLOWERS,
    subject=_("{area} in {month}"),
    body="{text}",  # type: ignore[arg-type]  # made from the records, in the reader's language
)

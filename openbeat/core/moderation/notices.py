"""The messages about an appeal: neutral words, and never what was withheld."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

DECIDED = Notice(
    name="moderation.decided",
    when=_("An appeal against what is not shown is decided."),
    to=_("Whoever appealed."),
    subject=_("Your appeal in {area} is decided"),
    body=_(
        "Somebody else has looked again at what is not shown of what you sent in {area}. You can read the decision, "
        "and the reason for it, on its page."
    ),
    neutral=True,
)
ASKED = Notice(
    name="moderation.asked",
    when=_("Somebody appeals against what is not shown."),
    to=_("Whoever holds the post that decides about it."),
    subject=_("An appeal in {area} waits for you"),
    body=_("Somebody asks that you look again at what is not shown of what they sent in {area}. You decide by {day}."),
    neutral=True,
)

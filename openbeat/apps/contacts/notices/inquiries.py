"""The messages about an inquiry: neutral words, and never what somebody wrote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

WRITER = _("Whoever wrote it.")
HOLDER = _("Whoever holds the post.")

RECEIVED = Notice(
    name="contacts.received",
    when=_("Somebody wrote to a post."),
    to=HOLDER,
    subject=_("Somebody wrote to you in {area}"),
    body=_("Somebody in {area} wrote to your post: {post}. Please read it, and answer by {due}."),
    neutral=True,
)
TAKEN_UP = Notice(
    name="contacts.taken_up",
    when=_("What somebody wrote to a post is taken up."),
    to=WRITER,
    subject=_("What you wrote in {area} has an owner"),
    body=_("What you wrote in {area} was read and taken up. You will get an answer by {due}."),
    neutral=True,
)
ANSWERED = Notice(
    name="contacts.answered",
    when=_("What somebody wrote to a post is answered."),
    to=WRITER,
    subject=_("There is an answer to what you wrote in {area}"),
    body=_("What you wrote in {area} has an answer. Please read it, and say whether it is enough."),
    neutral=True,
)
SENT_BACK = Notice(
    name="contacts.sent_back",
    when=_("An answer to what somebody wrote to a post was not enough."),
    to=HOLDER,
    subject=_("An answer was not enough in {area}"),
    body=_("In {area} somebody sent back the answer of your post: {post}. Please read why, and answer by {due}."),
    neutral=True,
)

"""The messages about a concern: neutral words, and never what somebody wrote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

TO = _("Whoever raised it.")

TAKEN_UP = Notice(
    name="concerns.taken_up",
    when=_("A concern is taken up."),
    to=TO,
    subject=_("What you told us in {area} has an owner"),
    body=_("The liaison officer of {area} has taken up what you told us, and owes you an answer by a date."),
    neutral=True,
)
ANSWERED = Notice(
    name="concerns.answered",
    when=_("A concern is answered, or its answer is put right."),
    to=TO,
    subject=_("There is an answer for you from {area}"),
    body=_("What you told us in {area} has an answer. Please read it, and say whether it is solved or not."),
    neutral=True,
)
REOPENED = Notice(
    name="concerns.reopened",
    when=_("A concern that was answered is opened again."),
    to=TO,
    subject=_("What you told us in {area} is open again"),
    body=_("What you told us in {area} was opened again. You will get a new answer by a new date."),
    neutral=True,
)
MOVED = Notice(
    name="concerns.moved",
    when=_("A concern is handed over to another area."),
    to=TO,
    subject=_("What you told us is now with {area}"),
    body=_("What you told us belongs to {area}. Its liaison officer owes you the answer now, by the same date."),
    neutral=True,
)
WITHHELD = Notice(
    name="concerns.withheld",
    when=_("Something in a public concern is not shown to everybody."),
    to=TO,
    subject=_("Not all of what you sent in {area} is shown to everybody"),
    body=_(
        "To protect somebody, a part of what you sent in {area} is not shown in public. Its page says which and why. "
        "The liaison officer has read all of it, and owes you the same answer."
    ),
    neutral=True,
)

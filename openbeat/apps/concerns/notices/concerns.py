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
        "The liaison officer has read all of it, and owes you the same answer. On its page you can also ask that "
        "somebody else decides again."
    ),
    neutral=True,
)
ACKNOWLEDGED = Notice(
    name="concerns.acknowledged",
    when=_("The liaison officer wrote in one sentence what they understood."),
    to=TO,
    subject=_("Did we understand what you told us in {area}?"),
    body=_(
        "The liaison officer of {area} wrote in one sentence what they understood. Please read it, and say whether "
        "that is it. You can also call."
    ),
    neutral=True,
)
CORRECTED = Notice(
    name="concerns.corrected",
    when=_("Whoever raised a concern says that it was not understood."),
    to=_("Whoever holds the liaison officer's post of the area."),
    subject=_("Not understood: a concern in {area}"),
    body=_("Whoever raised a concern in {area} put right what was understood. Please read it, and write it again."),
    neutral=True,
)
ENDED = Notice(
    name="concerns.ended",
    when=_("A concern is not ours, or nothing more is done, or it was told before."),
    to=TO,
    subject=_("There is an answer for you from {area}"),
    body=_(
        "What you told us in {area} has an answer: why it ends here, and where it goes on. Please read it. You can "
        "open it again."
    ),
    neutral=True,
)
ANSWERED_THERE = Notice(
    name="concerns.answered_there",
    when=_("The concern with which another one goes on is answered."),
    to=_("Whoever raised the other one."),
    subject=_("There is an answer for you from {area}"),
    body=_("What you told us in {area} was told before by somebody else. That one has an answer now."),
    neutral=True,
)
FOLLOWERS = _("Whoever follows it.")
CHANGED = Notice(
    name="concerns.changed",
    when=_("A concern is taken up, planned, begun, opened again, or has another date."),
    to=FOLLOWERS,
    subject=_("A concern that you follow in {area} has moved on"),
    body=_("A concern that you follow in {area} has moved on. Its page says how far it is, and by when it is due."),
    neutral=True,
)
NEW_HERE = Notice(
    name="concerns.new_here",
    when=_("Everybody can read a new concern."),
    to=_("Whoever follows the area, or this kind of concern there."),
    subject=_("There is a new concern in {area}"),
    body=_("Somebody raised something in {area}. You can read it, say that it is so for you too, and follow it."),
    neutral=True,
)
ANSWERED_HERE = Notice(
    name="concerns.answered_here",
    when=_("A concern is answered."),
    to=_("Whoever follows it, its area, or this kind of concern there."),
    subject=_("A concern in {area} has an answer"),
    body=_("A concern in {area} that you follow, or of a kind that you follow, has an answer. You can read it here."),
    neutral=True,
)
NUDGE = Notice(
    name="concerns.nudge",
    when=_("Two working days before a concern has to be acknowledged or answered."),
    to=_("Whoever holds the liaison officer's post of the area."),
    subject=_("A concern in {area} is due soon"),
    body=_(
        "A concern in {area} is due within two working days. If you need longer, choose another day and say why: "
        "everybody can read that."
    ),
    neutral=True,
)
ESCALATED = Notice(
    name="concerns.escalated",
    when=_("The answer to a concern is late."),
    to=_("Whoever commands the district."),
    subject=_("Late, and with you now: a concern in {area}"),
    body=_("The answer to a concern in {area} is late. Its page says that it is with you now."),
    neutral=True,
)
ASKED_AGAIN = Notice(
    name="concerns.asked_again",
    when=_("Somebody asks to open a concern again."),
    to=_("Whoever holds the liaison officer's post of the area."),
    subject=_("Somebody asks to open a concern in {area} again"),
    body=_("Somebody asks to open a concern in {area} again, and says why. Please decide, with a reason."),
    neutral=True,
)
DECIDED = Notice(
    name="concerns.decided",
    when=_("It is decided whether a concern is opened again."),
    to=_("Whoever asked for it, where we know how to tell them."),
    subject=_("Your wish about a concern in {area} is decided"),
    body=_("You asked to open a concern in {area} again. It is decided; its page says how, and why."),
    neutral=True,
)
SHIFTED = Notice(
    name="concerns.shifted",
    when=_("The answer to a concern has another date."),
    to=TO,
    subject=_("Another date for your answer from {area}"),
    body=_("The answer to what you told us in {area} has another date. The page says which, and why."),
    neutral=True,
)

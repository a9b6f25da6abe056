"""The messages about minutes: neutral words, and a link to what everybody may read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

PUBLISHED = Notice(
    name="meetings.minutes",
    when=_("Minutes of a meeting are published."),
    to=_("Whoever follows the area, said that they come, or holds a post there."),
    subject=_("What came of the meeting in {area}"),
    body=_(
        "The minutes of a meeting in {area} are published. "
        "They say what was reported, what was agreed, and who does what by when."
    ),
    neutral=True,
)
APPROVE = Notice(
    name="meetings.approve",
    when=_("The time for amendments is over, and minutes wait for approval."),
    to=_("Whoever approves for the community, and for the police."),
    subject=_("Minutes wait for you: the meeting of {day}, {area}"),
    body=_(
        "Please read the minutes of the meeting of {day} in {area} and approve them by {until}. "
        "Where you remember it otherwise, write your own version: both will stand side by side. "
        "After that day they are published without your approval, and say so."
    ),
    neutral=True,
)
AMENDMENT_ANSWERED = Notice(
    name="meetings.amendment_answered",
    when=_("A proposed amendment is accepted or declined."),
    to=_("Whoever proposed it."),
    subject=_("Your amendment to the minutes of {day}, {area}"),
    body=_("What you proposed for the minutes of the meeting of {day} in {area} was answered. The page says why."),
    neutral=True,
)

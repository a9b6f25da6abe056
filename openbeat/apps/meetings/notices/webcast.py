"""The message about a question that was sent in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

QUESTION_ANSWERED = Notice(
    name="meetings.question_answered",
    when=_("A question that was sent in to a meeting is answered."),
    to=_("Whoever asked it."),
    subject=_("Your question to the meeting of {day}, {area}"),
    body=_("Your question to the meeting of {day} in {area} has an answer."),
    neutral=True,
)

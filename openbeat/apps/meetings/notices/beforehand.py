"""The messages to whoever said something beforehand, and reminders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

TO = _("Whoever said it.")

ON_AGENDA = Notice(
    name="meetings.on_agenda",
    when=_("A proposal or a question is put on the agenda."),
    to=TO,
    subject=_("On the agenda: what you sent us"),
    body=_("What you sent us is on the agenda of “{title}”, on {when}. Afterwards the minutes say what came of it."),
    neutral=True,
)
NOT_ON_AGENDA = Notice(
    name="meetings.not_on_agenda",
    when=_("A proposal or a question is not put on the agenda."),
    to=TO,
    subject=_("Not on the agenda: what you sent us"),
    body=_("What you sent us is not on the agenda of “{title}”. Its page says why."),
    neutral=True,
)
NOT_SHOWN = Notice(
    name="meetings.not_shown",
    when=_("Something that was said beforehand is not shown to everybody."),
    to=TO,
    subject=_("Not shown to everybody: what you sent us"),
    body=_("To protect somebody, what you sent us for “{title}” is not shown in public. Its page says why."),
    neutral=True,
)
ANSWERED = Notice(
    name="meetings.answered",
    when=_("What came of a question or a proposal is published."),
    to=TO,
    subject=_("What came of it: {title}"),
    body=_("You asked or proposed something before “{title}”. What was said about it is published now."),
    neutral=True,
)
REMINDER = Notice(
    name="meetings.reminder",
    when=_("As long before a meeting as whoever leads it has set."),
    to=_("Whoever said that they come, and can be reached."),
    subject=_("Soon: {title}"),
    body=_("“{title}” is on {when}. Place: {place}\n\n{words}\n\nIf you cannot come, please say so."),
    neutral=True,
)

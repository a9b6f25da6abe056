"""The messages about a complaint. A sealed matter is never named: there is news, and where to read it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

NEWS = Notice(
    name="complaints.news",
    when=_("A sealed matter has arrived, or whoever complained added something."),
    to=_("Those to whom the matter is sealed."),
    subject=_("There is news in a matter"),
    body=_("There is news in a matter. Sign in to read it: this message says nothing about it."),
    neutral=True,
)
LATE = Notice(
    name="complaints.late",
    when=_("An acknowledgement or an answer that was promised is late."),
    to=_("Those to whom the matter is sealed."),
    subject=_("Something promised in a matter is late"),
    body=_("Something that was promised in a matter is late. Sign in to see it: this message says nothing about it."),
    neutral=True,
)

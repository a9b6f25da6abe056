"""The messages about what comes first: neutral words, to whoever follows the area."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

TO = _("Whoever follows the area.")

ROUND_OPEN = Notice(
    name="concerns.round_open",
    when=_("A round of dots opens: residents say what comes first."),
    to=TO,
    subject=_("What comes first in {area}? Give your dots"),
    body=_(
        "Residents of {area} choose what they and the police work on first. You have three dots. "
        "You can give them until {until}, without an account."
    ),
    neutral=True,
)
ROUND_DECIDED = Notice(
    name="concerns.round_decided",
    when=_("A round of dots is decided."),
    to=TO,
    subject=_("Decided: what comes first in {area}"),
    body=_("What comes first in {area} is decided. The page shows all dots, what was chosen, and how it came about."),
    neutral=True,
)

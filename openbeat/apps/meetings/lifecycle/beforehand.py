"""What people say before a meeting: a comment, a question, a proposal; and how each stands."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move


class Sort(TextChoices):
    """What somebody says beforehand."""

    PROPOSAL = "proposal", _("Propose something for the agenda")
    QUESTION = "question", _("Ask something: the answer stands in the minutes")
    COMMENT = "comment", _("Say something about an item of the agenda")


class Heard(TextChoices):
    """How it stands."""

    WAITING = "waiting", pgettext_lazy("said before a meeting", "waits for a look")
    SHOWN = "shown", pgettext_lazy("said before a meeting", "everybody can read it")
    ACCEPTED = "accepted", pgettext_lazy("said before a meeting", "on the agenda")
    DECLINED = "declined", pgettext_lazy("said before a meeting", "not on the agenda")
    WITHHELD = "withheld", pgettext_lazy("said before a meeting", "not shown")


class NotShown(TextChoices):
    """Why words are not shown. That they criticise the police is not a reason, and cannot be."""

    NAME = "name", _("It names or describes a private person.")
    HOME = "home", _("It shows where somebody lives.")
    CHILD = "child", _("It is about a child who could be recognised.")
    ACCUSATION = "accusation", _("It accuses somebody who could be recognised of a crime.")
    CASE = "case", _("It could harm an open case.")
    THREAT = "threat", _("It threatens or insults somebody.")


class BeforehandAct(StrEnum):
    """What can be done about it; written into the ledger under these names."""

    SEND = "send"
    SHOW = "show"
    WITHHOLD = "withhold"
    ACCEPT = "accept"
    DECLINE = "decline"
    CLAIM = "claim_said"
    SUIT = "say_hours"


class HostAct(StrEnum):
    """What whoever leads a meeting sets up for it."""

    EXPECT = "expect_officer"
    CAME = "officer_came"
    MISSED = "officer_missed"
    UNEXPECT = "take_back_officer"
    REMIND = "set_reminder"
    UNREMIND = "take_back_reminder"
    SEND_REMINDER = "send_reminder"


class DayPart(TextChoices):
    """A part of the day that would suit."""

    MORNING = "morning", _("Morning")
    MIDDAY = "midday", _("Midday")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


_DECIDED = _("This was decided already.")

BEFOREHAND = Lifecycle(
    start=Heard.WAITING,
    moves={
        BeforehandAct.SHOW: Move({Heard.WAITING, Heard.WITHHELD}, Heard.SHOWN, _DECIDED),
        BeforehandAct.WITHHOLD: Move({Heard.WAITING, Heard.SHOWN}, Heard.WITHHELD, _DECIDED),
        BeforehandAct.ACCEPT: Move({Heard.WAITING}, Heard.ACCEPTED, _DECIDED),
        BeforehandAct.DECLINE: Move({Heard.WAITING}, Heard.DECLINED, _DECIDED),
    },
)

REMINDERS = (168, 72, 24, 3)  # hours before a meeting: a week, three days, a day, three hours

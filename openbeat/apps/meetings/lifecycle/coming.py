"""Who says that they come: the stages of a head count, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.core.people.facts import Contact
from openbeat.kit.stages import Lifecycle, Move


class Seat(TextChoices):
    """How somebody who wants to come stands."""

    COMING = "coming", pgettext_lazy("somebody who said so", "coming")
    WAITING = "waiting", pgettext_lazy("somebody who wants to come", "on the waiting list")
    PROMOTED = "promoted", pgettext_lazy("somebody who waited", "has a place now")
    WITHDRAWN = "withdrawn", pgettext_lazy("somebody who said so", "does not come")


SEATED = frozenset({Seat.COMING, Seat.PROMOTED})
STILL_WANTED = frozenset({*SEATED, Seat.WAITING})


class ComingAct(StrEnum):
    """What can be done about a head count; written into the ledger under these names."""

    SAY = "say_coming"
    CHANGE = "change_coming"
    PROMOTE = "promote"
    WITHDRAW = "withdraw"
    LIMIT = "limit_room"
    ARRANGE = "arrange_needs"
    CLAIM = "claim"


COMING = Lifecycle(
    start=Seat.COMING,
    moves={
        ComingAct.PROMOTE: Move({Seat.WAITING}, Seat.PROMOTED, _("Only who waits can get a place.")),
        ComingAct.WITHDRAW: Move(STILL_WANTED, Seat.WITHDRAWN, _("You said already that you do not come.")),
    },
)


@dataclass(frozen=True, slots=True)
class Heads:
    """How many come, and what they need."""

    adults: int
    children: int = 0
    interpreter: str = ""  # the code of a language
    care: int = 0  # how many of the children need child care
    access: str = ""
    language: str = "en"  # of the words

    @property
    def count(self) -> int:
        """All of them."""
        return self.adults + self.children


@dataclass(frozen=True, slots=True)
class Arrival:
    """With which form it came (`once`), and how to tell whoever sent it."""

    once: str = ""
    contact: Contact | None = None

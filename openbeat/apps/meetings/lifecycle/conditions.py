"""Current conditions: kinds of crimes, which of them are counted only, and what can be done about the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Crime(TextChoices):
    """What an incident was, in words that residents use."""

    FROM_CAR = "from_car", _("Thefts from cars")
    CAR = "car", _("Stolen cars")
    BURGLARY = "burglary", _("Break-ins")
    THEFT = "theft", _("Other thefts")
    ROBBERY = "robbery", _("Robberies")
    ASSAULT = "assault", _("Assaults")
    SHOOTING = "shooting", _("Shootings")
    HOMICIDE = "homicide", _("Killings")
    DAMAGE = "damage", _("Damage and graffiti")
    DRUGS = "drugs", _("Drugs")
    OTHER = "other", _("Something else")
    SEXUAL = "sexual", _("Sexual violence")
    FAMILY = "family", _("Violence in the family")
    CHILD = "child", _("Violence against children")


PROTECTED = (Crime.SEXUAL, Crime.FAMILY, Crime.CHILD)  # counted by quarter and district; never a day, never a place
LISTED = tuple(crime for crime in Crime if crime not in PROTECTED)


class Solved(TextChoices):
    """Whether an incident was solved, as the file says."""

    YES = "yes", pgettext_lazy("an incident", "solved")
    NO = "no", pgettext_lazy("an incident", "not solved")
    UNKNOWN = "unknown", pgettext_lazy("an incident", "not known")


class Felt(TextChoices):
    """What residents say of the time since the last meeting."""

    BETTER = "better", pgettext_lazy("residents' verdict", "better")
    SAME = "same", pgettext_lazy("residents' verdict", "the same")
    WORSE = "worse", pgettext_lazy("residents' verdict", "worse")


class Asked(TextChoices):
    """How residents were asked."""

    WEB = "web", pgettext_lazy("channel of a verdict", "on this site")
    HANDS = "hands", pgettext_lazy("channel of a verdict", "raised hands")
    PAPER = "paper", pgettext_lazy("channel of a verdict", "on paper")


BY_HAND = (Asked.HANDS, Asked.PAPER)


class ConditionAct(StrEnum):
    """Written into the ledger under these names."""

    LOAD = "load_incidents"
    TELL = "tell_what_was_done"
    FEEL = "give_verdict"
    COUNT = "count_verdicts"


@dataclass(frozen=True, slots=True)
class Found:
    """One incident as a file tells it, made coarse: of protected kinds there is no day, block or point in it."""

    key: str
    crime: Crime
    month: date
    area: int
    day: date | None = None
    block: str = ""
    lon: float | None = None
    lat: float | None = None
    solved: str = Solved.UNKNOWN
    did: str = ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many residents said what, asked in one way."""

    channel: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Feeling:
    """What one resident says: of the whole, and of the kinds of crime that they want to speak of."""

    whole: str
    kinds: Mapping[str, str] = field(default_factory=dict)  # kind of crime: better, same or worse

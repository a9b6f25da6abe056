"""What stands in the way of a task, and to whom somebody turned so that it goes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle.tasks import Words


class Obstacle(TextChoices):
    """The kind of a problem encountered."""

    AGENCY = "agency", _("Waiting for another agency")
    MONEY = "money", _("Money")
    TIME = "time", _("People or time")
    LAW = "law", _("Law or permission")
    ACCESS = "access", _("No way to reach it, or them")
    SEASON = "season", _("Weather or season")
    OTHER = "other", _("Something else")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem as somebody notes it: the words, its kind, and who can remove it (in the language of the words)."""

    words: Words
    remover: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """To whom a problem is escalated: the commander, or somebody outside by name of office; and what is asked."""

    words: Words
    outside: str = ""  # "" is the commander of the area

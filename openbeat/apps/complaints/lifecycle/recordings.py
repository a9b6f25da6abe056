"""Recordings that others hold: which sorts there are, how far a request has come, and what travels into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from datetime import date

    from openbeat.core.people.models import Person

WARN_DAYS = (1, 3, 7)  # before a recording is overwritten


class Tape(models.TextChoices):
    """What records here."""

    BODY = "body", _("Body camera")
    CAR = "car", _("Camera in a car")
    STATION = "station", _("Camera in a station or a cell")
    DISPATCH = "dispatch", _("Radio and emergency calls")
    STREET = "street", _("Camera on a street or in a building")
    OTHER = "other", _("Another recording")


class State(models.TextChoices):
    """How far a request has come."""

    ASKED = "asked", pgettext_lazy("recording", "asked for")
    KEPT = "kept", pgettext_lazy("recording", "kept")
    LOST = "lost", pgettext_lazy("recording", "lost after we asked")
    NONE = "none", pgettext_lazy("recording", "there is none")


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Which recording somebody is to keep: of which sort, who holds it, which one, and when it would be overwritten."""

    tape: Tape
    holder: Person
    what: str
    language: str
    overwritten_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """What whoever holds it says: how it stands, where it lies, and by when it would be overwritten all the same."""

    state: State
    words: str = ""
    overwritten_on: date | None = None

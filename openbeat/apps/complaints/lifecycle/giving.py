"""Who gets the task to look into a complaint, who cannot, and why somebody gives it back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Given(models.TextChoices):
    """Why this person gets the task."""

    FREE = "free", _("They have room for it")
    KNOWS = "knows", _("They know such matters")
    LANGUAGE = "language", _("They speak the language of whoever complained")
    TAKES_OVER = "takes_over", _("They take it over from somebody else")


class Ended(models.TextChoices):
    """Why somebody has the task no longer; the first four they say themselves, and never get the matter again."""

    RELATED = "related", _("I am related to or close to somebody in it")
    PART = "part", _("I have a part in it myself")
    WORKS = "works", _("I work with or for somebody in it")
    OTHER = "other", _("Something else would make people doubt that I am fair")
    HANDED_ON = "handed_on", _("Somebody else takes it over")
    AWAY = "away", _("They are away, or have no room for it")
    ACCUSED = "accused", _("It turned out that it is about them")
    OUTSIDE = "outside", _("It went to the outside body")


RECUSED = (Ended.RELATED, Ended.PART, Ended.WORKS, Ended.OTHER)
TAKEN = (Ended.HANDED_ON, Ended.AWAY)


class Conflict(models.TextChoices):
    """Why somebody cannot get the task. There is no way around any of these."""

    KEPT = "kept", _("It is kept from them: they have a part in it, or whoever complained asked for it.")
    SUPERVISOR = "supervisor", _("It is about somebody who leads the unit in which they work.")
    RELATIVE = "relative", _("There is a conflict.")
    NO_KEY = "no_key", _("They have not made a key yet.")
    NO_POST = "no_post", _("They do not investigate such matters.")

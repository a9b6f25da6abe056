"""The stages of a circular: what a community leader writes to those who follow the area."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move

A_MONTH = 2  # circulars in an area: a followed area must not become noise


class CircularStage(models.TextChoices):
    """Where a circular stands."""

    DRAFT = "draft", pgettext_lazy("stage of a circular", "being written")
    WAITING = "waiting", pgettext_lazy("stage of a circular", "waits for a look")
    RETURNED = "returned", pgettext_lazy("stage of a circular", "given back")
    SENT = "sent", pgettext_lazy("stage of a circular", "sent")
    WITHDRAWN = "withdrawn", pgettext_lazy("stage of a circular", "withdrawn")


class CircularAct(StrEnum):
    """What is done about a circular; written into the ledger under these names."""

    BEGIN = "begin_circular"
    WRITE = "write_circular"
    SUBMIT = "submit_circular"
    RELEASE = "release_circular"
    RETURN = "return_circular"
    WITHDRAW = "withdraw_circular"
    READ = "read_circular"  # a door that is seen through, and never an act on record


class CircularPromise(StrEnum):
    """What is promised to whoever writes one."""

    LOOK = "contacts.circular_look"


CIRCULARS = Lifecycle(
    start=CircularStage.DRAFT,
    moves={
        CircularAct.WRITE: Move(
            {CircularStage.DRAFT, CircularStage.RETURNED}, CircularStage.DRAFT, _("It cannot be changed any more.")
        ),
        CircularAct.SUBMIT: Move(
            {CircularStage.DRAFT, CircularStage.RETURNED},
            CircularStage.WAITING,
            _("It waits for a look, or was sent, already."),
        ),
        CircularAct.RELEASE: Move({CircularStage.WAITING}, CircularStage.SENT, _("It does not wait for a look.")),
        CircularAct.RETURN: Move({CircularStage.WAITING}, CircularStage.RETURNED, _("It does not wait for a look.")),
        CircularAct.WITHDRAW: Move(
            {CircularStage.DRAFT, CircularStage.WAITING, CircularStage.RETURNED},
            CircularStage.WITHDRAWN,
            _("It was sent already."),
        ),
    },
)


class WhyNot(models.TextChoices):
    """Why a circular is given back. That it criticises the police, or the committee, is not a reason, and cannot be."""

    NAME = "name", _("It names or describes a private person.")
    HOME = "home", _("It shows where somebody lives.")
    CHILD = "child", _("It is about a child who could be recognised.")
    ACCUSATION = "accusation", _("It accuses somebody who could be recognised of a crime.")
    CASE = "case", _("It could harm an open case.")
    DEGRADING = "degrading", _("It degrades people for what they are.")
    ADVERT = "advert", _("It advertises goods, a candidate or a party.")
    ELSEWHERE = "elsewhere", _("It has nothing to do with this area.")
    LANGUAGES = "languages", _("Its languages do not say the same.")


@dataclass(frozen=True, slots=True)
class Text:
    """A circular in one language."""

    language: str
    title: str
    words: str

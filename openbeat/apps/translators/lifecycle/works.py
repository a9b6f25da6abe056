"""The stages of a work: one text to be put into one language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where a work stands."""

    ASKED = "asked", pgettext_lazy("stage of a translation", "asked for")
    TAKEN = "taken", pgettext_lazy("stage of a translation", "somebody translates it")
    PROPOSED = "proposed", pgettext_lazy("stage of a translation", "to be read again")
    PUBLISHED = "published", pgettext_lazy("stage of a translation", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("stage of a translation", "withdrawn")


OPEN = (Stage.ASKED, Stage.TAKEN, Stage.PROPOSED)


class Act(StrEnum):
    """What is done about a work; written into the ledger under these names."""

    ASK = "ask_translation"
    TAKE = "take_translation"
    HAND_BACK = "hand_back_translation"
    SAVE = "save_draft"
    ASK_MACHINE = "ask_machine"
    PROPOSE = "propose_translation"
    RETURN = "return_translation"
    SIGN = "sign_translation"
    WITHDRAW = "withdraw_request"
    TAKE_DOWN = "take_down_translation"
    READ = "read_work"  # a door that is seen through, and never an act on record


class TongueAct(StrEnum):
    """What is done about the languages that somebody translates into."""

    SAY = "say_tongue"
    ADMIT = "admit_tongue"
    END = "end_tongue"


class Promise(StrEnum):
    """What is promised to whoever asks."""

    WORK = "translators.work"
    URGENT = "translators.urgent"


_OVER = _("It is published or withdrawn already.")

WORKS = Lifecycle(
    start=Stage.ASKED,
    moves={
        Act.TAKE: Move({Stage.ASKED}, Stage.TAKEN, _("Somebody has taken it already, or it is finished.")),
        Act.HAND_BACK: Move({Stage.TAKEN}, Stage.ASKED, _("Nobody translates it now.")),
        Act.SAVE: Move({Stage.TAKEN}, Stage.TAKEN, _("Take it first. Then you can write.")),
        Act.PROPOSE: Move({Stage.TAKEN}, Stage.PROPOSED, _("Take it first. Then you can write.")),
        Act.RETURN: Move({Stage.PROPOSED}, Stage.TAKEN, _("It does not wait for a second look.")),
        Act.SIGN: Move({Stage.PROPOSED}, Stage.PUBLISHED, _("It does not wait for a second look.")),
        Act.WITHDRAW: Move(set(OPEN), Stage.WITHDRAWN, _OVER),
        Act.TAKE_DOWN: Move({Stage.PUBLISHED}, Stage.WITHDRAWN, _("It is not published.")),
    },
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A work as one actor stands to it: what the rules ask about the two."""

    stage: str
    reads: bool = False  # may read the source
    speaks: bool = False  # was admitted as translator into its language
    took: bool = False  # translates it now
    wrote: bool = False  # wrote any of its drafts, or translates it
    asked: bool = False  # asked for it
    here: bool = False  # holds a post of staff or of the committee where its text belongs now


@dataclass(frozen=True, slots=True)
class Credit:
    """How long somebody worked on it, and under which name they want to be thanked ("" is none)."""

    minutes: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a draft comes back: words and their language."""

    words: str
    language: str

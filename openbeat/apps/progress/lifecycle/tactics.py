"""How the police propose to go about a matter, what residents say to it, and what follows from a no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move

if TYPE_CHECKING:
    from openbeat.apps.progress.lifecycle.tasks import Words
    from openbeat.core.places.models import Area
    from openbeat.kit.refs import Ref


class TacticStage(TextChoices):
    """Where a tactic stands."""

    PROPOSED = "proposed", pgettext_lazy("stage of a tactic", "proposed")
    IN_USE = "in_use", pgettext_lazy("stage of a tactic", "in use")
    GIVEN_UP = "given_up", pgettext_lazy("stage of a tactic", "not used any more")


class Say(TextChoices):
    """What somebody says to a tactic."""

    WANTED = "wanted", pgettext_lazy("answer to a tactic", "Wanted")
    IN_PART = "in_part", pgettext_lazy("answer to a tactic", "In part")
    UNWANTED = "unwanted", pgettext_lazy("answer to a tactic", "Not wanted")


class TacticAct(StrEnum):
    """What can be done about a tactic; written into the ledger under these names."""

    PROPOSE = "propose"
    SAY = "say"  # a resident's answer
    SPEAK = "speak"  # the answer of the community, by its chair or contact
    USE = "use"
    EXPLAIN = "explain"
    GIVE_UP = "give_up"
    SHOW = "show"  # a resident's words, after a look
    HIDE = "hide"


class Withheld(TextChoices):
    """Why the words of an answer are not shown; the answer itself counts all the same."""

    NAME = "name", _("It names or describes a private person.")
    HOME = "home", _("It shows where somebody lives.")
    ACCUSATION = "accusation", _("It accuses somebody who could be recognised of a crime.")
    ABUSE = "abuse", _("It insults or threatens somebody.")
    OFF_TOPIC = "off_topic", _("It is about something else.")


TACTIC = Lifecycle(
    start=TacticStage.PROPOSED,
    moves={
        TacticAct.USE: Move(
            {TacticStage.PROPOSED, TacticStage.GIVEN_UP}, TacticStage.IN_USE, _("This tactic is in use already.")
        ),
        TacticAct.GIVE_UP: Move(
            {TacticStage.PROPOSED, TacticStage.IN_USE}, TacticStage.GIVEN_UP, _("This tactic is not used any more.")
        ),
    },
)
IN_USE_ONLY = Lifecycle(
    start=TacticStage.PROPOSED,
    moves={TacticAct.EXPLAIN: Move({TacticStage.IN_USE}, "", _("Only a tactic in use needs a reason."))},
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tactic as the police propose it: for what, where, of which kind, in which words, and with which agency."""

    area: Area
    about: Ref
    field: str
    words: Words
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody says to a tactic, and why."""

    say: str
    words: Words

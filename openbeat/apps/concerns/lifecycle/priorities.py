"""Problems that an area may work on: how one becomes a priority, and how a round of dots decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move, Station

SEATS = 3  # problems that a beat holds at a time, until somebody decides otherwise
MOST_SEATS = 9


class Standing(TextChoices):
    """Where a problem stands."""

    PROPOSED = "proposed", pgettext_lazy("stage of a problem", "proposed")
    CANDIDATE = "candidate", pgettext_lazy("stage of a problem", "can be chosen")
    ACTIVE = "active", pgettext_lazy("stage of a problem", "priority")
    RESOLVED = "resolved", pgettext_lazy("stage of a problem", "resolved")
    SET_ASIDE = "set_aside", pgettext_lazy("stage of a problem", "set aside")


class ProblemAct(StrEnum):
    """What is done about a problem; written into the ledger under these names."""

    PROPOSE = "propose"
    NOMINATE = "nominate"
    ADMIT = "admit"
    JUDGE = "judge"
    CHOOSE = "choose"
    TASK = "task"
    ASK = "ask"
    RESOLVE = "resolve"
    SET_ASIDE = "set_aside"
    BRING_BACK = "bring_back"
    WORK_DONE = "work_done"
    SEATS = "seats"


ADMIT_PROMISE = "concerns.admit"
BALLOTED = frozenset({Standing.CANDIDATE, Standing.ACTIVE})
ENDED = frozenset({Standing.RESOLVED, Standing.SET_ASIDE})
_ENDED = _("It is resolved, or was set aside.")

PRIORITIES = Lifecycle(
    start=Standing.PROPOSED,
    moves={
        ProblemAct.ADMIT: Move({Standing.PROPOSED}, Standing.CANDIDATE, _("Somebody has looked at it already.")),
        ProblemAct.CHOOSE: Move(
            {Standing.CANDIDATE}, Standing.ACTIVE, _("Only a problem that can be chosen becomes a priority.")
        ),
        ProblemAct.RESOLVE: Move({Standing.ACTIVE}, Standing.RESOLVED, _("Only a priority is resolved.")),
        ProblemAct.SET_ASIDE: Move(
            {Standing.PROPOSED, Standing.CANDIDATE, Standing.ACTIVE}, Standing.SET_ASIDE, _ENDED
        ),
        ProblemAct.BRING_BACK: Move(
            {Standing.RESOLVED, Standing.SET_ASIDE}, Standing.CANDIDATE, _("It has not ended.")
        ),
    },
)

STANDING_STATIONS = {
    Standing.PROPOSED: Station.HEARD,
    Standing.CANDIDATE: Station.OWNED,
    Standing.ACTIVE: Station.WORKED_ON,
    Standing.SET_ASIDE: Station.ANSWERED,
    Standing.RESOLVED: Station.CONFIRMED,
}


class Criterion(TextChoices):
    """What makes a problem a chronic one: the four questions of the beat meeting."""

    SHARED = "shared", _("Are several residents and the beat team concerned?")
    STAYS = "stays", _("Will it not go away by itself?")
    PERSISTS = "persists", _("Did it stay although the police enforced the law?")
    WITHIN_REACH = "within_reach", _("Can police, residents and agencies change it with what they have?")


class Side(TextChoices):
    """Who answers a question: both may, and both answers stand side by side."""

    POLICE = "police", pgettext_lazy("who answers", "the police")
    COMMUNITY = "community", pgettext_lazy("who answers", "the meeting chair")


class Finding(TextChoices):
    """The answer to one of the four questions."""

    YES = "yes", pgettext_lazy("answer", "yes")
    NO = "no", pgettext_lazy("answer", "no")
    UNKNOWN = "unknown", pgettext_lazy("answer", "not known")


class Aside(TextChoices):
    """Why a problem is set aside."""

    NOT_CHRONIC = "not_chronic", _("It is no chronic problem: it ends by itself, or with one act.")
    ELSEWHERE = "elsewhere", _("Somebody else works on it.")
    JOINED = "joined", _("It is part of another problem.")
    GONE = "gone", _("It is no longer there.")
    NO_MEANS = "no_means", _("We could not change it with what we have.")
    HARMFUL = "harmful", _("Its words would harm somebody.")


class Ballot(TextChoices):
    """How dots are given."""

    WEB = "web", pgettext_lazy("channel of dots", "on this site")
    PAPER = "paper", pgettext_lazy("channel of dots", "paper dots")
    HANDS = "hands", pgettext_lazy("channel of dots", "raised hands")


COUNTED_BY_HAND = (Ballot.PAPER, Ballot.HANDS)


class RoundStage(TextChoices):
    """Where a round stands."""

    OPEN = "open", pgettext_lazy("stage of a round", "open")
    COUNTED = "counted", pgettext_lazy("stage of a round", "counted")
    PUBLISHED = "published", pgettext_lazy("stage of a round", "decided")


class RoundAct(StrEnum):
    """What is done about a round; written into the ledger under these names."""

    BEGIN = "begin_round"
    CALL = "call_round"
    VOTE = "vote"
    COUNT = "count"
    CLOSE = "close_round"
    PUBLISH = "publish_round"


ROUNDS = Lifecycle(
    start=RoundStage.OPEN,
    moves={
        RoundAct.CALL: Move({RoundStage.OPEN}, RoundStage.OPEN, _("This round is closed: no more dots are taken.")),
        RoundAct.VOTE: Move({RoundStage.OPEN}, RoundStage.OPEN, _("This round is closed: no more dots are taken.")),
        RoundAct.COUNT: Move(
            {RoundStage.OPEN, RoundStage.COUNTED}, RoundStage.OPEN, _("The result is public: its counts stay.")
        ),
        RoundAct.CLOSE: Move({RoundStage.OPEN}, RoundStage.COUNTED, _("This round is closed already.")),
        RoundAct.PUBLISH: Move({RoundStage.COUNTED}, RoundStage.PUBLISHED, _("First close the round, then decide.")),
    },
)


# What travels from forms to services


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote, and in which language; `more` is a second text of the same person, such as a reason."""

    text: str
    language: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one of the four questions, and why in a sentence."""

    criterion: str
    finding: str
    why: str
    language: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What tells one ballot from another: the random word of its form, and the mark of the browser."""

    once: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a channel gave: how many people, how many dots on each problem (by its key)."""

    channel: str
    people: int
    dots: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feeling:
    """How many residents said that a problem is better, the same, worse; at which occasion."""

    channel: str
    better: int
    same: int
    worse: int
    day: date


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when dots are taken, on which problems, and for which meeting (a Ref in text)."""

    opens_at: datetime
    closes_at: datetime
    candidates: tuple[int, ...]
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which problems were chosen (by key), and why where that is not the order of the ranking."""

    chosen: tuple[int, ...]
    why: str = ""
    language: str = ""

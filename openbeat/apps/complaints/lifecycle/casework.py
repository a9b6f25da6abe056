"""Who says what at which step of a case, and what travels into the services of casework, findings and discipline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.codes import Casework, Disciplined, Measure, Outcome, Say, Standard
from openbeat.apps.complaints.lifecycle.stages import Act, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from openbeat.kit.refs import Ref

SAYS = {
    Stage.IN_WORK: Say.RECOMMENDED,
    Stage.SUPERVISOR: Say.SUPERVISOR,
    Stage.OVERSIGHT: Say.OVERSIGHT,
    Stage.DECISION: Say.DECIDED,
}
CAN_BE_PUNISHED = frozenset({Outcome.SUSTAINED, Outcome.OTHER_VIOLATION})
GRAVITY = list(Measure)  # from the lightest to the gravest

# Which act writes which step of discipline, and what must stand there before.
DISCIPLINE = {
    Act.RECOMMEND_DISCIPLINE: Disciplined.RECOMMENDED,
    Act.DECIDE_DISCIPLINE: Disciplined.DECIDED,
    Act.IMPOSE_DISCIPLINE: Disciplined.IMPOSED,
    Act.APPEAL_DISCIPLINE: Disciplined.APPEALED,
    Act.END_DISCIPLINE: Disciplined.FINAL,
}
FOLLOWS: dict[str, frozenset[str]] = {
    Disciplined.RECOMMENDED: frozenset({"", Disciplined.RECOMMENDED}),
    Disciplined.DECIDED: frozenset({"", Disciplined.RECOMMENDED}),
    Disciplined.IMPOSED: frozenset({Disciplined.DECIDED}),
    Disciplined.APPEALED: frozenset({Disciplined.DECIDED, Disciplined.IMPOSED}),
    Disciplined.FINAL: frozenset({Disciplined.APPEALED}),
}


class Oversight(models.TextChoices):
    """What the outside body does about cases."""

    INVESTIGATE = "investigate", _("It investigates with people of its own")
    REVIEW = "review", _("It reads each case before it is decided, and says whether it agrees")
    AUDIT = "audit", _("It looks at closed cases, and for patterns")


class Heard(models.TextChoices):
    """What the outside body said of a case before it was decided."""

    AGREED = "agreed", _("agrees")
    DISAGREED = "disagreed", _("does not agree")
    SILENT = "silent", _("said nothing within its days")


class Again(models.TextChoices):
    """Why a case that was over is opened again by those who decide, or by the outside body."""

    EVIDENCE = "evidence", _("there is new evidence")
    COURT = "court", _("a court said so")
    MISTAKE = "mistake", _("a mistake was found in how it was done")


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """One entry for the file of a case; `facts` are those of an interview; `corrects` is the number of another one."""

    sort: Casework
    words: str
    language: str
    facts: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Judgement:
    """What somebody says the finding is, by which standard of evidence, and why.

    `seen` is how many had been said of this allegation when they began to write; `sources` are the texts it rests on.
    """

    finding: Outcome
    standard: Standard
    reasons: str
    language: str
    seen: int | None = None
    sources: Sequence[Ref] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Penalty:
    """A measure, for a suspension its days, and why; `seen` and `sources` as in a judgement."""

    measure: Measure
    days: int | None
    reasons: str
    language: str
    seen: int | None = None
    sources: Sequence[Ref] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """From when on a new version holds, who decided it (an office), why, and the language of that."""

    why: str
    decided_by: str
    language: str
    seen: int | None = None  # the version that they looked at


@dataclass(frozen=True, slots=True)
class Span:
    """What a matrix gives for one class of offence and so many sustained before: from this measure to that one."""

    prior: int
    least: Measure
    most: Measure
    least_days: int | None = None
    most_days: int | None = None


@dataclass(frozen=True, slots=True)
class Offence:
    """One class of a matrix: its letter, in words what belongs to it, which kinds of allegation, and its spans."""

    letter: str
    words: str
    kinds: Sequence[str]
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: what is to be done, in which language, and by when."""

    words: str
    language: str
    due: date | None = None


def weight(measure: str, days: int | None) -> tuple[int, int]:
    """How grave a measure is: what two of them are compared by."""
    return GRAVITY.index(Measure(measure)), days or 0


class Changed(models.TextChoices):
    """What an appeal, before an arbitrator or whoever hears it, changed of what follows for an officer."""

    SAME = "same", _("the appeal changed nothing")
    LIGHTER = "lighter", _("lighter than before the appeal")
    HEAVIER = "heavier", _("heavier than before the appeal")


def changed(before: tuple[int, int], after: tuple[int, int]) -> Changed:
    """What changed from one measure to another, by their weights."""
    return Changed.SAME if after == before else Changed.LIGHTER if after < before else Changed.HEAVIER

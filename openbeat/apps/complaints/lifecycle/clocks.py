"""The clocks of a complaint as tables: what is promised at which stage, by whom, and when it goes further up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.stages import Act, Promise, Stage

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Owner(StrEnum):
    """Who owes it, from the day on which it is owed; all but the investigator by the post."""

    INTAKE = "intake"
    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    OVERSIGHT = "oversight"
    DECIDER = "decider"


# What whoever complained reads of who has it, and of who decides: the office, never a name.
BY_WHOM: dict[Owner, StrPromise] = {
    Owner.INTAKE: _("the office that receives complaints"),
    Owner.INVESTIGATOR: _("somebody who has no part in it, and has the task to look into it"),
    Owner.SUPERVISOR: _("those who lead the people who investigate"),
    Owner.OVERSIGHT: _("the outside body"),
    Owner.DECIDER: _("those who decide about complaints"),
}
DECIDES: dict[bool, StrPromise] = {
    False: _("those who are named to decide about complaints: the chief, or whom the law names"),
    True: _("the outside body, and nobody in the department"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a promise says until the department says otherwise, and who owes it."""

    owner: Owner
    days: int
    clock: str
    label: StrPromise
    sentence: StrPromise


TERMS: dict[Promise, Terms] = {
    Promise.ACKNOWLEDGE: Terms(
        Owner.INTAKE, 5, "working", _("Complaints acknowledged"),
        _("Within five working days whoever complained hears that it was read, and what happens next."),
    ),
    Promise.CONTACT: Terms(
        Owner.INTAKE, 5, "working", _("First contact with whoever complained"),
        _("Within five working days somebody writes to or speaks with whoever complained."),
    ),
    Promise.PRESERVE: Terms(
        Owner.INTAKE, 1, "working", _("Recordings asked for"),
        _("Within one working day each recording that there may be is asked for, so that nobody deletes it."),
    ),
    Promise.CLASSIFY: Terms(
        Owner.INTAKE, 5, "working", _("Complaints classified"),
        _("Five working days after it was acknowledged it stands point by point what the complaint is about."),
    ),
    Promise.BEGIN: Terms(
        Owner.SUPERVISOR, 5, "working", _("Complaints given to somebody"),
        _("Five working days after that somebody who has no part in it looks into it."),
    ),
    Promise.MEDIATION: Terms(
        Owner.INTAKE, 30, "calendar", _("Mediations"),
        _("Within 30 days it is known whether both sides talk, and what came of it."),
    ),
    Promise.INVESTIGATION: Terms(
        Owner.INVESTIGATOR, 60, "calendar", _("Investigations"),
        _("Within 60 days it is found out what happened."),
    ),
    Promise.SUPERVISOR: Terms(
        Owner.SUPERVISOR, 10, "working", _("Checks by a supervisor"),
        _("Within ten working days a supervisor has checked what was found out."),
    ),
    Promise.OVERSIGHT: Terms(
        Owner.OVERSIGHT, 30, "calendar", _("Checks by the outside body"),
        _("Within 30 days the outside body has checked what was found out."),
    ),
    Promise.DECISION: Terms(
        Owner.DECIDER, 10, "working", _("Decisions about complaints"),
        _("Within ten working days after it was checked it is decided."),
    ),
    Promise.TELL: Terms(
        Owner.INTAKE, 5, "working", _("Whoever complained told of the decision"),
        _("Within five working days whoever complained is told what was decided, and why."),
    ),
    Promise.ANSWER: Terms(
        Owner.INTAKE, 180, "calendar", _("Complaints answered"),
        _("Within 180 days whoever complained has an answer, with reasons. Where it takes longer than 30 days, they "
          "are told."),
    ),
    Promise.RETALIATION_ACKNOWLEDGE: Terms(
        Owner.SUPERVISOR, 1, "working", _("Reports of retaliation acknowledged"),
        _("Within one working day whoever says that they are harmed for their complaint hears that it was read."),
    ),
    Promise.RETALIATION_CONTACT: Terms(
        Owner.SUPERVISOR, 2, "working", _("First contact after a report of retaliation"),
        _("Within two working days somebody speaks with them, or writes to them."),
    ),
    Promise.RETALIATION: Terms(
        Owner.SUPERVISOR, 30, "calendar", _("Reports of retaliation answered"),
        _("Within 30 days it is found out whether somebody was harmed for their complaint."),
    ),
    Promise.LOOK_AGAIN: Terms(
        Owner.SUPERVISOR, 30, "calendar", _("Pauses looked at again"),
        _("Where the clock of a complaint stands still, somebody looks every 30 days whether the reason still holds."),
    ),
    Promise.TELL_OFFICER: Terms(
        Owner.INVESTIGATOR, 10, "working", _("Officers told that a complaint is about them"),
        _("Within ten working days after the work began an officer is told what is alleged, or it is written down why "
          "not yet and until when."),
    ),
}  # fmt: skip

# What is owed from the moment at which a complaint comes into a stage, and is kept when it leaves that stage.
CLOCKS: dict[Stage, tuple[Promise, ...]] = {
    Stage.RECEIVED: (Promise.ACKNOWLEDGE,),
    Stage.ACKNOWLEDGED: (Promise.CLASSIFY,),
    Stage.CLASSIFIED: (Promise.BEGIN,),
    Stage.MEDIATION: (Promise.MEDIATION,),
    Stage.IN_WORK: (Promise.INVESTIGATION,),
    Stage.SUPERVISOR: (Promise.SUPERVISOR,),
    Stage.OVERSIGHT: (Promise.OVERSIGHT,),
    Stage.DECISION: (Promise.DECISION,),
    Stage.DECIDED: (Promise.TELL,),
}
# What is owed from a stage on, for longer than the stage lasts; and which acts keep it.
BEGIN_AT: dict[Stage, tuple[Promise, ...]] = {
    Stage.RECEIVED: (Promise.PRESERVE, Promise.CONTACT, Promise.ANSWER),
    Stage.IN_WORK: (Promise.ANSWER,),
}
KEPT_BY: dict[Act, tuple[Promise, ...]] = {
    Act.DECIDE: (Promise.RETALIATION,),
    Act.WRITE: (Promise.CONTACT, Promise.RETALIATION_ACKNOWLEDGE, Promise.RETALIATION_CONTACT),
    Act.ANSWER: (
        Promise.CONTACT, Promise.ANSWER, Promise.RETALIATION_ACKNOWLEDGE, Promise.RETALIATION_CONTACT,
        Promise.RETALIATION,
    ),
}  # fmt: skip
AT_FIRST = (*CLOCKS[Stage.RECEIVED], *BEGIN_AT[Stage.RECEIVED])
RETALIATION = (Promise.RETALIATION_ACKNOWLEDGE, Promise.RETALIATION_CONTACT, Promise.RETALIATION)
TO_THEM = (Promise.ACKNOWLEDGE, Promise.CONTACT, Promise.ANSWER, Promise.RETALIATION)  # before they speak up
TO_THEM_ABOUT: dict[Promise, StrPromise] = {  # on the page of whoever complained
    Promise.ACKNOWLEDGE: _("That we have read it:"),
    Promise.CONTACT: _("That somebody speaks with you, or writes to you:"),
    Promise.ANSWER: _("The answer:"),
    Promise.RETALIATION_ACKNOWLEDGE: _("That we have read that somebody harms you:"),
    Promise.RETALIATION: _("What was found out about the harm:"),
}
NEVER_PAUSED = frozenset({Promise.LOOK_AGAIN, *RETALIATION})
FOR_EVERY_SORT = NEVER_PAUSED | {Promise.ACKNOWLEDGE, Promise.CONTACT, Promise.ANSWER}  # praise and questions too


class Level(StrEnum):
    """What is late goes up, one after the other. Each is a promise whose days the department sets."""

    LEADER = "complaints.late_leader"
    DECIDER = "complaints.late_decider"
    ABOVE = "complaints.late_above"
    PUBLIC = "complaints.late_public"


@dataclass(frozen=True, slots=True)
class Rung:
    """After how many working days what is late comes before whom: posts of the whole department; none: everybody."""

    days: int
    roles: tuple[str, ...]
    label: StrPromise
    sentence: StrPromise


ESCALATION: dict[Level, Rung] = {
    Level.LEADER: Rung(
        2, ("complaints_supervisor",), _("Late: before whoever leads those who investigate"),
        _("What is late comes before whoever leads those who investigate, after two working days."),
    ),
    Level.DECIDER: Rung(
        5, ("complaints_decider", "commander"), _("Late: before whoever decides, and the commander"),
        _("What is late comes before whoever decides and before the commander, after five working days."),
    ),
    Level.ABOVE: Rung(
        10, ("council", "oversight"), _("Late: before the body over the department"),
        _("That something is late, and since when, comes before the body over the department after ten working days. "
          "What it is about does not."),
    ),
    Level.PUBLIC: Rung(
        15, (), _("Late: counted by itself in public"),
        _("What is late is counted in public from the next midnight on. What has been late for fifteen working days is "
          "counted there by itself."),
    ),
}  # fmt: skip
DELAY = "complaints.delay"  # the promise to tell whoever complained that it takes longer
DELAY_DAYS = 30
DELAY_LABEL = _("Whoever complained told that it takes longer")
DELAY_SENTENCE = _("Whoever complained is told every 30 days that it is not finished, why, and by when it will be.")


class Clock(StrEnum):
    """What is done about the clocks of a complaint; the ledger keeps these words."""

    PAUSE = "pause_clock"
    LOOK_AGAIN = "look_at_pause"
    RESUME = "resume_clock"
    SHIFT = "shift_date"
    TELL_DELAY = "tell_delay"


class Reason(models.TextChoices):
    """Why the clock of a complaint stands still, or its date moves. Whoever complained reads it."""

    CRIMINAL = "criminal", _("A criminal case about the same matter is not over.")
    ASKED = "asked", _("You asked for more time.")
    COURT = "court", _("A court has the matter.")
    LABORATORY = "laboratory", _("A laboratory examines the evidence.")
    ABSENT = "absent", _("Somebody who must be heard cannot be heard yet.")
    RECORDS = "records", _("Others have not sent the papers or recordings that are needed.")
    MORE_WORK = "more_work", _("There is more to find out than we knew.")


PAUSING = tuple(reason for reason in Reason if reason is not Reason.MORE_WORK)  # more work stops no clock


@dataclass(frozen=True, slots=True, repr=False)
class Paused:
    """Why a clock stands still: the code, and words for whoever complained."""

    reason: Reason
    words: str
    language: str


TOLD: dict[StrEnum, StrPromise] = {
    Clock.PAUSE: _("The clock stands still"),
    Clock.LOOK_AGAIN: _("The pause was looked at again: its reason still holds"),
    Clock.RESUME: _("The clock runs again"),
    Clock.SHIFT: _("The date of the answer was moved"),
    Clock.TELL_DELAY: _("Whoever complained was told that it takes longer"),
}

"""The lines of the page of the host: what was said beforehand with its forms, officers, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings import forms, queries
from openbeat.apps.meetings.lifecycle import BeforehandAct, Heard, HostAct
from openbeat.apps.meetings.policies import BEFOREHAND_POLICY, may_set_up

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Contribution, Meeting, Reminder
    from openbeat.kit.actors import Actor

FORMS = {
    BeforehandAct.SHOW: forms.ShowForm,
    BeforehandAct.ACCEPT: forms.AcceptForm,
    BeforehandAct.WITHHOLD: forms.WithholdForm,
    BeforehandAct.DECLINE: forms.DeclineForm,
}


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something said beforehand, and the forms of what may be decided about it."""

    said: Contribution
    forms: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder, and when it goes out."""

    row: Reminder
    label: Any
    sent: bool


def said_lines(meeting: Meeting, actor: Actor, filled: tuple[str, Any] | None) -> list[SaidLine]:
    """What waits first, then what was decided."""
    given = dict([filled] if filled else [])
    rows = sorted(queries.contributions_to(meeting), key=lambda said: said.stage != Heard.WAITING)
    return [SaidLine(said, _forms(said, actor, given)) for said in rows]


def _forms(said: Contribution, actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    open_ = (act for act in FORMS if BEFOREHAND_POLICY.verdict(actor, act, said))
    return {act.value: given.get(f"{act}-{said.pk}") or FORMS[act](auto_id=f"{act}-{said.pk}-%s") for act in open_}


def reminder_lines(meeting: Meeting) -> list[ReminderLine]:
    """The reminders, the earliest first."""
    rows = queries.reminders_of(meeting)
    return [ReminderLine(row, forms.MOMENTS[row.hours], row.sent_for == meeting.starts_at) for row in rows]


def officers(meeting: Meeting, actor: Actor, at: datetime) -> dict[str, Any]:
    """The officers who are expected, and whether it may be noted that they came."""
    return {
        "officers": list(queries.officers_of(meeting)),
        "may_note": may_set_up(actor, HostAct.CAME, meeting, at),
    }

"""Whether whoever leads a meeting may do something on the page of the host now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import AttendanceAct, ComingAct, HostAct
from openbeat.apps.meetings.policies.attendance import may_attend
from openbeat.apps.meetings.policies.beforehand import may_set_up
from openbeat.apps.meetings.policies.coming import may_come

if TYPE_CHECKING:
    from datetime import datetime
    from enum import StrEnum

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor
    from openbeat.kit.policy import Verdict


def may_host(actor: Actor, act: StrEnum, meeting: Meeting, at: datetime) -> Verdict:
    """The verdict of the table that this act stands in."""
    if isinstance(act, AttendanceAct):
        return may_attend(actor, act, meeting, at)
    if isinstance(act, HostAct):
        return may_set_up(actor, act, meeting, at)
    return may_come(actor, ComingAct(act), meeting, at)

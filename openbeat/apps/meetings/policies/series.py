"""Who may do what about a series: whoever leads the meetings of its area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import SeriesAct
from openbeat.apps.meetings.policies.meetings import is_rule, leads
from openbeat.kit.policy import Policy

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Series
    from openbeat.kit.actors import Actor
    from openbeat.kit.policy import Verdict

SERIES_POLICY = Policy(
    {
        SeriesAct.BEGIN: leads,
        SeriesAct.CHANGE: leads,
        SeriesAct.LEAVE_OUT: leads,
        SeriesAct.PUT_BACK: leads,
        SeriesAct.END: leads,
        SeriesAct.LAY_OUT: is_rule,
        SeriesAct.ANNOUNCE_DAY: leads,
    }
)


def series_doors(actor: Actor, series: Series) -> dict[str, Verdict]:
    """All verdicts at once, for templates."""
    return {act.value: SERIES_POLICY.verdict(actor, act, series) for act in SeriesAct}

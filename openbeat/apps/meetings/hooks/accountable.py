"""What of meetings and their minutes stands in the public log: dates, versions and who approved for which side."""

from openbeat.apps.meetings.lifecycle import Act, MinutesAct
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault.policies import HOLDS

MEETING, MINUTES = "meetings.meeting", "meetings.minutes"

accountable(MEETING, {Act.ANNOUNCE: ("kind", "starts_at"), Act.CANCEL: (), **HOLDS})
accountable(
    MINUTES,
    {
        MinutesAct.HAND_OUT: ("until",),
        MinutesAct.CLOSE: (),
        MinutesAct.APPROVE: ("side", "version"),
        MinutesAct.PUBLISH: (),
        MinutesAct.CORRECT: (),
    },
)

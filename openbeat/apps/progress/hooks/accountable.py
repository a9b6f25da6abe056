"""What of a task on the chart stands in the public log: its dates, its steps, whether it worked; never words or who."""

from openbeat.apps.progress.lifecycle import Act
from openbeat.core.ledger.registry import accountable

KIND = "progress.task"
MOVES = (Act.START, Act.COMPLETE, Act.LAPSE, Act.CONFIRM, Act.REOPEN)

accountable(
    KIND,
    {
        Act.PUT: ("due_on",),
        Act.SLIP: ("was", "now"),
        Act.STEP: ("was", "now"),
        Act.ASSESS: ("field", "worked"),
        Act.HAND_OVER: (),
        Act.REWORD: (),
        **dict.fromkeys(MOVES, ("stage",)),
    },
)

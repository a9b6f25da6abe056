"""What of a concern stands in the public log: that it came, each step, what was withheld and why; never words or who.

A private concern stands there too: a leaf tells nothing to anybody but whoever holds its receipt.
"""

from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.queries import KIND
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault.policies import HOLDS

STEP = ("was", "stage")
MOVES = (
    Act.ACKNOWLEDGE,
    Act.TAKE_UP,
    Act.CHART,
    Act.BEGIN,
    Act.WORK_DONE,
    Act.ANSWER,
    Act.AMEND,
    Act.NOT_OURS,
    Act.NO_ACTION,
    Act.MERGE,
    Act.CONFIRM,
    Act.REOPEN,
)

accountable(
    KIND,
    {
        **HOLDS,
        Act.RAISE: ("category",),
        Act.ENTER: ("category",),
        **dict.fromkeys(MOVES, STEP),
        Act.CORRECT: (),
        Act.SHIFT: ("was", "now"),
        Act.SORT: ("was", "category"),
        Act.MOVE: (),
        Act.ADD_WORDS: (),
        Act.LOOK: ("words_withheld", "photo_withheld", "point_withheld", "reply_withheld"),
        Act.OPEN_UP: (),
        Act.ESCALATE: (),
        Act.ASK_TO_REOPEN: (),
        Act.DECIDE: ("granted", "withheld"),
    },
)

"""What audits offer to the rest of the house: a promise, a card for whoever owes an answer, lines of the public log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.demo import audits as makers
from openbeat.apps.complaints.lifecycle.audits import TOLD, AuditAct, AuditOwed
from openbeat.apps.complaints.policies import KIND
from openbeat.apps.complaints.queries import audits
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Origin
from openbeat.core.ledger.registry import accountable

promises.offer(
    PromiseInfo(
        AuditOwed.REPLY,
        _("Audits of closed complaints answered"),
        30,
        sentence=_("Within 30 working days the department answers what an audit found, with reasons."),
    )
)
origins.offer(Origin(audits.KIND, audits.cards))
demos.offer("audits", 76, makers.make)
accountable(
    audits.KIND,
    {AuditAct.DRAW: ("seed", "of", "size"), AuditAct.TELL: (), AuditAct.REPLY: ("reply",)},
    labels={
        AuditAct.DRAW: _("The outside body drew a sample of closed complaints"),
        AuditAct.TELL: _("The outside body said what an audit found"),
        AuditAct.REPLY: _("The department answered an audit"),
    },
)
accountable(
    KIND, dict.fromkeys(map(str, TOLD), ()), sealed=True, labels={str(act): words for act, words in TOLD.items()}
)

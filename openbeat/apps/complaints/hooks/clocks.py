"""What complaints promise: each with days that the department sets, and after how many days what is late goes up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle.clocks import (
    DELAY,
    DELAY_DAYS,
    DELAY_LABEL,
    DELAY_SENTENCE,
    ESCALATION,
    TERMS,
)
from openbeat.apps.complaints.policies.posts import PROSECUTOR
from openbeat.apps.complaints.queries.elsewhere import STATEMENT
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import conduct, roles
from openbeat.core.hooks.roles import RoleInfo
from openbeat.core.vault import barred

barred.guard(STATEMENT, queries.walled_by_key)
conduct.offer(queries.usable_for_evaluation)
roles.offer(
    RoleInfo(
        PROSECUTOR,
        _("Prosecutor"),
        _("Works for a prosecutor. Never reads what an officer was ordered to say, in any matter."),
    )
)
for name, terms in TERMS.items():
    promises.offer(PromiseInfo(name, terms.label, terms.days, terms.clock, terms.sentence, sealed=True))
promises.offer(PromiseInfo(DELAY, DELAY_LABEL, DELAY_DAYS, "calendar", DELAY_SENTENCE, sealed=True))
for level, rung in ESCALATION.items():
    promises.offer(PromiseInfo(level, rung.label, rung.days, "working", rung.sentence, sealed=True))

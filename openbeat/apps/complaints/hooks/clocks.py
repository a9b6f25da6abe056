"""What complaints promise: each with days that the department sets, and after how many days what is late goes up."""

from __future__ import annotations

from openbeat.apps.complaints.lifecycle.clocks import (
    DELAY,
    DELAY_DAYS,
    DELAY_LABEL,
    DELAY_SENTENCE,
    ESCALATION,
    TERMS,
)
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo

for name, terms in TERMS.items():
    promises.offer(PromiseInfo(name, terms.label, terms.days, terms.clock, terms.sentence, sealed=True))
promises.offer(PromiseInfo(DELAY, DELAY_LABEL, DELAY_DAYS, "calendar", DELAY_SENTENCE, sealed=True))
for level, rung in ESCALATION.items():
    promises.offer(PromiseInfo(level, rung.label, rung.days, "working", rung.sentence, sealed=True))

"""What published cases offer to the rest of the house: their texts, the search, the public log, a promise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.summaries import Owed, Telling
from openbeat.apps.complaints.queries import summaries
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import search, texts
from openbeat.core.ledger.registry import accountable

texts.offer(
    texts.Kind(
        summaries.SUMMARY,
        _("Closed case"),
        {"alleged": _("What somebody said"), "done": _("What was done")},
        summaries.summary_texts,
        summaries.summaries_seen,
    )
)
search.offer(summaries.SUMMARY, _("Closed case"))
accountable(
    summaries.SUMMARY,
    dict.fromkeys((Telling.RELEASE, Telling.CORRECT), ("number", "version")),
    labels={Telling.RELEASE: _("A closed case was published"), Telling.CORRECT: _("A published case was corrected")},
)
promises.offer(
    PromiseInfo(
        Owed.SUMMARY,
        _("Closed cases published"),
        30,
        sentence=_("Within 30 working days after a case is closed everybody can read what was said, done and found."),
        sealed=True,
    )
)

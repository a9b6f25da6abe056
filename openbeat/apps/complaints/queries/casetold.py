"""What was done in a case, in words: for its readers, and for whoever complained."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act

CASE_TOLD = {
    Act.RECOMMEND: _("Who investigated gave it to be checked"),
    Act.SEND_BACK: _("It was sent back for more work"),
    Act.TO_OVERSIGHT: _("A supervisor checked it: the outside body has it"),
    Act.TO_DECISION: _("A supervisor checked it: it is to be decided"),
    Act.OVERSEE: _("The outside body has read it"),
    Act.UNHEARD: _("The outside body said nothing within its days: it goes on"),
    Act.DECIDE: _("Decided"),
    Act.END_WITHOUT: _("It ended without a finding"),
    Act.REOPEN_CASE: _("Opened again, with a reason"),
    Act.APPEAL: _("Whoever complained asked the outside body to look at the outcome"),
    Act.PRINT: _("The file was printed"),
    Act.DECIDE_DISCIPLINE: _("It was decided what follows for the officer"),
}
CASE_STEPS = tuple(act for act in CASE_TOLD if act not in {Act.PRINT, Act.DECIDE_DISCIPLINE})

"""What complaints promise: each with days that the department sets, and after how many days what is late goes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.forms.sides import HarmForm, ReplyForm
from openbeat.apps.complaints.lifecycle.clocks import (
    DELAY,
    DELAY_DAYS,
    DELAY_LABEL,
    DELAY_SENTENCE,
    ESCALATION,
    TERMS,
)
from openbeat.apps.complaints.lifecycle.sides import (
    OFFICER_ANSWERS,
    OFFICER_DAYS,
    OFFICER_LABEL,
    OFFICER_SENTENCE,
    REFERRAL_DAYS,
    REFERRAL_LABEL,
    REFERRAL_REPLY,
    REFERRAL_SENTENCE,
)
from openbeat.apps.complaints.policies.posts import PROSECUTOR
from openbeat.apps.complaints.queries import clocks, praising, receipt
from openbeat.apps.complaints.queries.elsewhere import REFERRAL, STATEMENT, referral_cards
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import conduct, origins, panels, roles
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.roles import RoleInfo
from openbeat.core.vault import barred
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.web.http import Request

FEW = 10  # that are shown; the others are counted
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
# Owed by one person in no area, and so counted nowhere: a number would tell that something went to a prosecutor.
promises.offer(PromiseInfo(REFERRAL_REPLY, REFERRAL_LABEL, REFERRAL_DAYS, "calendar", REFERRAL_SENTENCE))
promises.offer(PromiseInfo(OFFICER_ANSWERS, OFFICER_LABEL, OFFICER_DAYS, "working", OFFICER_SENTENCE, sealed=True))
for level, rung in ESCALATION.items():
    promises.offer(PromiseInfo(level, rung.label, rung.days, "working", rung.sentence, sealed=True))


def own_panel(request: Request, complaint: Complaint) -> str:
    """For whoever complained: where the clock stood still and why, the questions to them, and a way to report harm."""
    opened, at = vaults.opened(queries.safe_of(complaint), vault.keys(request)), now()
    begun = {"language": complaint.language}
    asked = [each for each in queries.questions_of(complaint, opened) if each.row.answered_at is None]
    context = {
        "complaint": complaint,
        "stood": queries.stood(complaint, opened, at),
        "delays": receipt.delays_of(complaint),
        "asked": [(each, ReplyForm(complaint, initial=begun, auto_id=f"asked-{each.row.pk}-%s")) for each in asked],
        "harm_form": HarmForm(complaint, initial=begun),
    }
    return render_to_string("complaints/panels/own_clocks.html", context, request=request)


def officer_panel(request: Request, _thing: Any) -> str:
    """For an officer who was told something, the way to it: on their desk."""
    person = request.actor.person
    if person is None or not praising.has_something_to_read(person):
        return ""
    return render_to_string("complaints/panels/officer.html", {}, request=request)


def late_panel(request: Request, _thing: Any) -> str:
    """For those before whom it comes: that something is late, since when, and which office owes it. Never a matter."""
    person, at = request.actor.person, now()
    if person is None or not any(person.holds(role) for rung in ESCALATION.values() for role in rung.roles):
        return ""
    found = clocks.late_before(person, at)
    shown = [(receipt.office_of(row), row.due_at) for row in found[:FEW]]
    if not shown:
        return ""
    context = {"late": shown, "more": found.count() - len(shown)}
    return render_to_string("complaints/panels/late.html", context, request=request)


origins.offer(Origin(REFERRAL, referral_cards))
panels.offer("desk", Panel("complaints.late", 14, late_panel))
panels.offer("complaint-own", Panel("clocks", 5, own_panel))
panels.offer("desk", Panel("officer", 16, officer_panel))

"""What is owed in a matter, where its clock stands still, its limit; and harm for having complained."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import sides as forms
from openbeat.apps.complaints.lifecycle.clocks import Reason
from openbeat.apps.complaints.lifecycle.sides import Since
from openbeat.apps.complaints.policies import CLOCKS_POLICY
from openbeat.apps.complaints.views.beside import Deed, Doing, takes
from openbeat.apps.complaints.views.finding import opens_sealed
from openbeat.core.department import queries as department
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page
from openbeat.kit.clock import now
from openbeat.kit.refs import row_number

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint

HERE = "complaints:clocks"


def _show(request: Request, complaint: Complaint, status: int = 200, **bound: Any) -> HttpResponse:
    opened, at, actor = vaults.opened(queries.safe_of(complaint), vault.keys(request)), now(), request.actor
    context: dict[str, Any] = {
        "complaint": complaint,
        "owed": queries.owed_in(complaint, at),
        "stood": queries.stood(complaint, opened, at),
        "limit": queries.limit_of(complaint),
        "questions": queries.questions_of(complaint, opened),
        "reports": queries.reports_of(complaint),
        "contact": queries.account_of(complaint, opened).contact,
        "doors": CLOCKS_POLICY.doors(actor, complaint),
    }
    empty = {name: form(complaint) for name, form in FORMS.items()}
    return page(request, "complaints/clocks.html", status=status, **context, **{**empty, **bound})


FORMS = {
    "pause_form": forms.PauseForm,
    "shift_form": forms.ShiftForm,
    "limit_form": forms.LimitForm,
    "harm_form": forms.HarmForm,
    "read_form": forms.HarmReadForm,
}
clocks = opens_sealed(_show)


def _pause(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.pause(complaint, form.paused(), by=deed.by, at=deed.at)


def _look(complaint: Complaint, _form: Any, deed: Deed) -> None:
    services.look_again(complaint, by=deed.by, at=deed.at)


def _resume(complaint: Complaint, _form: Any, deed: Deed) -> None:
    services.resume(complaint, by=deed.by, at=deed.at)


def _shift(complaint: Complaint, form: Any, deed: Deed) -> None:
    kept = form.cleaned_data
    due = datetime.combine(kept["due"], time(23, 59, 59), tzinfo=department.zone()).astimezone(deed.at.tzinfo)
    services.shift_date(complaint, due, Reason(kept["reason"]), by=deed.by, at=deed.at)


def _limit(complaint: Complaint, form: Any, deed: Deed) -> None:
    kept = form.cleaned_data
    services.set_limit(complaint, Since(kept["since"]), kept["ends_on"], by=deed.by, at=deed.at)


def _harm(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.report_retaliation(complaint, form.said(), by=deed.by, at=deed.at)


def _read(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.acknowledge_retaliation(complaint, form.said(), keys=deed.keys, by=deed.by, at=deed.at)


def _asked(complaint: Complaint, form: Any, deed: Deed) -> None:
    key = row_number(form.data.get("question", ""))
    row = queries.question(complaint, key) if key is not None else None
    if row is None:
        raise Http404
    services.asked_by_their_way(row, keys=deed.keys, by=deed.by, at=deed.at)


DOINGS = {
    "pause": Doing(
        "pause_form", forms.PauseForm, _pause, _("Every clock of it stands still. Whoever complained sees why.")
    ),
    "look": Doing("press_form", forms.PressForm, _look, _("Noted. It is looked at again in time.")),
    "resume": Doing("press_form", forms.PressForm, _resume, _("The clocks run again. Each date is later by as long.")),
    "shift": Doing("shift_form", forms.ShiftForm, _shift, _("The date is moved. Whoever complained is told, and why.")),
    "limit": Doing("limit_form", forms.LimitForm, _limit, _("The limit is set.")),
    "harm": Doing(
        "harm_form", forms.HarmForm, _harm, _("Taken down. Those who lead and the outside body hear it now.")
    ),
    "read": Doing("read_form", forms.HarmReadForm, _read, _("Sent. They read it with their receipt.")),
    "asked": Doing("press_form", forms.PressForm, _asked, _("Noted: they were asked by the way that they left.")),
}
pause, look, resume, shift = (takes(HERE, _show, DOINGS[name]) for name in ("pause", "look", "resume", "shift"))
limit, harm, read, asked = (takes(HERE, _show, DOINGS[name]) for name in ("limit", "harm", "read", "asked"))

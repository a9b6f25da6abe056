"""For those who read a matter: who was told, who not yet and why, what officers wrote, and the outcome for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import sides as forms
from openbeat.apps.complaints.lifecycle import Sort
from openbeat.apps.complaints.lifecycle.sides import NotYet, Paper, Penned
from openbeat.apps.complaints.queries import praising
from openbeat.apps.complaints.views.beside import Deed, Doing, takes
from openbeat.apps.complaints.views.finding import opens_sealed
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint

HERE = "complaints:officers"
NOT_TOLD = _("This officer has not been told yet.")
PRAISE = "praise_form"
FORMS = {
    "tell_form": forms.TellForm,
    "not_yet_form": forms.NotYetForm,
    "paper_form": forms.FromPaperForm,
    "outcome_form": forms.OutcomeForm,
}


def _show(request: Request, complaint: Complaint, status: int = 200, **bound: Any) -> HttpResponse:
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    officers = queries.officers_of(complaint)
    written = {
        each.row.number: queries.written_by_officer(each.notice, opened, own=False) for each in officers if each.notice
    }
    context: dict[str, Any] = {
        "complaint": complaint,
        "officers": [(each, written.get(each.row.number, ())) for each in officers],
        "limit": queries.limit_of(complaint),
    }
    if complaint.sort == Sort.PRAISE:
        said = queries.account_of(complaint, opened)
        words = {"text": said.words, "language": said.language}
        context |= {"said": said, "passed_on": praising.passed_on_from(complaint)}
        bound.setdefault(PRAISE, forms.PraiseForm(complaint, initial=words))
    empty = {name: form(complaint) for name, form in FORMS.items()}
    return page(request, "complaints/officers.html", status=status, **context, **{**empty, **bound})


officers = opens_sealed(_show)


def _tell(_complaint: Complaint, form: Any, deed: Deed) -> None:
    services.tell_officer(form.of, form.cleaned_data["email"], form.said(), by=deed.by, at=deed.at)


def _not_yet(_complaint: Complaint, form: Any, deed: Deed) -> None:
    kept = form.cleaned_data
    services.not_yet(form.of, NotYet(kept["why"]), kept["until"], by=deed.by, at=deed.at)


def _outcome(_complaint: Complaint, form: Any, deed: Deed) -> None:
    services.tell_outcome(_notice(form), form.said(), by=deed.by, at=deed.at)


def _paper(_complaint: Complaint, form: Any, deed: Deed) -> None:
    kept = form.cleaned_data
    written = Penned(Paper(kept["sort"]), form.said(), kept["came_on"])
    services.enter_paper(_notice(form), written, keys=deed.keys, by=deed.by, at=deed.at)


def _let(_complaint: Complaint, form: Any, deed: Deed) -> None:
    services.let_officer_read(_notice(form), keys=deed.keys, by=deed.by, at=deed.at)


def _praise(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.pass_praise_on(complaint, form.cleaned_data["email"], form.said(), keys=deed.keys, by=deed.by, at=deed.at)


def _notice(form: Any) -> Any:
    if (notice := getattr(form.of, "notice", None)) is None:
        raise Refused(NOT_TOLD)
    return notice


tell = takes(
    HERE, _show, Doing("tell_form", forms.TellForm, _tell, _("Told. From now on this matter is kept from them."))
)
not_yet = takes(HERE, _show, Doing("not_yet_form", forms.NotYetForm, _not_yet, _("Noted, with the day.")))
outcome = takes(HERE, _show, Doing("outcome_form", forms.OutcomeForm, _outcome, _("The officer reads it now.")))
paper = takes(
    HERE,
    _show,
    Doing(
        "paper_form", forms.FromPaperForm, _paper, _("Sealed and sent. Those who handle it hear that there is news.")
    ),
)
let = takes(HERE, _show, Doing("press_form", forms.LetReadForm, _let, _("They read it with their key from now on.")))
pass_on = takes(HERE, _show, Doing(PRAISE, forms.PraiseForm, _praise, _("Passed on. They read it with their key.")))

"""A mediation: written down by the office, answered by whoever complained with their receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms.mediating import MediationForm
from openbeat.apps.complaints.lifecycle import Act, Stage
from openbeat.apps.complaints.lifecycle.mediating import Done, How, Says
from openbeat.apps.complaints.lifecycle.sides import Side
from openbeat.apps.complaints.policies import SIDES_POLICY
from openbeat.apps.complaints.queries import mediating as queries
from openbeat.apps.complaints.queries import officers
from openbeat.apps.complaints.services import mediating as services
from openbeat.apps.complaints.views.finding import owned
from openbeat.apps.complaints.views.sheet import Sheet
from openbeat.core.vault import http as vault
from openbeat.core.web import errors, limits
from openbeat.core.web.http import Request, open_to_all, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened

PER_HOUR = 30


def _possible(complaint: Complaint) -> list[Done]:
    """What can be written down now."""
    if complaint.stage == Stage.CLASSIFIED:
        return [Done.OFFER] if queries.is_suitable(complaint) else []
    row = queries.mediation_of(complaint)
    if row is not None and row.ended_how == How.AGREED:
        return [Done.HOLDS, Done.BROKEN]
    if complaint.stage != Stage.MEDIATION or row is None:
        return []
    both, held = row.complainant == row.officer == Says.YES, row.held_on is not None
    can = [Done.OFFICER_YES] if row.officer != Says.YES and not queries.told_officers(complaint) else []
    can += [Done.ARRANGE] if both else []
    can += [Done.AGREED, Done.FAILED] if held else []
    return [*can, Done.OFFICER_NO, Done.CALLED_OFF]


def _form(_request: Request, complaint: Complaint, data: Any) -> MediationForm:
    form = MediationForm(_possible(complaint), data)
    form.initial = {"language": complaint.language}
    return form


def _do(request: Request, complaint: Complaint, form: MediationForm) -> str:
    keys, by, at = vault.keys(request), request.actor, now()
    what: dict[Done, Callable[[], Any]] = {
        Done.OFFER: lambda: services.offer_mediation(complaint, keys=keys, by=by, at=at),
        Done.OFFICER_YES: lambda: services.officer_says(complaint, Says.YES, by=by, at=at),
        Done.OFFICER_NO: lambda: services.officer_says(complaint, Says.NO, by=by, at=at),
        Done.ARRANGE: lambda: services.arrange_mediation(complaint, form.arranged(), by=by, at=at),
        Done.AGREED: lambda: services.mediated(complaint, form.agreed(), keys=keys, by=by, at=at),
        Done.FAILED: lambda: services.end_mediation(complaint, How.FAILED, by=by, at=at),
        Done.CALLED_OFF: lambda: services.end_mediation(complaint, How.CALLED_OFF, by=by, at=at),
        Done.HOLDS: lambda: services.say_whether_it_holds(complaint, Says.YES, by=by, at=at),
        Done.BROKEN: lambda: services.say_whether_it_holds(complaint, Says.NO, by=by, at=at),
    }
    what[form.done()]()
    return _("Written down. Whoever complained sees it with their receipt.")


def _shown(_request: Request, complaint: Complaint, opened: Opened) -> dict[str, Any]:
    return {
        "talk": queries.talk_of(complaint, opened),
        "suitable": queries.is_suitable(complaint),
        "possible": _possible(complaint),
        "told": queries.told_officers(complaint),
    }


mediation = Sheet("complaints/mediation.html", Act.OFFER_MEDIATION, _form, _do, _shown, "complaints:mediation").view()


@open_to_all
@writes
def own(request: Request, pk: int) -> HttpResponse:
    """Whoever complained says whether they want to talk."""
    complaint, holder = owned(request, pk)
    request.actor = holder
    if not limits.allow(request, "complaints.own", per_hour=PER_HOUR, device=str(pk)):
        return errors.too_many(request, _("That was too often. Nothing was changed. Try again in an hour."))
    says = Says.YES if request.POST.get("says") == Says.YES else Says.NO
    if "holds" in request.POST:
        services.say_whether_it_holds(complaint, says, by=holder, at=now())
        messages.success(request, _("Kept. Those who handle it read what you said."))
        return redirect("complaints:own", pk)
    services.say_about_mediation(complaint, says, by=holder, at=now())
    messages.success(request, _("Kept. You can say no at any time: then somebody looks into it as before."))
    return redirect("complaints:own", pk)


@writes
def officer(request: Request, pk: int) -> HttpResponse:
    """The officer says in their own account whether they want to talk."""
    notice = officers.notice(pk)
    if notice is None or not SIDES_POLICY.verdict(request.actor, Side.READ_NOTICE, notice):
        raise Http404
    says = Says.YES if request.POST.get("says") == Says.YES else Says.NO
    services.officer_answers(notice, says, by=request.actor, at=now())
    messages.success(request, _("Kept. You can say no at any time: then somebody looks into it as before."))
    return redirect(notice)

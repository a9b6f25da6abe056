"""What whoever complained does when somebody harms them for it: report it, and answer when they are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.sides import MoreWordsForm, ReplyForm
from openbeat.apps.complaints.views.finding import owned
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.web import errors, limits
from openbeat.core.web.http import Request, open_to_all, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder

PER_HOUR = 30


def _taken(
    form_of: Callable[..., Any], do: Callable[[Complaint, Any, Holder, int], object], done: Any
) -> Callable[..., HttpResponse]:
    @sensitive_post_parameters()
    @never_cache
    @open_to_all
    @writes
    def take(request: Request, pk: int, question: int = 0) -> HttpResponse:
        complaint, holder = owned(request, pk)
        request.actor = holder  # the record names nobody
        if not limits.allow(request, "complaints.own", per_hour=PER_HOUR, device=str(pk)):
            return errors.too_many(request, _("That was too often. Try again in an hour."))
        form = form_of(complaint, request.POST)
        if why := _refused(form, lambda: do(complaint, form, holder, question)):
            return _back(request, pk, form, why)
        messages.success(request, str(done))
        return redirect("complaints:own", pk)

    return take


def _refused(form: Any, do: Callable[[], object]) -> str:
    """Do it; else the sentence that says why not. None of it is kept then."""
    if not form.is_valid():
        return " ".join(str(each) for some in form.errors.values() for each in some)
    try:
        do()
    except Refused as refused:
        return str(refused)
    return ""


def _back(request: Request, pk: int, form: Any, why: str) -> HttpResponse:
    """What was typed comes back in a form that sends it once more."""
    own = reverse("complaints:own", args=[pk])
    way = Way(request.path, _("Seal it and send it"), helps=own, label=_("Your complaint"), danger=True)
    if back := words_back(request, form, why, 403, way):
        return back
    messages.warning(request, why)
    return redirect(own)


def _report(complaint: Complaint, form: Any, holder: Holder, _question: int) -> None:
    services.report_retaliation(complaint, form.said(), by=holder, at=now())


def _answer(complaint: Complaint, form: Any, holder: Holder, question: int) -> None:
    row = queries.question(complaint, question)
    if row is None:
        raise Http404
    services.answer_check_in(row, form.reply(), by=holder, at=now())


DONE = gettext_lazy("Sealed and sent. Those who lead and the outside body hear at once that something cannot wait.")
report = _taken(MoreWordsForm, _report, DONE)
answer = _taken(ReplyForm, _answer, gettext_lazy("Sealed and sent. Thank you for telling us."))

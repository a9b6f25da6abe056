"""A draft by a machine, and files for a translator's own tools: out, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.forms import FileForm
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.policies import WORK_POLICY
from openbeat.apps.translators.services import drafts, machines
from openbeat.apps.translators.services.reading import WHY
from openbeat.apps.translators.views.finding import Found, find
from openbeat.apps.translators.views.pages import again, say_left_out
from openbeat.core.ledger.http import opens
from openbeat.core.translation import exchange
from openbeat.core.web.http import Request, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.translation.exchange import Fault


@writes
def machine(request: Request, pk: int) -> HttpResponse:
    """Ask a machine for a draft of what has no words yet."""
    work = machines.ask_machine(find(request, pk).work, by=request.actor, at=now())
    messages.success(request, _("A machine drafts it. Look here again in a minute."))
    return redirect(work)


def _wanted(request: Request, pk: int, form: str) -> tuple[Found, exchange.Form]:
    """The work, and which kind of file is wanted; else 404."""
    if form not in set(exchange.Form):
        raise Http404
    return find(request, pk), exchange.Form(form)


@opens(_wanted, unless=lambda _actor, wanted: wanted[0].source.public, why=WHY, of=lambda wanted: wanted[0].source.ref)
def file(_request: Request, wanted: tuple[Found, exchange.Form]) -> HttpResponse:
    """The work as an XLIFF or PO file."""
    found, kind = wanted
    data = exchange.written(queries.parcel(found.work, found.source), kind)
    name = f"translation-{found.work.pk}-{found.work.language}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=exchange.FORMS[kind], headers=headers)


@writes
def take_in(request: Request, pk: int) -> HttpResponse:
    """Take the words of a file that comes back; nothing of one with a fault."""
    found, form = find(request, pk), FileForm(request.POST, request.FILES)
    WORK_POLICY.require(request.actor, Act.SAVE, found.sight)
    if not form.is_valid():
        return again(request, found, 422, file_form=form)
    try:
        work = drafts.take_in(found.work, form.cleaned_data["file"].read(), by=request.actor, at=now())
    except exchange.Unreadable as problem:
        form.add_error("file", [str(fault) for fault in _told(problem)])
        return again(request, find(request, pk), 422, file_form=form)
    say_left_out(request, work.left_out)
    messages.success(request, _("The words of the file are in the draft."))
    return redirect(work)


def _told(problem: exchange.Unreadable) -> list[Fault]:
    more = problem.more
    rest = [exchange.Fault(0, _("And %(more)s more.") % {"more": more})] if more else []
    return [*problem.faults, *rest]

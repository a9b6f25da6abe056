"""A matter is split, joined, or goes on by itself; and many that say the same are acknowledged and joined together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import WordsForm
from openbeat.apps.complaints.forms.splitting import PART, SPLIT, SplitForm
from openbeat.apps.complaints.lifecycle import Act, Stage
from openbeat.apps.complaints.queries.lists import parts_before_for
from openbeat.apps.complaints.services import splitting
from openbeat.apps.complaints.views.finding import found
from openbeat.apps.complaints.views.sheet import Sheet, shut_here
from openbeat.core.vault import http as vault
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, page, read_only
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened


def _form(_request: Request, complaint: Complaint, data: Any) -> SplitForm:
    form = SplitForm(list(queries.allegation_rows(complaint)), joined=bool(complaint.joined_to_id), data=data)
    form.initial = {"language": complaint.language}
    return form


def _do(request: Request, complaint: Complaint, form: SplitForm) -> str:
    keys, by, at, act = vault.keys(request), request.actor, now(), form.cleaned_data["act"]
    if act == SPLIT:
        new = splitting.split(complaint, form.chosen(), form.words(), keys=keys, by=by, at=at)
        return _("Split. The second one is matter %(number)s; the same receipt opens both.") % {"number": new.pk}
    if act == PART:
        splitting.part(complaint, form.words(), keys=keys, by=by, at=at)
        return _("It goes on by itself again.")
    other = queries.visible_to(by).filter(pk=form.cleaned_data["other"] or 0).first()
    if other is None:
        raise Refused(_("There is no such matter that you can read."))
    splitting.join(complaint, other, form.words(), keys=keys, by=by, at=at)
    return _("Joined. Both receipts go on working, and show how far the other one is.")


def _shown(request: Request, complaint: Complaint, opened: Opened) -> dict[str, Any]:
    parts = [*queries.parts_of(complaint), *complaint.joined.order_by("pk")]
    before = parts_before_for(complaint, request.actor)[:1]
    return {"points": queries.points_of(complaint, opened), "parts": parts, "before": before}


split = Sheet("complaints/split.html", Act.SPLIT, _form, _do, _shown, "complaints:split").view()


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: Request, pk: int) -> HttpResponse:
    """The matters that say the same: seen as rows, acknowledged with one text, each in its own transaction and safe."""
    with read_only():
        complaint = found(request, pk)
        group = [complaint, *queries.alike_to(complaint, request.actor)]
        if request.method != "POST":
            return _alike(request, complaint, group, WordsForm(initial={"language": complaint.language}))
        form = WordsForm(request.POST)
        if shut := shut_here(request, complaint):
            form.add_error(None, shut)
        if not form.is_valid():
            return _alike(request, complaint, group, form, 422)
    done = sum(_acknowledged(request, one, form) for one in group if one.stage == Stage.RECEIVED)
    words = ngettext("%(count)s was acknowledged.", "%(count)s were acknowledged.", done) % {"count": done}
    messages.success(request, words)
    return redirect("complaints:alike", pk)


alike.mode = "reads and writes"  # type: ignore[attr-defined]


def _acknowledged(request: Request, one: Complaint, form: WordsForm) -> bool:
    """Whether this one was acknowledged now; one that somebody else was quicker with, or does not open, is left."""
    try:
        services.acknowledge(one, form.said(), keys=vault.keys(request), by=request.actor, at=now())
    except (Refused, Shut):
        return False
    return True


def _alike(
    request: Request, complaint: Complaint, group: list[Complaint], form: WordsForm, status: int = 200
) -> HttpResponse:
    waits = sum(one.stage == Stage.RECEIVED for one in group)
    lines = queries.lines(group, now())
    context: dict[str, Any] = {"complaint": complaint, "lines": lines, "form": form, "waits": waits}
    return page(request, "complaints/alike.html", status=status, **context)

"""The sign-in page for a phone on the table, the code that opens it, the sheet of paper, and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.forms import SignInForm
from openbeat.apps.meetings.policies import may_sign_in
from openbeat.apps.meetings.services import attendance as services
from openbeat.apps.meetings.views.host import find_to_host
from openbeat.apps.meetings.views.pages import find
from openbeat.core.department import queries as department
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web import dates, limits
from openbeat.core.web.http import Request, open_to_all, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting

PER_HOUR = 100  # a hall behind one address may have forty times as many
TOO_OFTEN = 429
ROWS = 22


@reads
def show(request: Request, pk: int) -> HttpResponse:
    meeting, token = find(request, pk), request.GET.get("t", "")
    return _page(request, meeting, SignInForm(initial={"t": token}), token)


@writes
def take(request: Request, pk: int) -> HttpResponse:
    at, meeting, form = now(), find(request, pk), SignInForm(request.POST)
    token = request.POST.get("t", "")
    if not (found := may_sign_in(request.actor, meeting, token, at)):
        raise Refused(found.reason)
    if not limits.allow(request, "meetings.sign-in", per_hour=PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. Write your name on the sheet."))
        return _page(request, meeting, form, token, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, meeting, form, token, 422)
    services.sign_in(meeting, form.entry(), token=token, once=form.once, by=request.actor, at=at)
    return redirect(f"{reverse('meetings:sign-in', args=[pk])}?{urlencode({'t': token, 'done': 1})}")


sign_in = open_to_all(never_cache(shows_and_takes(show, take)))


def _page(request: Request, meeting: Meeting, form: SignInForm, token: str, status: int = 200) -> HttpResponse:
    return page(
        request,
        "meetings/sign_in.html",
        status=status,
        meeting=meeting,
        form=form,
        door=may_sign_in(request.actor, meeting, token, now()),
        done="done" in request.GET and request.method != "POST",
    )


@reads
def code(request: Request, pk: int) -> HttpResponse:
    """The code, large, to show on a screen or to print; only whoever leads the meeting sees it."""
    meeting = find_to_host(request, pk)
    token = codes.token(meeting.pk, meeting.sign_in_number)
    address = f"{settings.OPENBEAT_ADDRESS}{reverse('meetings:sign-in', args=[pk])}?{urlencode({'t': token})}"
    picture = mark_safe(codes.picture(address))  # noqa: S308  drawn by the library from our own address
    return page(request, "meetings/sign_in_code.html", meeting=meeting, address=address, picture=picture)


sign_in_code = never_cache(code)


@opens(find_to_host)
def signed_in(request: Request, meeting: Meeting) -> HttpResponse:
    return page(
        request,
        "meetings/signed_in.html",
        meeting=meeting,
        lines=list(queries.lines_of(meeting)),
        came=queries.came(meeting),
    )


@writes
def take_out(request: Request, pk: int) -> HttpResponse:
    line = get_object_or_404(queries.line(pk))
    services.take_out(line, by=request.actor, at=now())
    messages.success(request, _("The line is taken out."))
    return redirect("meetings:signed-in", line.meeting_id)


@public
@reads
def sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet of paper: blank, in the language of the page; `?beside=my` has the source and that one side by side."""
    meeting = find(request, pk)
    languages = printing.columns(request.GET.get("beside", ""))
    made = printing.render_both("signin", lambda: _blank(meeting), languages)
    disposition = 'inline; filename="sign-in.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _blank(meeting: Meeting) -> printing.Sheet:
    data = {
        "house": department.house().name,
        "about": Passage.of(meeting, "title"),
        "when": dates.words(meeting.starts_at, "weekday"),
        "place": Passage.of(meeting, "place"),
        "rows": ROWS,
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    return printing.Sheet(_("Sign-in sheet"), data, note)

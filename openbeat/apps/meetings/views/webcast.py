"""Where a meeting is watched: nothing of another house loads before the person says so; captions and transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import WebcastForm
from openbeat.apps.meetings.lifecycle import WebcastAct
from openbeat.apps.meetings.policies import WEBCAST_POLICY
from openbeat.apps.meetings.services import webcast as services
from openbeat.apps.meetings.views.pages import find
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import policy
from openbeat.core.web.http import Request, open_to_all, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting, Webcast


@dataclass(frozen=True, slots=True)
class Player:
    """What may be loaded after consent: an address of a house on the list, shown as a frame or as a video."""

    url: str
    house: str
    kind: str  # frame, video, or link: this house is not on the list

    @property
    def source(self) -> str:
        """The origin, as the content policy wants it: without a name before the @, which may hold other signs."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def player(url: str, *, recorded: bool) -> Player | None:
    """How an address is shown; a file of video is played by the browser, with our captions."""
    if not url:
        return None
    host, path = urlsplit(url).hostname or "", urlsplit(url).path.lower()
    listed = any(host == one or host.endswith(f".{one}") for one in settings.OPENBEAT_EMBED_HOSTS)
    kind = "link" if not listed else "video" if recorded and path.endswith((".mp4", ".webm", ".ogv")) else "frame"
    return Player(url, host, kind)


@open_to_all
@reads
def show(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    found = queries.webcast_of(meeting)
    may_set = WEBCAST_POLICY.verdict(request.actor, WebcastAct.SET, meeting)
    if found is None and not may_set:
        raise Http404
    recorded = bool(found and found.published_at)
    url = (found.recording if recorded else found.stream if now() <= meeting.ends_at else "") if found else ""
    shown = player(url, recorded=recorded)
    watching = bool(shown and shown.kind != "link" and request.GET.get("watch") == "1")
    facts = {"webcast": found, "player": shown, "watching": watching, "recorded": recorded, "may_set": may_set}
    response = page(request, "meetings/webcast.html", meeting=meeting, facts=facts)
    if shown and watching:
        source = {"media": shown.source} if shown.kind == "video" else {"frame": shown.source}
        policy.allow(response, **source)
    return response


@reads
def show_set(request: Request, pk: int) -> HttpResponse:
    meeting = _led(request, pk)
    found = queries.webcast_of(meeting)
    return _form(request, meeting, found, WebcastForm(initial=WebcastForm.first(found)))


@writes
def take_set(request: Request, pk: int) -> HttpResponse:
    meeting, form = _led(request, pk), WebcastForm(request.POST, request.FILES)
    found = queries.webcast_of(meeting)
    if not form.is_valid():
        return _form(request, meeting, found, form)
    version = form.cleaned_data["version"]
    try:
        services.set_webcast(meeting, form.facts(found), version=version, by=request.actor, at=now())
    except Conflict as conflict:
        mine = services.in_words(form.facts(found))
        form.data = request.POST.copy()
        form.data["version"] = str(conflict.version)  # sent again, it replaces what stands now
        return _form(request, meeting, found, form, {"mine": mine, "theirs": conflict.theirs})
    messages.success(request, _("It is saved."))
    return redirect("meetings:webcast", pk)


change = shows_and_takes(show_set, take_set)


@writes
def publish(request: Request, pk: int) -> HttpResponse:
    found = queries.webcast_of(find(request, pk))
    if found is None:
        raise Http404
    act = services.withdraw if request.POST.get("withdraw") else services.publish
    act(found, by=request.actor, at=now())
    messages.success(request, _("It is saved."))
    return redirect("meetings:webcast", pk)


@public
@reads
def transcript(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    return page(request, "meetings/transcript.html", meeting=meeting, webcast=_published(meeting))


@public
@reads
def captions(request: Request, pk: int) -> HttpResponse:
    return HttpResponse(_published(find(request, pk)).captions, content_type="text/vtt; charset=utf-8")


def _published(meeting: Meeting) -> Webcast:
    found = queries.webcast_of(meeting)
    if found is None or not found.published_at:
        raise Http404
    return found


def _led(request: Request, pk: int) -> Meeting:
    meeting = find(request, pk)
    if not (verdict := WEBCAST_POLICY.verdict(request.actor, WebcastAct.SET, meeting)):
        raise Refused(verdict.reason)
    return meeting


def _form(
    request: Request,
    meeting: Meeting,
    found: Webcast | None,
    form: WebcastForm,
    compared: dict[str, str] | None = None,
) -> HttpResponse:
    status = 409 if compared else 422 if form.is_bound else 200
    facts: dict[str, Any] = {"meeting": meeting, "webcast": found, "form": form, "compared": compared}
    return page(request, "meetings/webcast_form.html", status=status, **facts)

"""The queue: what waits, what I have taken, what I look at; who translates; and asking for a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.forms import ALL, AskForm, TongueForm
from openbeat.apps.translators.lifecycle import Act, Sight, TongueAct
from openbeat.apps.translators.models import Tongue
from openbeat.apps.translators.policies import TONGUE_POLICY, WORK_POLICY, may_ask
from openbeat.apps.translators.services import tongues, works
from openbeat.core.hooks import interpreters
from openbeat.core.people.roles import Role
from openbeat.core.translation import languages, ways
from openbeat.core.web.http import Request, open_to_all, page, reads, shows_and_takes, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.core.hooks.texts import Source

PER_PAGE = 25


@open_to_all
@reads
def queue(request: Request) -> HttpResponse:
    """What waits, by language and urgency: for translators the texts, for everybody else how many."""
    return _queue(request, TongueForm())


def _queue(request: Request, form: TongueForm, status: int = 200) -> HttpResponse:
    actor, at = request.actor, now()
    spoken = queries.tongues_of(actor)
    takes_part = queries.sees_all(actor)
    wanted = request.GET.get("language", "")
    chosen = {wanted} if wanted in languages.WRITTEN else (spoken or set(languages.WRITTEN))
    listed = Paginator(queries.queue(chosen), PER_PAGE).get_page(request.GET.get("page")) if takes_part else None
    context: dict[str, Any] = {
        "takes_part": takes_part,
        "spoken": sorted(spoken),
        "tongues": queries.own_tongues(actor),
        "form": form,
        "wanted": wanted if wanted in languages.WRITTEN else "",
        "options": languages.choices(),
        "counts": queries.counts(),
        "listed": listed,
        "waits": queries.lines(listed, actor) if listed else [],
        "taken": queries.lines(queries.mine(actor), actor) if spoken else [],
        "looks": queries.looks(actor, spoken) if spoken else [],
        "asked": queries.lines(queries.own_asked(actor), actor) if may_ask(actor) else [],
        "needs": interpreters.needs(actor, spoken, at) if actor.person else [],
        "admits": actor.holds(Role.ADMINISTRATOR),
    }
    return page(request, "translators/queue.html", status=status, **context)


@writes
def say(request: Request) -> HttpResponse:
    """Say that one translates into a language."""
    form = TongueForm(request.POST)
    if not form.is_valid():
        return _queue(request, form, 422)
    tongues.say(form.cleaned_data["language"], by=request.actor, at=now())
    messages.success(request, _("Thank you. An administrator looks at it; then you can begin."))
    return redirect("translators:queue")


def _tongue(request: Request, pk: int) -> Tongue:
    found = queries.all_tongues()
    if not request.actor.holds(Role.ADMINISTRATOR):
        found = found.filter(request.actor.owns(Tongue))
    return get_object_or_404(found, pk=pk)


def _back(request: Request) -> HttpResponse:
    return redirect("translators:people" if request.actor.holds(Role.ADMINISTRATOR) else "translators:queue")


@writes
def admit(request: Request, pk: int) -> HttpResponse:
    tongues.admit(_tongue(request, pk), by=request.actor, at=now())
    messages.success(request, _("Admitted."))
    return _back(request)


@writes
def end(request: Request, pk: int) -> HttpResponse:
    tongues.end(_tongue(request, pk), by=request.actor, at=now())
    messages.success(request, _("Ended."))
    return _back(request)


@reads
def people(request: Request) -> HttpResponse:
    """Who translates into which language, and who would; for administrators."""
    if not request.actor.holds(Role.ADMINISTRATOR):
        raise Refused(_("Only an administrator may do this."))
    found = [
        (tongue, TONGUE_POLICY.verdict(request.actor, TongueAct.ADMIT, tongue)) for tongue in queries.all_tongues()
    ]
    return page(request, "translators/people.html", found=found)


def _about(said: str, request: Request) -> tuple[Ref, dict[str, Source]]:
    """The thing whose texts are meant, and those of its texts that the actor may read; else 404."""
    try:
        about = Ref.parse(said)
    except ValueError as problem:
        raise Http404 from problem
    if sources := queries.texts_of(about, request.actor):
        return about, sources
    raise Http404


@reads
def show_ask(request: Request) -> HttpResponse:
    about, sources = _about(request.GET.get("about", ""), request)
    form = AskForm(options=queries.options(sources), initial={"about": str(about)})
    return _ask(request, sources, form)


def _ask(request: Request, sources: dict[str, Source], form: AskForm, status: int = 200) -> HttpResponse:
    door = WORK_POLICY.verdict(request.actor, Act.ASK, Sight("", reads=True))
    context: dict[str, Any] = {"form": form, "door": door}
    context["lines"], context["stands"] = queries.lines_of(sources, request.actor)
    return page(request, "translators/ask.html", status=status, **context)


@writes
def take_ask(request: Request) -> HttpResponse:
    """Ask for a text of a thing in a language; one comes back to the page where one asked."""
    _thing, sources = _about(request.POST.get("about", ""), request)
    form = AskForm(request.POST, options=queries.options(sources))
    if not form.is_valid():
        return _ask(request, sources, form, 422)
    which, language = form.cleaned_data["text"], form.cleaned_data["language"]
    chosen = list(sources.values()) if which == ALL else [sources[which]]
    work, *_others = works.ask_for_all(chosen, language, urgent=form.cleaned_data["urgent"], by=request.actor, at=now())
    messages.success(request, _("It is asked for. You are told when it is published."))
    back = request.POST.get("back", "")
    where = ways.back(request, back)
    return redirect(work if where == "/" else where)


ask = shows_and_takes(show_ask, take_ask)

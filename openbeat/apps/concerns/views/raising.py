"""The form for residents, the form for staff who write something down, and the receipt that both lead to."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.forms import ConcernForm, EntryForm, SignedInForm
from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.queries import Shown
from openbeat.apps.concerns.views.alike import LONGEST
from openbeat.core.hooks import roles
from openbeat.core.people.http import shows_and_takes
from openbeat.core.people.roles import Role
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.web import dates, limits
from openbeat.core.web.http import Request, open_to_all, page, prepares, reads, writes
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

PER_HOUR = 10
PDF_HEADERS = {"Content-Disposition": 'attachment; filename="receipt.pdf"', "Cache-Control": "no-store"}
TOO_OFTEN = 429


def _form(request: Request) -> type[ConcernForm]:
    return SignedInForm if request.actor.person else ConcernForm


@reads
def show(request: Request) -> HttpResponse:
    chosen = {"area": request.GET.get("area", ""), "category": request.GET.get("category", "")}
    return page(request, "concerns/new.html", form=_form(request)(initial=chosen), alike=[])


@prepares
def take(request: Request) -> HttpResponse:
    form = _form(request)(request.POST, request.FILES)
    box = limits.letter_box(request, "reach")
    if not limits.allow(request, "concerns.new", per_hour=PER_HOUR, device=box):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        return page(request, "concerns/new.html", status=TOO_OFTEN, form=form, alike=[])
    if not form.is_valid():
        return page(request, "concerns/new.html", status=422, form=form, alike=[])
    if lines := _told_before(request, form):
        return page(request, "concerns/new.html", form=form, alike=lines)
    return _raise(request, form)


def _told_before(request: Request, form: ConcernForm) -> list[Shown]:
    """What is like it, for whoever was not asked while writing; nothing where they said that theirs is different."""
    if request.POST.get("different") or form.cleaned_data["private"]:
        return []
    said = form.said()
    asked = queries.Likeness(form.found_area().pk, f"{said.title} {said.story}"[:LONGEST], said.lon, said.lat)
    return [line.shown for line in queries.lines(queries.alike(asked), VISITOR, now())]


@writes
def _raise(request: Request, form: ConcernForm) -> HttpResponse:
    concern = services.raise_concern(
        form.said(), area=form.found_area(), by=request.actor, at=now(), arrival=form.arrival()
    )
    if request.actor.person and not form.cleaned_data.get("receipt"):
        messages.success(request, _("It has been raised. You find it here, and we tell you when there is an answer."))
        return redirect(concern)
    return _receipt(request, concern, form.once)


new = open_to_all(shows_and_takes(show, take))


@reads
def show_entry(request: Request) -> HttpResponse:
    form = EntryForm(at_meetings=not POLICY.verdict(request.actor, Act.ENTER, None))
    return _entry(request, form)


def _entry(request: Request, form: EntryForm, status: int = 200) -> HttpResponse:
    door = POLICY.verdict(request.actor, Act.ENTER_AT_MEETING, None)
    return page(request, "concerns/enter.html", status=status, form=form, door=door, alike=[])


@prepares
def take_entry(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.ENTER_AT_MEETING, None)
    at_meetings = not POLICY.verdict(request.actor, Act.ENTER, None)
    form = EntryForm(request.POST, request.FILES, at_meetings=at_meetings)
    if not form.is_valid():
        return _entry(request, form, 422)
    try:
        return _enter(request, form)
    except Refused as refused:  # rolled back; the words stay in the form
        form.add_error("code" if form.cleaned_data["code"] else None, str(refused))
        return _entry(request, form, 403)


@writes
def _enter(request: Request, form: EntryForm) -> HttpResponse:
    concern = services.enter_concern(
        form.said(), area=form.found_area(), by=request.actor, at=now(), arrival=form.arrival()
    )
    return _receipt(request, concern, form.once, printed=form.cleaned_data["code"])


enter = shows_and_takes(show_entry, take_entry)


def _receipt(request: Request, concern: Concern, once: str, *, printed: str = "") -> HttpResponse:
    if printed:  # the paper in the resident's hand is the receipt
        code = receipts.bind(printed, concern, by=request.actor, at=now())
    else:
        code = receipts.issue(concern, once, concern.raised_at)
    return page(request, "concerns/receipt.html", code=code, concern=concern, next_steps=steps_after(concern))


def steps_after(concern: Concern) -> list[str]:
    """What happens next, in order."""
    looked = _("Within one working day somebody looks at your words. Then everybody can read them.")
    owned = _("The liaison officer of %(area)s takes it up and owes you the answer.") % {"area": concern.area.name}
    closed = _("With the code you read the answer, and say whether it is solved. If not, it is open again.")
    return [owned, closed] if concern.private else [looked, owned, closed]


@open_to_all
@writes
def receipt(request: Request, pk: int) -> HttpResponse:
    """The receipt as a page for paper, for whoever has its code: it is posted, and never stands in an address."""
    code = request.POST.get("code", "")
    ref = receipts.open(code)
    if ref != Ref(queries.KIND, str(pk)):
        raise Http404
    concern, language = queries.by_key(pk), get_language() or "en"
    title = _("Your receipt")
    body = printing.render("receipt", _sheet(concern, code), language=language, title=title)
    return HttpResponse(body, content_type="application/pdf", headers=PDF_HEADERS)


def _sheet(concern: Concern, code: str) -> dict[str, object]:
    return {
        "code": codes.grouped(codes.read(code)),
        "address": f"{settings.OPENBEAT_ADDRESS}{reverse('receipts:open')}",
        "about": Passage.of(concern, "title"),
        "received": dates.words(concern.raised_at),
        "due": dates.words(concern.due_at, "day") if concern.due_at else "",
        "responsible": f"{roles.label(Role.LIAISON)}, {concern.area.name}",
        "steps": steps_after(concern),
    }

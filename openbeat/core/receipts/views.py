"""Open a receipt: type its code, see what became of the matter, take it over, close it again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.hooks import origins
from openbeat.core.ledger import registry as log
from openbeat.core.people import codes as email_codes
from openbeat.core.people import messages, queries
from openbeat.core.people.holder import RECORD
from openbeat.core.people.models import Person
from openbeat.core.receipts import codes, http, services
from openbeat.core.receipts.forms import AddressCodeForm, AddressForm, CodeForm
from openbeat.core.vault import http as vault
from openbeat.core.vault import queries as sealed
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

PER_HOUR = 20
SIGN_OUT = gettext_lazy("This opens a sealed matter. Sign out first: else your account stands beside it here.")


@open_to_all
@never_cache
@reads
def ask(request: Request) -> HttpResponse:
    return _ask(request, CodeForm())


@open_to_all
@never_cache
@writes
def open_receipt(request: Request) -> HttpResponse:
    """Open a receipt; the sentence is the same for every code that opens nothing."""
    form = CodeForm(request.POST)
    if not limits.allow(request, "receipt", per_hour=PER_HOUR):
        form.add_error(None, _("Too many codes were tried from this network. Wait an hour, or telephone us."))
        return _ask(request, form, 429)
    if not form.is_valid():
        return _ask(request, form, 422)
    ref = services.open(form.cleaned_data["code"], at=now())
    if ref is None and not services.blank_refusal(form.cleaned_data["code"], at=now()):
        form.add_error("code", _("The form with this code has not been written down yet. Hand it in, and try again."))
        return _ask(request, form, 422)
    if ref is None:
        form.add_error(
            "code", _("This code opens nothing here. Look at each group again. We cannot look up a code for you.")
        )
        return _ask(request, form, 422)
    if request.actor.person and sealed.safe_of(ref):
        form.add_error("code", SIGN_OUT)
        return _ask(request, form, 422)
    if sealed.safe_of(ref):
        services.typed(ref, at=now())
    http.hold(request, ref)
    response = redirect("receipts:matters")
    vault.hold_code(request, response, ref, codes.read(form.cleaned_data["code"]))
    return response


def _ask(request: Request, form: CodeForm, status: int = 200) -> HttpResponse:
    return page(request, "receipts/ask.html", status=status, form=form, holding=bool(http.held(request)))


@open_to_all
@never_cache
@reads
def matters(request: Request) -> HttpResponse:
    """What the receipts in this browser open, and where each matter stands."""
    refs = http.held(request)
    found = origins.cards(refs, http.holder(request))
    return page(
        request,
        "receipts/matters.html",
        cards=[found[ref] for ref in refs if ref in found],
        lost=len([ref for ref in refs if ref not in found]),
        provable=[ref for ref in found if log.is_accountable(ref.kind)],
        person=request.actor.person,
    )


@never_cache
@writes
def claim(request: Request) -> HttpResponse:
    """Whoever is signed in takes over what the receipts open."""
    person = request.actor.person
    if person is None:
        raise Http404
    taken = services.claim(http.held(request), by=person, at=now())
    http.keep(request, [ref for ref in http.held(request) if ref not in taken])
    return page(request, "receipts/claimed.html", count=len(taken))


@open_to_all
@never_cache
@writes
def close(request: Request) -> HttpResponse:
    """Forget the receipts in this browser; the codes stay good."""
    http.keep(request, [])
    vault.forget(request, receipts_only=True)
    return redirect("receipts:open")


def _record(request: Request) -> Person:
    """The record that staff entered and this browser has the receipt of."""
    for ref in http.held(request):
        person = queries.person(int(ref.key)) if ref.kind == RECORD else None
        if person and person.forgotten_at is None:
            return person
    raise Http404


@open_to_all
@never_cache
@reads
def record(request: Request) -> HttpResponse:
    """What was written down about the holder, and how to take it over."""
    return _show_record(request, AddressForm())


def _show_record(request: Request, form: AddressForm, status: int = 200) -> HttpResponse:
    person = _record(request)
    ways, needs = queries.ways_of(person), person.needs.all()
    return page(request, "receipts/record.html", status=status, form=form, person=person, ways=ways, needs=needs)


@open_to_all
@never_cache
@writes
def send_code(request: Request) -> HttpResponse:
    """Send a code to the address with which the holder wants to take over the record."""
    form = AddressForm(request.POST)
    _record(request)
    if not limits.allow(request, "receipt-address", per_hour=PER_HOUR):
        form.add_error(None, _("Too many codes were asked for. Wait an hour, and try again."))
        return _show_record(request, form, 429)
    if not form.is_valid():
        return _show_record(request, form, 422)
    email = form.cleaned_data["email"]
    messages.send_code(email, email_codes.begin(request.session, email).clear, get_language() or settings.LANGUAGE_CODE)
    return redirect("receipts:record_code")


@open_to_all
@never_cache
@reads
def ask_code(request: Request) -> HttpResponse:
    return _ask_code(request, AddressCodeForm())


def _ask_code(request: Request, form: AddressCodeForm, status: int = 200) -> HttpResponse:
    email = email_codes.pending(request.session)
    if not email:
        return redirect("receipts:record")
    return page(request, "receipts/record_code.html", status=status, form=form, email=email)


@open_to_all
@never_cache
@writes
def take_over(request: Request) -> HttpResponse:
    """The code is right: the record belongs to the holder, who is signed in."""
    form, person = AddressCodeForm(request.POST), _record(request)
    email = email_codes.finish(request.session, form.data.get("code", "")) if form.is_valid() else ""
    if not email:
        form.add_error("code", _("This is not the code. Look at the newest message, and type its six digits."))
        return _ask_code(request, form, 422)
    try:
        person = services.claim_record(person, email, by=http.holder(request), at=now())
    except ValidationError as problem:
        address = AddressForm({"email": email})
        address.add_error(None, problem)
        return _show_record(request, address, 422)
    http.keep(request, [ref for ref in http.held(request) if ref.kind != RECORD])
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("people:me")


@open_to_all
@never_cache
@reads
def ask_link(request: Request, token: str) -> HttpResponse:
    """Only a button: programs that fetch links in messages must not use them up."""
    return page(request, "receipts/link.html", token=token)


@open_to_all
@never_cache
@writes
def use_link(request: Request, token: str) -> HttpResponse:
    if not limits.allow(request, "receipt-link", per_hour=PER_HOUR) or not (ref := services.use_link(token, at=now())):
        return page(request, "receipts/link_used.html", status=410)
    http.hold(request, ref)
    return redirect("receipts:matters")

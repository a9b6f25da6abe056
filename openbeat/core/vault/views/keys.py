"""One's own key: made, unlocked, locked again, put under another passphrase, changed for a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.vault import http, phrases, queries
from openbeat.core.vault.bunch import Keys
from openbeat.core.vault.forms import ChangePhraseForm, NewPhraseForm, UnlockForm
from openbeat.core.vault.services import halves, keys
from openbeat.core.web import limits
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.core.people.models import Person

PER_HOUR = 20  # of one person, right or wrong


@dataclass(frozen=True, slots=True, repr=False)
class Tried[F: Form]:
    """What came of a form whose work is done before the transaction: nothing is made where the form has errors."""

    form: F
    made: keys.Fresh | None = None
    identity: str = ""


def _self(request: Request) -> Person:
    person = request.actor.person
    assert person is not None  # noqa: S101  signing in is required for every page here
    return person


@never_cache
@reads
def key(request: Request) -> HttpResponse:
    """Whether there is a key, whether it is unlocked here, and what can be done with it."""
    mine = queries.key_of(_self(request))
    open_here = http.has_unlocked(request)
    matters = queries.reads(mine.person).count() if mine else 0
    return page(request, "vault/key.html", key=mine, open_here=open_here, matters=matters)


def _try[F: Form](form: F, request: Request, work: Callable[[dict[str, Any]], Tried[F]]) -> Tried[F]:
    """Do the slow work of a form that is right; a refusal becomes a sentence on the form."""
    if not form.is_valid():
        return Tried(form)
    if not limits.allow(request, "vault", per_hour=PER_HOUR, device=str(_self(request).pk)):
        form.add_error(
            None, _("Too many tries. Wait an hour, and try again. If you lost the passphrase, ask for help.")
        )
        return Tried(form)
    try:
        return work(form.cleaned_data)
    except Refused as problem:
        proof = getattr(form, "proof", None) if problem.args[0] == keys.WRONG else None
        form.add_error(proof, str(problem))
        return Tried(form)


@never_cache
@http.just_signed_in
@reads
def make(request: Request) -> HttpResponse:
    """The form for a first key, with a passphrase that is offered."""
    if queries.key_of(_self(request)):
        return redirect("vault:key")
    return _phrase(request, NewPhraseForm(), "make")


def _made(request: Request) -> Tried[NewPhraseForm]:
    form = NewPhraseForm(request.POST)
    return _try(form, request, lambda typed: Tried(form, keys.fresh(typed["passphrase"])))


@never_cache
@http.just_signed_in
@http.first(_made)
def keep(request: Request, tried: Tried[NewPhraseForm]) -> HttpResponse:
    """Keep the new key; it is unlocked here from now on."""
    if tried.made is None:
        return _phrase(request, tried.form, "make", 422)
    keys.make_key(_self(request), tried.made, by=request.actor, at=now())
    messages.success(request, _("You have a key now, and it is unlocked in this browser."))
    return _unlocked(request, tried.made.identity, "")


@never_cache
@reads
def ask_unlock(request: Request) -> HttpResponse:
    """The form for the passphrase; whoever has no key is led to make one."""
    if queries.key_of(_self(request)) is None:
        return redirect("vault:make")
    return _ask(request, UnlockForm(initial={"next": request.GET.get("next", "")}))


def _ask(request: Request, form: UnlockForm, status: int = 200) -> HttpResponse:
    where = _safe(request, str(form["next"].value() or ""))
    # Whoever comes by a link from elsewhere comes without the strict cookie; from our own page it comes along.
    there = http.has_unlocked(request) or http.is_waiting(request)
    return page(request, "vault/unlock.html", status=status, form=form, there=there, where=where, most=PER_HOUR)


def _opened(request: Request) -> Tried[UnlockForm]:
    form = UnlockForm(request.POST)
    mine = queries.key_of(_self(request))
    return _try(form, request, lambda typed: Tried(form, identity=keys.unlocked(mine, typed["passphrase"])))


@never_cache
@http.first(_opened)
def unlock(request: Request, tried: Tried[UnlockForm]) -> HttpResponse:
    """Unlock the key in this browser, wrap anew for recovery what waited for that, and go on."""
    if not tried.identity:
        return _ask(request, tried.form, 422)
    halves.mend(Keys.of(tried.identity), by=request.actor, at=now())
    return _unlocked(request, tried.identity, tried.form.cleaned_data["next"])


def _unlocked(request: Request, identity: str, where: str) -> HttpResponse:
    response = HttpResponseRedirect(_safe(request, where))
    http.hold(request, response, identity)
    return response


def _safe(request: Request, where: str) -> str:
    """Only to a page of ours."""
    fits = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if fits and where.startswith("/") else redirect("vault:key").url


@never_cache
@writes
def lock(request: Request) -> HttpResponse:
    """Lock the key now; what receipts opened stays open."""
    http.lock(request)
    messages.success(request, _("Your key is locked."))
    return redirect("vault:key")


@never_cache
@reads
def passphrase(request: Request) -> HttpResponse:
    """The form for another passphrase."""
    if queries.key_of(_self(request)) is None:
        return redirect("vault:make")
    return _phrase(request, ChangePhraseForm(), "passphrase")


def _changed(request: Request) -> Tried[ChangePhraseForm]:
    form, mine = ChangePhraseForm(request.POST), queries.key_of(_self(request))

    def work(typed: dict[str, Any]) -> Tried[ChangePhraseForm]:
        return Tried(form, keys.fresh(typed["passphrase"], keys.unlocked(mine, typed["old"])))

    return _try(form, request, work)


@never_cache
@http.first(_changed)
def change_passphrase(request: Request, tried: Tried[ChangePhraseForm]) -> HttpResponse:
    """Put the key under another passphrase; in other browsers it is locked."""
    if tried.made is None:
        return _phrase(request, tried.form, "passphrase", 422)
    browser = http.browser_of(request)
    keys.change_passphrase(_self(request), tried.made, browser=browser, by=request.actor, at=now())
    messages.success(request, _("From now on the new passphrase unlocks your key."))
    return redirect("vault:key")


@never_cache
@reads
def renew(request: Request) -> HttpResponse:
    """The form for a new key in place of the old one."""
    if queries.key_of(_self(request)) is None:
        return redirect("vault:make")
    return _phrase(request, ChangePhraseForm(), "renew")


def _renewed(request: Request) -> Tried[ChangePhraseForm]:
    form, mine = ChangePhraseForm(request.POST), queries.key_of(_self(request))

    def work(typed: dict[str, Any]) -> Tried[ChangePhraseForm]:
        return Tried(form, identity=keys.unlocked(mine, typed["old"]), made=keys.fresh(typed["passphrase"]))

    return _try(form, request, work)


@never_cache
@http.first(_renewed)
def keep_renewed(request: Request, tried: Tried[ChangePhraseForm]) -> HttpResponse:
    """Take the new key by the passphrase of the old one, never by a session: what that opened is wrapped to it."""
    if tried.made is None:
        return _phrase(request, tried.form, "renew", 422)
    keys.renew_key(_self(request), tried.made, keys=Keys.of(tried.identity), by=request.actor, at=now())
    messages.success(request, _("You have a new key. The old one opens nothing any more."))
    return _unlocked(request, tried.made.identity, "")


def _phrase(request: Request, form: NewPhraseForm, act: str, status: int = 200) -> HttpResponse:
    mine, offered = queries.key_of(_self(request)), phrases.offered()
    return page(
        request, "vault/phrase.html", status=status, form=form, act=act, offered=offered, words=offered.split("-"),
        shortest=phrases.SHORTEST, key=mine,
    )  # fmt: skip

"""What this browser has unlocked. It lies in a row, encrypted by a random key that only the cookie `vault` has.

Neither the row, nor the session, nor the session's cookie opens anything alone; nor does the cookie `vault`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Concatenate

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from openbeat.core.vault import crypt, queries
from openbeat.core.vault.bunch import NO_KEYS, Keys
from openbeat.core.vault.services import unlocking
from openbeat.core.web.http import Request, View, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.core.vault.models import Unlocked
    from openbeat.kit.refs import Ref

COOKIE = SESSION = "vault"


def keys(request: Any) -> Keys:
    """What this browser has unlocked: the key of whoever is signed in, identities of receipts. May be empty."""
    person, fernet = request.actor.person, _fernet(request)
    rows = getattr(request, "unlocked", ())
    if fernet is None:
        return NO_KEYS
    mine = [row for row in rows if row.person_id is None or (person and row.person_id == person.pk)]
    return Keys.of(*filter(None, (_opened(row, fernet) for row in mine)))


def has_unlocked(request: Any) -> bool:
    """Whether the key of whoever is signed in is unlocked in this browser."""
    key = queries.key_of(request.actor.person)
    return bool(key and key.recipient in keys(request).identities)


def browser_of(request: Any) -> str:
    """The random word under which this session's unlocked keys lie, or ""."""
    # A request without a session cookie must not touch the session: the answer would vary by cookie.
    return request.session.get(SESSION, "") if settings.SESSION_COOKIE_NAME in request.COOKIES else ""


def _fernet(request: Any) -> Fernet | None:
    try:
        return Fernet(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return None


def _opened(row: Unlocked, fernet: Fernet) -> str:
    try:
        return fernet.decrypt(row.cipher).decode()
    except InvalidToken:
        return ""


def hold(request: Any, response: HttpResponse, identity: str) -> None:
    """Keep the key of whoever is signed in unlocked in this browser."""
    _hold(request, response, identity, person=request.actor.person)


def hold_code(request: Any, response: HttpResponse, ref: Ref, code: str) -> None:
    """Keep the identity of a receipt's code while the receipt is open here; nothing where the matter has no safe."""
    if queries.safe_of(ref):
        _hold(request, response, crypt.identity_of_code(code), ref=str(ref))


def _hold(request: Any, response: HttpResponse, identity: str, *, person: Person | None = None, ref: str = "") -> None:
    browser, fernet = browser_of(request), _fernet(request)
    there = unlocking.seen(browser, at=now()) if browser else []
    secret = request.COOKIES.get(COOKIE, "")
    if fernet is None or not there or not all(_opened(row, fernet) for row in there):
        unlocking.forget(browser)
        browser, secret = token_urlsafe(32), Fernet.generate_key().decode()
        fernet = Fernet(secret)
    unlocking.keep(browser, fernet.encrypt(identity.encode()).decode(), person=person, ref=ref, at=now())
    request.session[SESSION] = browser
    response.set_cookie(COOKIE, secret, secure=settings.SECURE, httponly=True, samesite="Strict", path="/")


def is_waiting(request: Any) -> bool:
    """Whether something is unlocked for this session, and only the cookie did not come along with this request."""
    browser = browser_of(request)
    return bool(browser and COOKIE not in request.COOKIES and unlocking.waiting(browser, at=now()))


def lock(request: Any) -> None:
    """Lock the key of whoever is signed in, in this browser; what receipts opened stays open."""
    if (browser := browser_of(request)) and (person := request.actor.person):
        unlocking.forget_in(browser, person)


def forget(request: Any, *, receipts_only: bool = False) -> None:
    """Lock again: the rows go; the cookie, which opens nothing any more, goes with the answer."""
    if browser := browser_of(request):
        unlocking.forget(browser, receipts_only=receipts_only)
        if not receipts_only:
            request.session.pop(SESSION, None)


def just_signed_in[**P](view: View[P]) -> View[P]:
    """A view for whoever signed in, or showed again who they are, a moment ago: a session that was stolen is older.

    A form that comes later is not kept for afterwards, as the library would: a passphrase is in it.
    """

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.person and is_reauthentication_required(request, app="vault"):
            if request.method == "POST":
                return redirect(request.path)
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return wrapper


def first[T, **P](
    work: Callable[[Request], T],
) -> Callable[[Callable[Concatenate[Request, T, P], HttpResponse]], View[P]]:
    """A writing view whose slow work (stretching a passphrase) is done before its transaction begins.

    No other writer waits for it; the view gets what `work(request)` gave.
    """

    def wrap(view: Callable[Concatenate[Request, T, P], HttpResponse]) -> View[P]:
        inner = writes(view)

        @wraps(view)
        def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            done: Any = work(request) if request.method == "POST" else None
            return inner(request, done, *args, **kwargs)

        wrapper.mode = "writes"  # type: ignore[attr-defined]
        return wrapper

    return wrap

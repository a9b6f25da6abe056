"""A form whose files are sealed while they arrive: the view around it, and how much of what is sent is read at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from shutil import disk_usage
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from openbeat.core.evidence.arriving import TOO_MUCH, SealingHandler
from openbeat.core.files import middleware as bodies
from openbeat.core.receipts import http as receipts
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Opened, Shut, Why
from openbeat.core.web import errors
from openbeat.core.web.http import Request

OVER = bodies.DRAINED  # so much more is read all the same: the words come back, with what is too large
SPARE = 64 * 1024 * 1024  # what must be left on the disk when all has arrived

type View = Callable[..., HttpResponse]


def takes_files(first: Callable[..., HttpResponse | None]) -> Callable[[View], View]:
    """Seal the files of this form while they arrive. `first(request, …)` may answer before any of it is read.

    The token of the form is checked inside, when the body was read; what was sealed before it failed is removed, and
    so is what the view did not take; what an act took that was rolled back, the sweeper removes. The proxy in front
    sends these forms to a server of their own: they stand in deploy/nginx.conf.
    """

    def wrap(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def wrapper(request: Request, /, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = partial(protected, request, *args, **kwargs)
            if request.method != "POST":
                return answer()
            if early := _no_room(request) or first(request, *args, **kwargs):
                bodies.drain(request)
                early["Connection"] = "close"
                return early
            return _sealing(request, answer)

        wrapper.reads_its_own_body = True  # type: ignore[attr-defined]  # see files.middleware
        return wrapper

    return wrap


def _sealing(request: Request, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Read the form, sealing its files; then answer. What nobody took by then is gone.

    What was taken stays, also after an exception: its rows may stand though the answer to COMMIT was lost. The sweeper
    asks the database.
    """
    let_go_of_database()
    handler = SealingHandler(request)
    request.upload_handlers = [handler]
    try:
        return bodies.read(request) or answer()
    finally:
        handler.leave()


def let_go_of_database() -> None:
    """What follows takes as long as somebody's line does: others need the connections meanwhile."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _no_room(request: Request) -> HttpResponse | None:
    """Answer 413 or 507 for what is announced and cannot be kept."""
    announced = bodies.announced(request)
    if announced > settings.OPENBEAT_EVIDENCE_BYTES + OVER:
        return errors.too_large(request, TOO_MUCH % {"most": filesizeformat(settings.OPENBEAT_EVIDENCE_BYTES)})
    if disk_usage(settings.OPENBEAT_DATA).free < announced + SPARE:
        return bodies.full(request)
    return None


def actors(request: Request) -> tuple[Any, ...]:
    """As whom this browser may act: as nobody, with what its receipts open; then as whoever is signed in."""
    return receipts.holder(request), request.actor


def opened(request: Request, safe: Any) -> Opened:
    """The matter's open safe; raises Shut, and LOCKED where typing the passphrase would help."""
    try:
        return vaults.opened(safe, vault.keys(request))
    except Shut as shut:
        person = request.actor.person
        if shut.why == Why.NOT_A_READER and person is not None and not vault.has_unlocked(request):
            raise Shut(Why.LOCKED) from None
        raise

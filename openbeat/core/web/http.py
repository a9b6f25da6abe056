"""What every view is made of: it reads or it writes, and says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from openbeat.core.web import furniture
from openbeat.core.web.cache import ALL_THE_SAME, TO_A_VISITOR
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Htmx:
    """Whether htmx is asking for a part of the page."""

    asking: bool = False
    restoring: bool = False  # the browser goes back and wants the whole page

    def __bool__(self) -> bool:
        return self.asking


class Request(HttpRequest):
    """A request that knows who acts."""

    actor: Actor
    htmx: Htmx


ALIKE = "openbeat.alike"
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

type View[**P] = Callable[Concatenate[Request, P], HttpResponse]


@contextmanager
def read_only() -> Iterator[None]:
    """The database itself refuses to write: right for unions, CTEs and functions on both databases."""
    connection.ensure_connection()
    raw: Any = (
        connection.connection
    )  # past Django's cursor, which refuses after an error and would count these as queries
    if connection.vendor == "sqlite":
        raw.execute("PRAGMA query_only = 1")
        try:
            yield
        finally:
            raw.execute("PRAGMA query_only = 0")
    elif connection.in_atomic_block:  # a test's transaction, which may have written already
        with _refusing_to_write(raw):
            yield
    else:
        with transaction.atomic():
            raw.execute("SET TRANSACTION READ ONLY")
            yield


@contextmanager
def _refusing_to_write(raw: Any) -> Iterator[None]:
    mark = transaction.savepoint_create()
    raw.execute("SET TRANSACTION READ ONLY")
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)  # only a rollback takes the setting back


def reads[**P](view: View[P]) -> View[P]:
    """GET only, and the database refuses any write."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with read_only():
            return view(request, *args, **kwargs)

    wrapper.mode = "reads"  # type: ignore[attr-defined]
    return require_safe(wrapper)


def writes[**P](view: View[P]) -> View[P]:
    """POST only, and all or nothing. The body is read first: who sends slowly must not hold the write lock."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.POST  # noqa: B018  parses a form before the transaction begins
        if request.content_type not in FORMS:
            request.body  # noqa: B018  of any other kind POST reads nothing
        with transaction.atomic():
            return view(request, *args, **kwargs)

    wrapper.mode = "writes"  # type: ignore[attr-defined]
    return require_POST(wrapper)


def prepares[**P](view: View[P]) -> View[P]:
    """POST only: what takes long is done first (a photo, paper), and what is kept begins its own transaction within."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    wrapper.mode = "writes"  # type: ignore[attr-defined]
    return require_POST(wrapper)


def public[**P](view: View[P]) -> View[P]:
    """The page is the same for everybody, by construction: it is rendered for a visitor, whoever asks."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.actor, request.user = VISITOR, AnonymousUser()
        request.META["openbeat.keep"] = ALL_THE_SAME
        return view(request, *args, **kwargs)

    return login_not_required(wrapper)


def alike[**P](view: View[P]) -> View[P]:
    """An answer for programs, without words: alike in every language too, and caches know it. Put it above @public."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.META[ALIKE] = True
        return view(request, *args, **kwargs)

    return wrapper


def open_to_all[**P](view: View[P]) -> View[P]:
    """The page is open to all, and different for whoever is signed in or holds a receipt."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.META["openbeat.keep"] = TO_A_VISITOR  # kept only where the request has no cookie: then a visitor asks
        return view(request, *args, **kwargs)

    return login_not_required(wrapper)


def shows_and_takes(
    show: Callable[..., HttpResponse], take: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    """One address for a form: `show` (marked @reads) answers GET, `take` (marked @writes) answers POST."""

    @wraps(show)
    def dispatch(request: Request, /, *args: Any, **kwargs: Any) -> HttpResponse:
        return (take if request.method == "POST" else show)(request, *args, **kwargs)

    dispatch.mode = f"{show.mode} and {take.mode}"  # type: ignore[attr-defined]
    return dispatch


def page(request: Request, template: str, *, fragment: str = "", status: int = 200, **context: object) -> HttpResponse:
    """Render the page, or just its fragment when htmx is asking."""
    part = fragment and request.htmx.asking and not request.htmx.restoring
    with furniture.reading() as fill:
        html = fill(render_to_string(f"{template}#{fragment}" if part else template, context, request))
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response

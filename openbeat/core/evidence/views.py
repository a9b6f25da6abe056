"""Adding files to a matter, looking at one, and downloading it. Whoever does not read the matter finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.evidence import http, listing, queries, registry, services
from openbeat.core.evidence.forms import AddForm
from openbeat.core.evidence.kinds import KINDS
from openbeat.core.evidence.models import Role, SealedFile
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import errors, limits
from openbeat.core.web.http import Request, open_to_all, page, read_only, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.evidence.queries import Meta
    from openbeat.kit.actors import Actor

PER_HOUR = 30
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'none'"
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


def _adder(request: Request, matter: Ref) -> Actor:
    """As whom files are added to this matter; raises Http404."""
    door = registry.of(matter.kind)
    for actor in http.actors(request) if door else ():
        if door and door.adds(actor, matter.key):
            return actor  # type: ignore[no-any-return]
    raise Http404


def _before(request: Request, kind: str, key: str) -> HttpResponse | None:
    """Nothing is read of whoever may not add to this matter, or adds too often."""
    _adder(request, Ref(kind, key))
    if limits.allow(request, "evidence.add", per_hour=PER_HOUR, device=f"{kind}:{key}"):
        return None
    return errors.too_many(request, _("That was too often. Nothing was kept. Try again in an hour."))


@reads
def _show_form(request: Request, kind: str, key: str) -> HttpResponse:
    matter = Ref(kind, key)
    _adder(request, matter)
    return _form(request, matter, _blank(request, matter))


def _blank(request: Request, matter: Ref, **sent: Any) -> AddForm:
    return AddForm(originals=listing.originals(request, matter), **sent)


def _form(request: Request, matter: Ref, form: AddForm, status: int = 200) -> HttpResponse:
    back = registry.page_of(*matter, _adder(request, matter))
    return page(request, "evidence/add.html", status=status, form=form, matter=matter, back=back)


@writes
def _take(request: Request, kind: str, key: str) -> HttpResponse:
    matter = Ref(kind, key)
    form = _blank(request, matter, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _form(request, matter, form, 422)
    by, at = _adder(request, matter), now()
    parent = queries.original(matter, form.cleaned_data.get("parent"))
    arrived = form.cleaned_data["sent"]
    services.add(arrived, matter, by=by, at=at, parent=parent)
    back = registry.page_of(kind, key, by)
    return page(request, "evidence/kept.html", files=arrived, at=at, matter=matter, back=back)


add = never_cache(open_to_all(http.takes_files(_before)(shows_and_takes(_show_form, _take))))


def _noted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around the pages of a file: where whoever is signed in finds nothing, the app of its matter hears it first."""

    @wraps(view)
    def wrapper(request: Request, /, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except Http404:
            file = queries.file(pk)
            door = registry.of(file.kind) if file else None
            if file and door and request.actor.person:
                door.refused(file.key, by=request.actor, at=now())
            raise

    return wrapper


def _found(request: Request, pk: int) -> SealedFile:
    """The file, for a reader of its matter whose key is unlocked; raises Http404, and Shut before anything is said."""
    request.META.pop("openbeat.keep", None)  # no answer with a sealed file is ever kept for a moment
    file = queries.file(pk)
    door = registry.of(file.kind) if file else None
    if file is None or door is None or file.role == Role.VIEW:  # a copy is looked at through its original
        raise Http404
    reader = next((actor for actor in http.actors(request) if door.reads(actor, file.key)), None)
    if reader is None:
        raise Http404
    http.opened(request, file.safe)
    request.actor = reader  # the record names whoever read it: nobody, where that is the holder of a receipt
    return file


def _why(request: Request, file: SealedFile) -> str:
    door = registry.of(file.kind)
    return door.why(request, file.key) if door and door.why else ""


def _opens(view: Callable[[Request, SealedFile], HttpResponse]) -> Callable[..., HttpResponse]:
    """GET only. Found or 404, the key unlocked, the reason given; then that is on record; then the view."""
    recorded = opens(_found, why=_why)(view)

    @wraps(recorded)
    def wrapper(request: Request, pk: int) -> HttpResponse:
        with read_only():
            file = _found(request, pk)
            door = registry.of(file.kind)
            if door and door.why and request.actor.person and not door.why(request, file.key):
                return redirect(door.page(file.key, request.actor))
        return recorded(request, pk)

    return never_cache(open_to_all(_noted(wrapper)))


def _shown(request: Request, file: SealedFile) -> HttpResponse:
    shown = queries.view_of(file) or file
    meta = queries.meta(shown, http.opened(request, file.safe))
    return _sent(request, shown, meta, download=not (shown.role == Role.VIEW or KINDS[meta.media_type].shown))


def _downloaded(request: Request, file: SealedFile) -> HttpResponse:
    return _sent(request, file, queries.meta(file, http.opened(request, file.safe)), download=True)


def _sent(request: Request, file: SealedFile, meta: Meta, *, download: bool) -> HttpResponse:
    """Opened while it is sent: in memory there are some pieces of it, and on the disk nothing."""
    first, last = _asked_for(request, meta.size)
    part = (first, last) != (0, meta.size - 1)
    size = last - first + 1
    pieces = services.content(file, meta, start=first, size=size)
    response = StreamingHttpResponse(
        _without_the_database(pieces), content_type=meta.media_type, status=206 if part else 200
    )
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{meta.size}"
    for name, value in {
        "Content-Length": str(size),
        "Content-Encoding": "identity",  # or it would be compressed on the way, and no part of it could be asked for
        "Accept-Ranges": "bytes",
        "Content-Disposition": content_disposition_header(as_attachment=download, filename=meta.name) or "inline",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }.items():
        response[name] = value
    return response  # type: ignore[return-value]


def _without_the_database(pieces: Iterator[bytes]) -> Iterator[bytes]:
    http.let_go_of_database()
    yield from pieces


def _asked_for(request: Request, size: int) -> tuple[int, int]:
    """First and last byte; all of it where the question makes no sense, as RFC 9110 allows."""
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    first = int(match[1]) if match else 0
    last = int(match[2]) if match and match[2] else size - 1
    return (first, min(last, size - 1)) if first <= last and first < size else (0, size - 1)


show = _opens(_shown)
download = _opens(_downloaded)

"""Files go out as downloads; pictures, which we drew ourselves, are shown too. Who may not see one finds nothing."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse

from openbeat.core.files import queries, store
from openbeat.core.files.models import File
from openbeat.core.web.http import Request, open_to_all, reads

SANDBOX = "default-src 'none'; sandbox"
FIVE_MINUTES = 300


@open_to_all
@reads
def file(request: Request, pk: int) -> HttpResponse:
    """Give the file as a download."""
    row = _found(request, pk)
    return _sent(row, download=True)


@open_to_all
@reads
def image(request: Request, pk: int) -> HttpResponse:
    """Show the picture."""
    return _sent(_picture(request, pk))


@open_to_all
@reads
def thumb(request: Request, pk: int) -> HttpResponse:
    """Show the small picture."""
    return _sent(_picture(request, pk), small=True)


def _found(request: Request, pk: int) -> File:
    request.META.pop("openbeat.keep", None)  # too large to be kept in memory for a moment
    if (row := queries.visible(pk, request.actor)) is None:
        raise Http404
    return row


def _picture(request: Request, pk: int) -> File:
    row = _found(request, pk)
    if not row.is_picture:
        raise Http404
    return row


def _sent(row: File, *, download: bool = False, small: bool = False) -> HttpResponse:
    try:
        content = store.find(row.token, thumb=small).open("rb")
    except FileNotFoundError as fault:
        raise Http404 from fault
    media_type = "image/webp" if small else row.media_type
    response = FileResponse(content, as_attachment=download, filename=row.name, content_type=media_type)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}" if queries.is_public(row) else "private, no-store"
    return response  # type: ignore[return-value]

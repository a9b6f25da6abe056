"""The public log for programs: checkpoint, tiles and entries as C2SP tlog-tiles has them, and co-signatures taken."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from openbeat.core.ledger.models import Checkpoint
from openbeat.core.ledger.queries import heads, tree
from openbeat.core.ledger.services import log
from openbeat.core.web import limits
from openbeat.core.web.http import Request, alike, public, reads, writes
from openbeat.kit import notes
from openbeat.kit.clock import now
from openbeat.kit.notes import BadNote
from openbeat.kit.tlog import BadPath, TilePath

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=2"
TAKEN = {"text/plain", "application/octet-stream", ""}
PER_HOUR = 30  # of one network forty times as many: a witness may sign every few seconds


@alike
@public
@reads
def checkpoint(request: Request, number: int | None = None) -> HttpResponse:
    """The newest head that was published, with the co-signatures of the witnesses that we know."""
    return _answer(str(heads.note_of(_head(number))), TEXT, A_MOMENT)


@alike
@public
@reads
def tile(request: Request, path: str, number: int | None = None) -> HttpResponse:
    """A tile of the tree, or a bundle of entries, as far as the published head reaches."""
    head = _head(number)
    try:
        wanted = TilePath.parse(path)
    except BadPath as problem:
        raise Http404 from problem
    found = tree.served(wanted, head.size)
    if found is None:
        raise Http404
    # The next log, if there ever must be one, has other tiles at the address without a number.
    for_ever = number is not None or heads.number_of(head.origin) == heads.FIRST_LOG
    return _answer(found, BYTES, FOR_EVER if for_ever else A_MOMENT)


def _head(number: int | None) -> Checkpoint:
    head = heads.published()
    if head is None or number not in {None, heads.number_of(head.origin)}:
        raise Http404
    return head


def _answer(content: str | bytes, kind: str, kept: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": kept, "Access-Control-Allow-Origin": "*"})


@public
@writes
def cosignature(request: Request) -> HttpResponse:
    """Keep what witnesses signed below one of our heads."""
    if not limits.allow(request, "cosignature", per_hour=PER_HOUR):
        return _says("too often: try again in an hour", HTTPStatus.TOO_MANY_REQUESTS)
    if int(request.META.get("CONTENT_LENGTH") or 0) > notes.MOST_BYTES:
        return _says(f"a note has at most {notes.MOST_BYTES} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.content_type not in TAKEN:
        return _says("send the note as text/plain", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        signed = log.cosign(request.body, at=now())
    except BadNote as problem:
        return _says(str(problem), HTTPStatus.BAD_REQUEST)
    return _says("\n".join(f"taken: {witness.name}" for witness in signed), HTTPStatus.OK)


def _says(words: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type=TEXT, status=status, headers={"Cache-Control": "no-store"})


take_cosignature = csrf_exempt(cosignature)

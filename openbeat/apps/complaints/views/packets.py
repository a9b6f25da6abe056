"""How a packet for the review board is made of a case: texts and pages blacked out one by one, then sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries
from openbeat.apps.complaints import services as cases
from openbeat.apps.complaints.lifecycle import Words
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board
from openbeat.apps.complaints.services import board as services
from openbeat.apps.complaints.views.finding import found, is_locked, opens_sealed, unlock_url, why_of
from openbeat.core.evidence import listing
from openbeat.core.people.http import shows_and_takes
from openbeat.core.printing.passages import Passage
from openbeat.core.redaction import pages
from openbeat.core.redaction.forms import PagesForm, TextForm
from openbeat.core.redaction.texts import StillThere
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.queries.board import Origin
    from openbeat.core.vault.bunch import Opened


def _opened(request: Request, complaint: Complaint) -> Opened:
    return vaults.opened(queries.safe_of(complaint), vault.keys(request))


@opens_sealed
def _show(request: Request, complaint: Complaint) -> HttpResponse:
    opened = _opened(request, complaint)
    context: dict[str, Any] = {
        "complaint": complaint,
        "packet": board.being_made(complaint),
        "packets": [each for each in board.packets_in(complaint) if each.sent_at],
        "origins": board.origins_of(complaint, opened),
        "files": [line for line in listing.lines(Ref.of(complaint), opened) if line.meta and _is_pages(line.meta)],
        "doors": POLICY.doors(request.actor, complaint),
    }
    return page(request, "complaints/packet_making.html", **context)


def _is_pages(meta: Any) -> bool:
    return meta.media_type == pages.PDF or meta.media_type in pages.PICTURES


@writes
def _send(request: Request, pk: int) -> HttpResponse:
    """Let the members read it."""
    complaint = found(request, pk)
    packet = board.being_made(complaint)
    if packet is None:
        raise Http404
    services.send_packet(packet, by=request.actor, at=now())
    messages.success(request, _("Sent. The members of the board who have no part in it can read it now."))
    return redirect("complaints:packet_making", pk)


making = never_cache(shows_and_takes(_show, _send))


def _origin(request: Request, complaint: Complaint, sort: str, key: int) -> Origin:
    for origin in board.origins_of(complaint, _opened(request, complaint)):
        if (origin.sort, origin.key) == (sort, key):
            return origin
    raise Http404


def _text_page(request: Request, complaint: Complaint, origin: Origin, form: TextForm, **more: Any) -> HttpResponse:
    context = {"complaint": complaint, "origin": origin, "form": form, "language": origin.language, "standing": ()}
    return page(request, "complaints/packet_text.html", **{**context, **more})


def _show_text(request: Request, pk: int, sort: str, key: int) -> HttpResponse:
    """One text with its sentences and words to choose from."""

    @opens_sealed
    def shown(request: Request, complaint: Complaint) -> HttpResponse:
        origin = _origin(request, complaint, sort, key)
        return _text_page(request, complaint, origin, TextForm(origin.words))

    return shown(request, pk)


_show_text.mode = "opens"  # type: ignore[attr-defined]


@writes
def _take_text(request: Request, pk: int, sort: str, key: int) -> HttpResponse:
    """Add to what is blacked out, or put the text into the packet."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    if not why_of(request, complaint):
        return redirect(complaint)  # which asks
    origin = _origin(request, complaint, sort, key)
    form, keys, by, at = TextForm(origin.words, request.POST), vault.keys(request), request.actor, now()
    standing: tuple[str, ...] = ()
    if form.is_valid() and form.finishes:
        try:
            words = Words(form.result(), origin.language)
        except StillThere as left:
            standing = left.passages
        else:
            packet = services.make_packet(complaint, keys=keys, by=by, at=at)
            services.add_part(packet, origin.sort, words, keys=keys, by=by, at=at)
            messages.success(request, _("Added to the packet. Nothing of what was blacked out is left in it."))
            return redirect("complaints:packet_making", pk)
    cases.opened(complaint, why_of(request, complaint), by=by, at=at)
    status = 422 if form.errors or standing else 200
    return _text_page(request, complaint, origin, form, standing=standing, status=status)


text = never_cache(sensitive_post_parameters()(shows_and_takes(_show_text, _take_text)))


def _content(request: Request, complaint: Complaint, file: int) -> tuple[bytes, Any]:
    """A file of the case in clear, in memory; raises Http404 where it is none of it, or has no pages."""
    opened = _opened(request, complaint)
    line = next((each for each in listing.lines(Ref.of(complaint), opened) if each.file.pk == file), None)
    if line is None or line.meta is None or not _is_pages(line.meta):
        raise Http404
    if line.meta.size > pages.LARGEST:
        raise pages.Unreadable(pages.TOO_LARGE)
    return services.content_of(line.file, line.meta), line.meta


def _pages_page(request: Request, complaint: Complaint, form: PagesForm, **more: Any) -> HttpResponse:
    context = {"complaint": complaint, "form": form, "standing": ()}
    return page(request, "complaints/packet_pages.html", **{**context, **more})


def _show_pages(request: Request, pk: int, file: int) -> HttpResponse:
    """The pages of a file with their words, to black out."""

    @opens_sealed
    def shown(request: Request, complaint: Complaint) -> HttpResponse:
        content, meta = _content(request, complaint, file)
        return _pages_page(request, complaint, PagesForm(pages.look(content, meta.media_type)))

    return shown(request, pk)


_show_pages.mode = "opens"  # type: ignore[attr-defined]


@writes
def _take_pages(request: Request, pk: int, file: int) -> HttpResponse:
    """Add to what is blacked out, or make a new file of the pages and put it into the packet."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    if not why_of(request, complaint):
        return redirect(complaint)  # which asks
    content, meta = _content(request, complaint, file)
    form, by, at = PagesForm(pages.look(content, meta.media_type), request.POST), request.actor, now()
    standing: tuple[str, ...] = ()
    cases.opened(complaint, why_of(request, complaint), by=by, at=at)
    if form.is_valid() and form.finishes:
        title = Passage(_("Pages of a case, with words blacked out"), get_language() or "en")
        try:
            made = pages.black_out(content, meta.media_type, form.boxes, title=title, choices=form.choices)
        except StillThere as left:
            standing = left.passages
        else:
            packet = services.make_packet(complaint, keys=vault.keys(request), by=by, at=at)
            services.add_file(packet, made, "pages.pdf", by=by, at=at)
            messages.success(request, _("Added to the packet. Nothing of what was blacked out is left in it."))
            return redirect("complaints:packet_making", pk)
    return _pages_page(request, complaint, form, standing=standing, status=422 if form.errors or standing else 200)


sheets = never_cache(sensitive_post_parameters()(shows_and_takes(_show_pages, _take_pages)))

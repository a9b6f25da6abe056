"""Pages for when something did not work: in the person's language, with what to do next, and revealing nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.kit.policy import Refused

log = logging.getLogger(__name__)

LAST_RESORT = "<!doctype html><html lang=en><title>Something broke</title><h1>Something broke</h1><p>Please try again."


@dataclass(frozen=True, slots=True)
class Words:
    """What such a page says: its title, and what to do."""

    title: StrPromise
    advice: StrPromise


WORDS = {
    400: Words(
        _("We could not read that"),
        _("The address or the form that arrived here makes no sense to us. Start again from the front page."),
    ),
    403: Words(
        _("This is not yours to do"),
        _("If you think that it should be, ask whoever is responsible for your area."),
    ),
    404: Words(
        _("There is nothing here"),
        _(
            "The address may be mistyped, the page may have moved, or it may be open to some people only. "
            "If you have a receipt code, type it in to see what it belongs to."
        ),
    ),
    405: Words(
        _("This page opens from its form only"),
        _("Nothing was changed: what the form sends got lost on the way. Go back to the form, and send it once more."),
    ),
    409: Words(
        _("Somebody else changed this meanwhile"),
        _("Nothing of yours was kept yet. Copy what you wrote, go back, load the page again, and put it together."),
    ),
    413: Words(
        _("That is too large"),
        _("Nothing was kept. Send a smaller file, or leave the file out: your words alone are enough."),
    ),
    422: Words(
        _("That does not fit together"),
        _("Nothing was changed. Go back, load the page again, and try once more."),
    ),
    429: Words(
        _("That was too often"),
        _("Nothing was kept. Wait a while, then send it again. On paper or by telephone it works at any time."),
    ),
    507: Words(
        _("There is no room left here just now"),
        _(
            "Nothing of what you sent was kept, and nothing else was lost. Somebody has to make room first. "
            "Copy what you wrote and try again later, or tell us on paper or by telephone."
        ),
    ),
}
CAME_LATE = Words(
    _("This form came too late"),
    _(
        "Nothing was kept. The page was open for long, or your browser keeps no cookies. "
        "Go back, load the page again, and send it once more; copy long texts first."
    ),
)


def page(
    request: HttpRequest, status: int, reason: StrPromise | str = "", *, texts: tuple[str, str] = ("", "")
) -> HttpResponse:
    """Answer with the page of this status; `texts` are mine and theirs. htmx gets the words only."""
    return _answer(request, status, WORDS[status], reason, texts)


def _answer(
    request: HttpRequest, status: int, words: Words, reason: StrPromise | str = "", texts: tuple[str, str] = ("", "")
) -> HttpResponse:
    part = request.headers.get("HX-Request") == "true"
    context = {"words": words, "reason": reason, "mine": texts[0], "theirs": texts[1]}
    return render(request, "web/errors/part.html" if part else "web/errors/error.html", context, status=status)


def _reads[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    view.mode = "reads"  # type: ignore[attr-defined]  # what `reads` sets; these must answer to every method
    return view


@_reads
def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    request.GET = QueryDict()  # it may be the query that cannot be read, and the page makes links of it
    translation.activate(translation.get_language_from_request(request, check_path=True))  # not yet asked, perhaps
    return page(request, 400)


@_reads
def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refusal that came without a sentence of ours."""
    return page(request, 403)


@_reads
def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what is not there, and in the same words for what this person may not see."""
    return page(request, 404)


@_reads
def handler500(request: HttpRequest) -> HttpResponse:
    """Answer when the program broke: asks no database, and cannot break itself."""
    try:
        body: str = render_to_string("web/errors/500.html")
    except Exception:
        log.exception("the page for a broken program broke")
        body = LAST_RESORT
    return HttpResponse(body, status=500)


@_reads
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or came too late; the technical reason stays in the log."""
    return _answer(request, 403, CAME_LATE)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer 403 with the sentence of the policy."""
    return page(request, 403, refusal.args[0] if refusal.args else "")


def not_so(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 405 with words: whoever signs in again after pressing a button arrives at its address without the form."""
    answer = page(request, 405)
    answer["Allow"] = response["Allow"]
    return answer


def conflict(request: HttpRequest, *, mine: str, theirs: str) -> HttpResponse:
    """Answer 409 where no form can be shown again: both texts, with what differs."""
    return page(request, 409, texts=(mine, theirs))


def too_large(request: HttpRequest, reason: StrPromise | str = "") -> HttpResponse:
    """Answer 413; the sentence says what would fit."""
    return page(request, 413, reason)


def unprocessable(request: HttpRequest, reason: StrPromise | str) -> HttpResponse:
    """Answer 422 where there is no form to show the error in."""
    return page(request, 422, reason)


def too_many(request: HttpRequest, reason: StrPromise | str = "", *, seconds: int = 3600) -> HttpResponse:
    """Answer 429, and say after how long to try again."""
    response = page(request, 429, reason)
    response["Retry-After"] = str(seconds)
    return response


def no_room(request: HttpRequest) -> HttpResponse:
    """Answer 507 when the disk is full."""
    return page(request, 507)

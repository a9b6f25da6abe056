"""The third kind of view: it opens something personal or sealed, and the record of that comes first."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from openbeat.core.ledger import services
from openbeat.core.web.http import Request, View, read_only
from openbeat.kit.clock import now


class Reading(StrEnum):
    """Acts of reading."""

    OPEN = "open"


def opens[**P, T](
    find: Callable[Concatenate[Request, P], T],
    *,
    unless: Callable[[Any, T], bool] = lambda _actor, _thing: False,
    why: str | Callable[[Any, T], str] = "",
    of: Callable[[T], Any] = lambda thing: thing,
) -> Callable[[Callable[Concatenate[Request, T, ...], HttpResponse]], View[P]]:
    """GET only: find the thing or 404, record who reads it and when, then call `view(request, thing)`, read-only.

    No record, no text. `unless(actor, thing)` says where nothing personal is opened: one's own words, or public ones.
    `why` is the reason code of the record, a word, or what `why(request, thing)` gives; `of(thing)` what it is about.
    """

    def wrap(view: Callable[Concatenate[Request, T, ...], HttpResponse]) -> View[P]:
        @wraps(view)
        def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with read_only():
                thing = find(request, *args, **kwargs)
                if unless(request.actor, thing):
                    return view(request, thing)
            with transaction.atomic(durable=True):
                facts = {"why": code} if (code := why(request, thing) if callable(why) else why) else {}
                services.record(Reading.OPEN, of(thing), by=request.actor, at=now(), **facts)
            with read_only():
                return view(request, thing)

        wrapper.mode = "opens"  # type: ignore[attr-defined]
        return require_safe(wrapper)

    return wrap

"""The third kind of view: it opens something personal or sealed, and the record of that comes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Slow[M]:
    """What a view gives that needs seconds: `make` runs while no transaction is open, then `show` makes the page."""

    make: Callable[[], M]
    show: Callable[[M], HttpResponse]


def opens[**P, T](
    find: Callable[Concatenate[Request, P], T],
    *,
    unless: Callable[[Any, T], bool] = lambda _actor, _thing: False,
    why: str | Callable[[Any, T], str] = "",
    of: Callable[[T], Any] = lambda thing: thing,
) -> Callable[[Callable[Concatenate[Request, T, ...], HttpResponse | Slow[Any]]], View[P]]:
    """GET only: find the thing or 404, record who reads it and when, then call `view(request, thing)`, read-only.

    No record, no text. `unless(actor, thing)` says where nothing personal is opened: one's own words, or public ones.
    `why` is the reason code of the record, a word, or what `why(request, thing)` gives; `of(thing)` what it is about.
    """

    def wrap(view: Callable[Concatenate[Request, T, ...], HttpResponse | Slow[Any]]) -> View[P]:
        @wraps(view)
        def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with read_only():
                thing = find(request, *args, **kwargs)
                answer = view(request, thing) if unless(request.actor, thing) else None
            if answer is None:
                _recorded(request, of(thing), why(request, thing) if callable(why) else why)
                with read_only():
                    answer = view(request, thing)
            return _whole(answer)

        wrapper.mode = "opens"  # type: ignore[attr-defined]
        return require_safe(wrapper)

    return wrap


def _recorded(request: Request, thing: Any, why: str) -> None:
    """Put the reading on record; it stands before the view begins."""
    with transaction.atomic(durable=True):
        facts = {"why": why} if why else {}
        services.record(Reading.OPEN, thing, by=request.actor, at=now(), **facts)


def _whole(answer: HttpResponse | Slow[Any]) -> HttpResponse:
    """The page, whatever it waits for."""
    if not isinstance(answer, Slow):
        return answer
    made = answer.make()
    with read_only():
        return answer.show(made)

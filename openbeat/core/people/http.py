"""Pages that show a form and take it in under one address, and the pages of the account library under our roof."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.web import errors, limits
from openbeat.core.web.http import Request, shows_and_takes

__all__ = ["PER_HOUR", "entrance", "shows_and_takes"]

type AnyView = Callable[..., HttpResponse]

PER_HOUR = 30  # of one kind of page, for a device; an address shared by many has forty times as much


def entrance(view: AnyView) -> AnyView:
    """A view of allauth: what it writes is all or nothing, posts are counted, and no cache keeps the page."""

    @wraps(view)
    def wrapper(request: Request, /, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not limits.allow(request, "entrance", per_hour=PER_HOUR):
            return errors.too_many(request, _("Too many tries from this network. Wait a while and try again."))
        with transaction.atomic():
            return view(request, *args, **kwargs)

    wrapper.mode = "writes"  # type: ignore[attr-defined]
    return never_cache(wrapper)

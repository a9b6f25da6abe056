"""Uploads that are too large, and a disk that is full: a sentence, and nothing half kept."""

from __future__ import annotations

import errno
import logging
import re
from collections.abc import Callable
from shutil import disk_usage
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from openbeat.core.files.checking import while_asked
from openbeat.core.files.handlers import TooLarge, largest_body
from openbeat.core.web import errors

log = logging.getLogger(__name__)

DRAINED = 64 * 1024 * 1024  # a browser that still sends does not show the answer: so much is read and thrown away
THROUGH = 100 * 1024 * 1024  # the shipped proxy lets such a form through, and loses the answer where some was not read
MOST_FILES = 100  # with one form; forms that seal what comes say by themselves what is too many
PIECE = 256 * 1024
NO_ROOM = 1024 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT}
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no feed can hold them (XML 1.0, section 2.2)


class UploadGuard:
    """Reads the body of a form before the view, its transaction and even the check of its token begin.

    A view that reads large uploads by itself says `view.reads_its_own_body = True`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "charset" in (request.content_params or {}):
            request.encoding = "utf-8"  # what our pages send; some that Python knows are no encodings of text
        with while_asked():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Answer 413 or 507 instead of the view, when there is too much to read or no room to put it."""
        if request.method not in {"POST", "PUT", "PATCH"} or getattr(view, "reads_its_own_body", False):
            return None
        if announced(request) > largest_body():
            drain(request)
            return _too_large(request)
        return read(request) or _too_many(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 507 when the disk is full; the transaction was rolled back, so nothing is half kept."""
        return full(request) if is_full(exception) else None


def read(request: HttpRequest) -> HttpResponse | None:
    """Read the form; gives the answer where it cannot be read."""
    try:
        request.POST = without_unseen(request.POST)  # type: ignore[assignment]  # reads the body
    except TooLarge:
        return _too_large(request)
    except RequestDataTooBig:
        return errors.too_large(request, _("Your text is longer than we can take at once."))
    except UnreadablePostError:
        return errors.page(request, 400)  # it broke on the way: what came of it must not count as a form
    except OSError as fault:
        if fault.errno in FULL:
            return full(request)
        raise
    return None


def without_unseen(form: QueryDict) -> QueryDict:
    """The form without control characters: they come along unseen when people paste, and would break feeds for all."""
    if not any(UNSEEN.search(str(value)) for _name, values in form.lists() for value in values):
        return form
    plain = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        plain.setlist(name, [UNSEEN.sub("", str(value)) for value in values])
    return plain


def is_full(fault: BaseException) -> bool:
    """Does this fault mean that there is no room left, on the disk or in the database?"""
    if isinstance(fault, OSError):
        return fault.errno in FULL
    if not isinstance(fault, OperationalError):
        return False
    told = any(words in str(fault) for words in ("disk is full", "No space left on device", "could not extend file"))
    # SQLite that cannot even begin its log says something vaguer.
    return told or ("disk I/O error" in str(fault) and disk_usage(settings.OPENBEAT_DATA).free < NO_ROOM)


def announced(request: HttpRequest) -> int:
    """How many bytes the request says that it has."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def drain(request: HttpRequest) -> None:
    """Read and throw away so much that a browser which still sends sees the answer."""
    read, most = 0, THROUGH if announced(request) <= THROUGH else DRAINED
    try:
        while read < most and (piece := request.read(PIECE)):
            read += len(piece)
    except OSError:
        return  # whoever sent it is gone


def _too_many(request: HttpRequest) -> HttpResponse | None:
    count = sum(len(files) for _name, files in request.FILES.lists())
    return errors.page(request, 400) if count > MOST_FILES else None


def _too_large(request: HttpRequest) -> HttpResponse:
    sentence = _("What you sent is larger than %(most)s in all.") % {"most": filesizeformat(largest_body())}
    response = errors.too_large(request, sentence)
    response["Connection"] = "close"
    return response


def full(request: HttpRequest) -> HttpResponse:
    """Answer 507: the disk is full."""
    log.error("the disk is full")
    return errors.no_room(request)

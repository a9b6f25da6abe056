"""The two kinds of files: which one it is shows in its first sign, never in its name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.core.translation.exchange import po, xliff
from openbeat.core.translation.exchange.checking import checked
from openbeat.core.translation.exchange.units import MOST_BYTES, MOST_UNITS, Parcel, Returned, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping


class Form(StrEnum):
    """A kind of file; its value is how the file's name ends."""

    XLIFF = "xlf"
    PO = "po"


FORMS: Mapping[Form, str] = {Form.XLIFF: "application/xliff+xml", Form.PO: "text/x-gettext-translation"}  # media types


def written(parcel: Parcel, form: Form) -> bytes:
    """The file of a parcel, in UTF-8."""
    return xliff.written(parcel) if form == Form.XLIFF else po.written(parcel)


def read(data: bytes, asked: Parcel) -> tuple[Returned, ...]:
    """What a translator sent back of what was asked for (as it stands today), in that order; what is empty is left out.

    The source of a unit may have changed since the file was made: then it is kept, and marked stale. Raises Unreadable
    for anything else that does not fit: then nothing is taken.
    """
    if len(data) > MOST_BYTES:
        raise refuse(_("The file is too large: at most %(most)s MB.") % {"most": MOST_BYTES // 1024**2})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise refuse(_("The file is not in UTF-8. Save it in UTF-8 and try again."), line) from None
    if not text.strip("\ufeff \t\r\n"):
        raise refuse(_("The file is empty."))
    if text.count("<trans-unit") + text.count("msgctxt") > MOST_UNITS:
        raise refuse(_("The file is too large: at most %(most)s units.") % {"most": MOST_UNITS})
    reader = xliff if text.lstrip("\ufeff \t\r\n").startswith("<") else po
    return checked(reader.read(text), asked)

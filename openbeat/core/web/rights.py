"""Texts of rights, consent and stop words: the English stands beside them until a native speaker signed them.

In a template they stand between `{% rights %}` and `{% endrights %}`; in Python they are said by `beside(_("…"))`.
Who signed what is known above: `translation` provides it when the program starts, and finds the texts by these marks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language, override

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_signed: list[Callable[[str], bool]] = [lambda _code: True]


def provide_signed(ask: Callable[[str], bool]) -> None:
    """Say in which languages the texts of rights are signed as they stand; asked often, so keep the answer a while."""
    _signed[0] = ask


def in_both(say: Callable[[], str]) -> tuple[str, str]:
    """What is said in the active language, and the English that must stand beside it, or ""."""
    words, code = say(), get_language() or settings.LANGUAGE_CODE
    if code == settings.LANGUAGE_CODE or _signed[0](code):
        return words, ""
    with override(settings.LANGUAGE_CODE):
        source = say()
    return words, "" if source == words else source


def _beside(message: StrPromise | str, *, below: bool = False) -> str:
    words, source = in_both(lambda: str(message))
    if not source:
        return words
    if below:
        return f"{words}\n\n{source}"
    # One element: beside a radio button both stand in one column.
    return format_html('<span>{} <span lang="{}" dir="ltr">({})</span></span>', words, settings.LANGUAGE_CODE, source)


beside = lazy(_beside, str)  # for a form; `below`: as plain words in a paragraph of its own, for a message

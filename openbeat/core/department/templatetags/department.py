"""Working days, languages and promised days, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from openbeat.core.department import tongues as names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def weekdays(days: Iterable[int]) -> str:
    """Name the working days: Monday, Tuesday."""
    return ", ".join(str(WEEKDAYS[day]) for day in sorted(days))


@register.simple_tag
def tongues(codes: Iterable[str]) -> SafeString:
    """Name languages, each as its speakers do."""
    named = ((code, names.name(code)) for code in codes)
    return format_html_join(", ", '<span lang="{}">{}</span>', named)


@register.filter
def tongue(code: str) -> str:
    """Name one language as its speakers do; say so where nobody knows which it is."""
    return names.name(code)


@register.simple_tag
def days(count: int, clock: str) -> SafeString:
    """Say a number of days and which days are counted."""
    if clock == "working":
        words = ngettext("%(count)s working day", "%(count)s working days", count)
    else:
        words = ngettext("%(count)s day", "%(count)s days", count)
    return format_html("{}", words % {"count": count})

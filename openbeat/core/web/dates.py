"""Moments and promises in words, in the person's language and the department's zone (the zone that is active)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from openbeat.kit import clock

type Moment = date | datetime

FORMS = ("full", "day", "weekday", "weekday-day", "time", "month")


def here(at: Moment) -> Moment:
    """The same moment on the clock of the department; a day stays a day."""
    return timezone.localtime(at) if isinstance(at, datetime) and timezone.is_aware(at) else at


def day_of(at: Moment) -> date:
    """The day on which a moment falls, in the department's zone."""
    local = here(at)
    return local.date() if isinstance(local, datetime) else local


def words(at: Moment, form: str = "full") -> str:
    """Say a moment: full, day, weekday, weekday-day, time or month; a day without a time leaves the time out."""
    return _words(_bare(here(at)), form, get_language() or "")


def _bare(local: Moment) -> Moment:
    """Without its zone: moments of two zones may be equal, and a cache would take one for the other."""
    return local.replace(tzinfo=None) if isinstance(local, datetime) else local


@lru_cache(maxsize=4096)
def _words(local: Moment, form: str, _language: str) -> str:
    if form not in FORMS:
        raise ValueError(f"{form!r} is none of {', '.join(FORMS)}")
    if form == "month":
        return date_format(local, "YEAR_MONTH_FORMAT")
    clock_words = time_format(local, "TIME_FORMAT") if isinstance(local, datetime) else ""
    if form == "time":
        return clock_words
    day = date_format(local, "DATE_FORMAT")
    if form.startswith("weekday"):
        day = pgettext("a day: Tuesday 24 November 2026", "%(weekday)s %(day)s") % {
            "weekday": date_format(local, "l"),
            "day": day,
        }
    if not clock_words or (form.endswith("day") and form != "weekday"):
        return day
    return pgettext("a moment: 24 November 2026, 18:30", "%(day)s, %(time)s") % {"day": day, "time": clock_words}


def month_mark(at: Moment) -> str:
    """The month as short as it can stand over a chart: its short name, or its number where a language has none."""
    named = get_language() == settings.LANGUAGE_CODE or str(MONTHS_3[1]) != "jan"
    return date_format(here(at), "M" if named else "n")


def tag(at: Moment, form: str = "full") -> SafeString:
    """Say a moment inside <time>, so that a program can read it too."""
    local = here(at)
    return _tag(_stamp(local), _bare(local), form, get_language() or "")


@lru_cache(maxsize=4096)
def _tag(stamp: str, local: Moment, form: str, language: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', stamp, _words(local, form, language))


def _stamp(local: Moment) -> str:
    return local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat()


def promise(due: Moment, kept: Moment | None = None) -> SafeString:
    """Say how a promise stands, as HTML."""
    kept_on = None if kept is None else day_of(kept)
    local = here(due)
    return _promise(_stamp(local), day_of(local), (kept_on, day_of(clock.now())), get_language() or "")


@lru_cache(maxsize=4096)
def _promise(stamp: str, due: date, kept_and_now: tuple[date | None, date], _language: str) -> SafeString:
    kind, said = until(due, *kept_and_now)
    return format_html('<span class="{}"><time datetime="{}">{}</time></span>', kind, stamp, said)


def until(due: Moment, kept: Moment | None = None, now: Moment | None = None) -> tuple[str, str]:
    """Say how a promise stands: a kind (wait, ok, late) and the words."""
    last = day_of(due)
    if kept is not None:
        return _kept(day_of(kept), last)
    days = (last - day_of(now or clock.now())).days
    if days < 0:
        shape = ngettext("late since %(day)s, %(days)d day", "late since %(day)s, %(days)d days", -days)
    else:
        shape = {0: _("by today, %(day)s"), 1: _("by tomorrow, %(day)s")}.get(days, _("by %(day)s"))
    return "late" if days < 0 else "wait", shape % {"day": words(last, "day"), "days": -days}


def _kept(kept: date, last: date) -> tuple[str, str]:
    if kept > last:
        return "late", _("kept late, on %(day)s") % {"day": words(kept, "day")}
    return "ok", _("kept on %(day)s") % {"day": words(kept, "day")}

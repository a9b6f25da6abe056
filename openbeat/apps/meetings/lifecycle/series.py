"""Series of meetings: how often, around which holidays, who leads them, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy


class Way(TextChoices):
    """Who leads a meeting."""

    RESIDENT = "resident", gettext_lazy("A resident leads, the beat officer is there")
    FACILITATORS = "facilitators", gettext_lazy("Facilitators of the community lead")
    OFFICERS = "officers", gettext_lazy("Officers lead")


class Every(TextChoices):
    """How often a series meets."""

    WEEK = "week", gettext_lazy("On weekdays, every week or every few weeks")
    MONTH_WEEKDAY = "month_weekday", gettext_lazy("On a weekday of the month, such as the second Tuesday")
    MONTH_DAY = "month_day", gettext_lazy("On a day of the month, such as the 15th")
    YEAR = "year", gettext_lazy("Once a year, on the day of the first meeting")


class Holidays(TextChoices):
    """What becomes of a meeting that would fall on a holiday."""

    MOVE = "move", gettext_lazy("It moves to the next working day")
    SKIP = "skip", gettext_lazy("It is left out")
    KEEP = "keep", gettext_lazy("It takes place all the same")


class Scope(TextChoices):
    """How much of a series a change is about."""

    THIS = "this", gettext_lazy("This meeting only")
    FOLLOWING = "following", gettext_lazy("This one and all that follow")
    ALL = "all", gettext_lazy("All meetings of the series that are still to come")


class Week(IntegerChoices):
    """Which of a weekday in a month."""

    FIRST = 1, pgettext_lazy("weekday of a month", "first")
    SECOND = 2, pgettext_lazy("weekday of a month", "second")
    THIRD = 3, pgettext_lazy("weekday of a month", "third")
    FOURTH = 4, pgettext_lazy("weekday of a month", "fourth")
    FIFTH = 5, pgettext_lazy("weekday of a month", "fifth")
    LAST = -1, pgettext_lazy("weekday of a month", "last")


class SeriesAct(StrEnum):
    """What can be done about a series; written into the ledger under these names."""

    BEGIN = "begin"
    CHANGE = "change"
    LEAVE_OUT = "leave_out"
    PUT_BACK = "put_back"
    END = "end"
    LAY_OUT = "lay_out"
    ANNOUNCE_DAY = "announce_day"


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """When a series meets, on the wall clock of the department, and what makes it open to everybody."""

    kind: str
    title: str
    language: str  # of all these words
    begins_on: date
    begins: time
    minutes: int
    place: str
    every: str = Every.MONTH_WEEKDAY
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    monthday: int = 0
    until: date | None = None
    holidays: str = Holidays.MOVE
    run_by: str = Way.RESIDENT
    address: str = ""
    online: str = ""
    interpreters: tuple[str, ...] = ()
    child_care: bool = False
    access: str = ""
    also: tuple[int, ...] | None = None  # keys of other areas that meet with this one; None: as it is


def how_often(plan: SeriesPlan) -> str:
    """The rule of a series in words, such as “on the second Tuesday of each month, 18:30”."""
    days, hour = _HOW_OFTEN[plan.every](plan), time_format(plan.begins, "TIME_FORMAT")
    return pgettext("a rule and its hour", "%(days)s, %(hour)s") % {"days": days, "hour": hour}


def _weekdays(plan: SeriesPlan) -> str:
    names = [str(WEEKDAYS[day]) for day in plan.weekdays or (plan.begins_on.weekday(),)]
    return pgettext("between two weekdays", " and ").join(names)


def _weekly(plan: SeriesPlan) -> str:
    said = ngettext("every week on %(days)s", "every %(count)s weeks on %(days)s", plan.interval)
    return said % {"count": plan.interval, "days": _weekdays(plan)}


def _by_weekday(plan: SeriesPlan) -> str:
    which = pgettext("between two weekdays", " and ").join(str(Week(week).label) for week in plan.weeks)
    said = ngettext(
        "on the %(which)s %(days)s of each month", "on the %(which)s %(days)s, every %(count)s months", plan.interval
    )
    return said % {"count": plan.interval, "which": which, "days": _weekdays(plan)}


def _by_day(plan: SeriesPlan) -> str:
    if plan.monthday < 0:
        said = ngettext(
            "on the last day of each month", "on the last day of the month, every %(count)s months", plan.interval
        )
    else:
        said = ngettext("on day %(day)s of each month", "on day %(day)s, every %(count)s months", plan.interval)
    return said % {"count": plan.interval, "day": plan.monthday}


def _yearly(plan: SeriesPlan) -> str:
    said = ngettext("every year on the day of the first meeting", "every %(count)s years", plan.interval)
    return said % {"count": plan.interval}


_HOW_OFTEN: dict[str, Callable[[SeriesPlan], str]] = {
    Every.WEEK: _weekly,
    Every.MONTH_WEEKDAY: _by_weekday,
    Every.MONTH_DAY: _by_day,
    Every.YEAR: _yearly,
}

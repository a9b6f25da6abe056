"""The calendar to run all meetings: a month of all beats, or of one area."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.formats import get_format

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2999


@open_to_all
@reads
def month(request: Request) -> HttpResponse:
    at, monday = now(), (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    first = month_asked(request.GET.get("month", ""), at)
    area, kind = places.area_by_slug(request.GET.get("area", "")), _kind(request)
    window = queries.Window(*queries.span(first, monday), area, kind)
    entries = queries.entries(window, request.actor, at)
    leads = bool(queries.areas_led(request.actor))
    return page(
        request,
        "meetings/calendar.html",
        month=first,
        before=_shifted(first, -1),
        after=_shifted(first, 1),
        weeks=queries.weeks(first, entries, monday),
        weekdays=[WEEKDAYS[(monday + number) % 7] for number in range(7)],
        nothing=not any(entry.starts.astimezone(department.zone()).month == first.month for entry in entries),
        area=area,
        kind=kind,
        areas=places.areas(),
        kinds=Kind.choices,
        conflicts=queries.clashing(entries, at) if leads else [],
        behind=queries.behind(at, area),
        may_announce=leads,
    )


def month_asked(text: str, at: datetime) -> date:
    """The first day of the month that was asked for, such as 2026-12; anything else gives the current one."""
    found = MONTH.fullmatch(text)
    if found:
        year, number = int(found[1]), int(found[2])
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:  # noqa: PLR2004
            return date(year, number, 1)
    return at.astimezone(department.zone()).date().replace(day=1)


def _shifted(first: date, by: int) -> date:
    return (first - timedelta(days=1)).replace(day=1) if by < 0 else (first + timedelta(days=32)).replace(day=1)


def _kind(request: Request) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in Kind.values else ""

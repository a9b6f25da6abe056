"""So many months later."""

from __future__ import annotations

import calendar
from datetime import datetime


def after(day: datetime, months: int) -> datetime:
    """The same day so many months later; the last of the month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))

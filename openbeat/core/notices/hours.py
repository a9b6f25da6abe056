"""Safe hours: a message waits until a person may be reached, by the department's clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def next_safe(at: datetime, since: time | None, until: time | None, zone: str) -> datetime:
    """The first moment from `at` on that lies within the safe hours; hours may run over midnight ("22:00 to 06:00")."""
    if since is None or until is None or since == until:
        return at
    local = at.astimezone(ZoneInfo(zone))
    if _within(local.time(), since, until):
        return at
    start = local.replace(hour=since.hour, minute=since.minute, second=0, microsecond=0, fold=0)
    if start < local:
        start = (start + timedelta(days=1)).replace(tzinfo=local.tzinfo)
    return start.astimezone(at.tzinfo)


def _within(moment: time, since: time, until: time) -> bool:
    if since < until:
        return since <= moment < until
    return moment >= since or moment < until

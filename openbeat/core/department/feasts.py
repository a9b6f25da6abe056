"""Public holidays by country and year, and time zones by name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from openbeat.core.department.wrong import Wrong

if TYPE_CHECKING:
    from datetime import date


def of(country: str, region: str, year: int) -> list[tuple[date, str]]:
    """The public holidays of a country, and of a region in it, in a year; raises Wrong."""
    import holidays  # noqa: PLC0415  takes a while to load, and is needed on one page only

    if not 2000 <= year <= 2100:  # noqa: PLR2004  a slip of the keyboard, not a year
        raise Wrong(Wrong.NO_YEAR)
    regions = holidays.list_supported_countries(include_aliases=True).get(country)
    if regions is None:
        raise Wrong(Wrong.NO_COUNTRY, country=country)
    if region and region not in regions:
        raise Wrong(Wrong.NO_REGION, region=region, country=country, known=", ".join(regions) or "-")
    found = holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US")
    return sorted(found.items())


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The names of all time zones that are places, by name."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def check_zone(name: str) -> None:
    """Raise Wrong unless there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError) as problem:
        raise Wrong(Wrong.NO_ZONE, zone=name) from problem

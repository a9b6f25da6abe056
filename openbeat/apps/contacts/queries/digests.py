"""The digest of a month in an area, made from the records by whatever apps are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from openbeat.apps.contacts.figures.digests import messenger
from openbeat.apps.contacts.models import Digest
from openbeat.core.department import queries as department
from openbeat.core.hooks import digest
from openbeat.core.hooks.digest import Part, Span
from openbeat.core.loop import queries as loop
from openbeat.core.notices.models import Follow
from openbeat.core.places import queries as places
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

AREA = "places.area"
FIRST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class MonthDigest:
    """What happened in an area in a month, in the language that is active."""

    area: Area
    month: date  # its first day
    parts: tuple[Part, ...]
    so_far: bool  # the month is not over

    @property
    def title(self) -> str:
        """What it is, in one line."""
        return _("%(area)s in %(month)s") % {"area": self.area.name, "month": dates.words(self.month, "month")}

    @property
    def sentences(self) -> list[str]:
        """All sentences with their figures, in order."""
        return [sentence for part in self.parts for sentence in part.sentences]

    @property
    def address(self) -> str:
        """Where all of it stands."""
        page = reverse("contacts:digest", args=[self.area.slug])
        return f"{settings.OPENBEAT_ADDRESS}{page}?month={self.month:%Y-%m}"

    @property
    def short(self) -> str:
        """Fewer than 700 characters, for a messenger."""
        return messenger(self.title, self.sentences, self.address)


def last_month(at: datetime) -> date:
    """The first day of the last month that is over, where the department is."""
    return (this_month(at) - timedelta(days=1)).replace(day=1)


def this_month(at: datetime) -> date:
    """The first day of the month that it is, where the department is."""
    return at.astimezone(department.zone()).date().replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=31)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def month_named(text: str, at: datetime) -> date | None:
    """The month that an address names ("2026-11"), for "" the last one that is over; None for any that is not yet."""
    if not text:
        return last_month(at)
    try:
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        return None
    return month if FIRST <= month <= this_month(at) else None


def digest_of(area: Area, month: date, at: datetime) -> MonthDigest:
    """The digest of a month, by the hooks of the apps and by how promises were kept; as a visitor sees it."""
    since, until = _begin(month), _begin(month_after(month))
    span = Span(area, since, until, at)
    parts = (*digest.parts(span), *_kept(span))
    return MonthDigest(area, month, parts, so_far=at < until)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=department.zone())


def _kept(span: Span) -> list[Part]:
    rows = loop.kept(span.since, min(span.until, span.at), span.area, is_over=span.until <= span.at)
    due, in_time = sum(row.due for row in rows), sum(row.in_time for row in rows)
    if not due:
        return []
    words = _("Promises kept in time: %(kept)d of %(all)d.") % {"kept": in_time, "all": due}
    return [Part(_("Are promises kept?"), (words,))]


def areas_with_followers() -> list[Area]:
    """The open areas that somebody follows."""
    keys = set(Follow.objects.filter(kind=AREA).order_by().values_list("key", flat=True))
    return [area for area in places.areas() if str(area.pk) in keys]


def digests_of(month: date) -> set[int]:
    """The keys of the areas whose digest of this month was asked for."""
    return set(Digest.objects.filter(month=month).order_by("pk").values_list("area", flat=True))

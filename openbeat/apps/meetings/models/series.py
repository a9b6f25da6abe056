"""Series of meetings, and the days that they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Every, Holidays, Kind, Way
from openbeat.apps.meetings.models.meetings import new_uid

if TYPE_CHECKING:
    from datetime import date

    from openbeat.core.places.models import Area


class Series(models.Model):
    """An area meets again and again, by a rule on the wall clock of the department."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    also = models.ManyToManyField("places.Area", related_name="+")  # areas that meet together with this one
    kind = models.CharField(max_length=12, choices=Kind)
    run_by = models.CharField(max_length=12, choices=Way, default=Way.RESIDENT)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=12)  # of title, place, address and access
    begins_on = models.DateField()
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    every = models.CharField(max_length=14, choices=Every)
    interval = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list)  # Monday is 0
    weeks = models.JSONField(default=list)  # of the month; -1 is the last
    monthday = models.SmallIntegerField(default=0)  # -1 is the last
    until = models.DateField(null=True)  # the last day that may have a meeting; before begins_on: none takes place
    holidays = models.CharField(max_length=4, choices=Holidays, default=Holidays.MOVE)
    place = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=300, blank=True)
    interpreters = models.JSONField(default=list)  # codes of languages
    child_care = models.BooleanField(default=False)
    access = models.TextField(max_length=1000, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "also", "kind", "run_by", "title", "language", "begins_on", "begins", "minutes", "every",
            "interval", "weekdays", "weeks", "monthday", "until", "holidays", "place", "address", "online",
            "interpreters", "child_care", "access", "follows", "begun_at", "changed_at", "uid",
        )  # fmt: skip
        internal = ("version",)
        personal = ()

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        indexes = (models.Index(fields=["area", "until"], name="meetings_series_of_area"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_series_says_where",
                condition=~Q(title="") & ~Q(language="") & ~Q(place=""),
                violation_error_message=_("A series says what it is and where it is."),
            ),
            models.CheckConstraint(
                name="meetings_series_has_a_length",
                condition=Q(minutes__gte=1, minutes__lte=1440, interval__gte=1),
                violation_error_message=_("A meeting lasts from one minute to one day."),
            ),
            models.CheckConstraint(
                name="meetings_series_has_a_day",
                condition=~Q(every=Every.MONTH_WEEKDAY) & ~Q(every=Every.MONTH_DAY)
                | Q(every=Every.MONTH_WEEKDAY) & ~Q(weekdays=[]) & ~Q(weeks=[])
                | Q(every=Every.MONTH_DAY, monthday__gte=-1, monthday__lte=31) & ~Q(monthday=0),
                violation_error_message=_("A series says on which day of the month it meets."),
            ),
            models.CheckConstraint(
                name="meetings_series_listens_alone",
                condition=~Q(kind=Kind.LISTENING) | Q(run_by=Way.FACILITATORS),
                violation_error_message=_("A listening session is led by facilitators: no officer is there."),
            ),
        )

    def __str__(self) -> str:
        return f"series {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:series", args=[self.pk])

    @property
    def together(self) -> list[Area]:
        """The other areas that it is for, by name."""
        return list(self.also.defer("boundary").order_by("name", "pk"))

    def uid_of(self, slot: date) -> UUID:
        """The name by which calendars know the meeting of this day, before it is announced and after."""
        return uuid5(self.uid, slot.isoformat())


class SeriesException(models.Model):
    """A day of the rule on which a series does not meet, and why."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="exceptions")
    day = models.DateField()
    reason = models.CharField(max_length=200)
    reason_language = models.CharField(max_length=12)
    made_at = models.DateTimeField()

    class Privacy:
        public = ("id", "series", "day", "reason", "reason_language", "made_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("day that is left out")
        verbose_name_plural = _("days that are left out")
        constraints = (
            models.UniqueConstraint(
                fields=["series", "day"],
                name="meetings_left_out_once",
                violation_error_message=_("This day is left out already."),
            ),
            models.CheckConstraint(
                name="meetings_left_out_says_why",
                condition=~Q(reason="") & ~Q(reason_language=""),
                violation_error_message=_("Whoever leaves out a day says why."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} of series {self.series_id}"

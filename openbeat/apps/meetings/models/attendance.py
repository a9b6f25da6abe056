"""Who came, as far as they said: counts, and names of their own choosing that are deleted in time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Source


class SignedIn(models.Model):
    """Somebody was there, or several who were only counted. A name is never public, and goes after 90 days."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="signed_in")
    people = models.PositiveSmallIntegerField(default=1)
    first_timers = models.PositiveSmallIntegerField(default=0)
    regulars = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)  # which they speak
    name = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=Source)
    signed_at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL may stand twice, "" not

    class Privacy:
        public = ("id", "meeting")
        internal = ("people", "first_timers", "regulars", "language", "source", "signed_at", "once")
        personal = ("name", "person")
        subject = "person"  # where somebody was signed in and gave a name
        forgotten = {"name": "-"}  # a line with a person has a name; this one goes with the others after 90 days

    class Meta:
        verbose_name = _("line of the sign-in sheet")
        verbose_name_plural = _("lines of the sign-in sheet")
        indexes = (models.Index(fields=["meeting", "signed_at"], name="meetings_signed_in"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_signed_in_counts",
                condition=Q(people__gt=0, people__gte=F("first_timers") + F("regulars")),
                violation_error_message=_("No more can be there for the first time than are there."),
            ),
            models.CheckConstraint(
                name="meetings_a_name_is_one",
                condition=Q(name="", person__isnull=True) | ~Q(name="") & Q(people=1),
                violation_error_message=_("A name stands for one person."),
            ),
        )

    def __str__(self) -> str:
        return f"line {self.pk} of the sign-in sheet"

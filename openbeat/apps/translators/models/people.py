"""Who translates into which language, and how long they worked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tongue(models.Model):
    """A language that somebody says they translate into, and whether an administrator admitted it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    said_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # taken back, refused, or ended

    class Privacy:
        public = ("id",)
        internal = ("person", "language", "said_at", "admitted_at", "admitted_by", "ended_at")
        personal = ()
        subject = "person"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "language"],
                condition=Q(ended_at=None),
                name="translators_tongue_once",
                violation_error_message=_("You have said this already."),
            ),
        )

    def __str__(self) -> str:
        return f"tongue {self.pk}"


class Effort(models.Model):
    """Minutes that somebody spent on a work."""

    work = models.ForeignKey("translators.Work", on_delete=models.PROTECT, related_name="efforts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Privacy:
        public = ("id",)
        internal = ("work", "person", "minutes", "at")
        personal = ()
        subject = "person"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="translators_minutes_of_a_day",
                condition=Q(minutes__lte=1440),
                violation_error_message=_("A day has 1,440 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"effort {self.pk}"

"""What whoever leads a meeting sets up for it: which officers are expected, and reminders."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import REMINDERS


class Attending(models.Model):
    """An officer who is expected, by post or by role; and whether that officer came."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="attending")
    post = models.ForeignKey("places.Post", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)  # by which that officer wants to be known in public
    came = models.BooleanField(null=True)
    set_at = models.DateTimeField()

    class Privacy:
        public = ("id", "meeting", "post", "role", "name", "came", "set_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("officer expected")
        verbose_name_plural = _("officers expected")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "post"],
                condition=Q(post__isnull=False),
                name="meetings_post_expected_once",
                violation_error_message=_("This post is expected already."),
            ),
            models.CheckConstraint(
                name="meetings_expected_says_who",
                condition=~Q(role=""),
                violation_error_message=_("Say which officer is expected."),
            ),
        )

    def __str__(self) -> str:
        return f"officer expected {self.pk}"


class Reminder(models.Model):
    """Words to everybody who said that they come, some hours before the meeting: what we will report back to you."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="reminders")
    hours = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=12)
    set_at = models.DateTimeField()
    sent_for = models.DateTimeField(null=True)  # the beginning of the meeting, as it stood when it was sent

    class Privacy:
        public = ("id", "meeting", "hours", "words", "language")
        internal = ("set_at", "sent_for")
        personal = ()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "hours"],
                name="meetings_reminder_once",
                violation_error_message=_("There is a reminder at this moment already."),
            ),
            models.CheckConstraint(
                name="meetings_reminder_hours",
                condition=Q(hours__in=REMINDERS),
                violation_error_message=_("A reminder goes out a week, three days, a day or three hours before."),
            ),
        )

    def __str__(self) -> str:
        return f"reminder {self.pk}"

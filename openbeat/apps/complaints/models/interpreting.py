"""Interpreters under a signed pledge, and messages that wait until they stand in the language of whoever complained."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault.fields import SealedField


class Pledge(models.Model):
    """That somebody signed to keep what they interpret: when, in which languages, and where they are from."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interpreter_pledges")
    signed_on = models.DateField()
    languages = models.CharField(max_length=200)  # codes, a gap between two
    from_elsewhere = models.BooleanField(default=False)  # outside the department, and outside the area
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "person", "signed_on", "languages", "from_elsewhere", "noted_by", "noted_at", "ended_at")
        personal = ()

    class Meta:
        verbose_name = _("pledge of an interpreter")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="complaint_pledge_one",
                violation_error_message=_("A pledge of this person stands already."),
            ),
            models.CheckConstraint(
                name="complaint_pledge_ends_later",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("noted_at")),
                violation_error_message=_("A pledge ends after it was noted."),
            ),
        )

    def __str__(self) -> str:
        return f"pledge {self.pk}"


class Waiting(models.Model):
    """A message of the office that is not sent: it waits for the language of whoever complained. One of a kind."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="waiting")
    act = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField(default=0)  # of the allegation whose reasons they are
    words = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    translated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ()
        internal = ("id", "complaint", "act", "number", "language", "by", "at", "sent_at", "translated_by")
        personal = ()
        sealed = ("words",)

    class Meta:
        verbose_name = _("message that waits for its language")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "act", "number"],
                condition=Q(sent_at=None),
                name="complaint_waiting_once",
                violation_error_message=_("Such a message waits for its translation already."),
            ),
            models.CheckConstraint(
                name="complaint_waiting_sent_by",
                condition=Q(sent_at=None, translated_by=None) | Q(sent_at__isnull=False, translated_by__isnull=False),
                violation_error_message=_("A message that was sent says who put it into its language."),
            ),
        )

    def __str__(self) -> str:
        return f"message {self.pk} that waits in complaint {self.complaint_id}"

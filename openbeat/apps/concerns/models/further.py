"""What whoever raised a concern wrote later, as by a reply to one of our messages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Channel, Withheld
from openbeat.apps.concerns.models.concerns import Concern


class FurtherWord(models.Model):
    """Further words of whoever raised it; like the first ones, everybody reads them after a look, or never."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="further")
    words = models.TextField(max_length=5000, blank=True)  # blank once the person was forgotten
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=12, choices=Channel)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    withheld = models.CharField(max_length=12, choices=Withheld, blank=True)

    class Privacy:
        public = ("id", "concern", "channel", "at", "looked_at", "withheld")
        internal = ("language",)
        personal = ("words",)
        subject = "concern.raised_by"

    class Meta:
        indexes = (models.Index(fields=["concern", "at"], name="further_of_concern"),)
        constraints = (
            models.CheckConstraint(
                name="further_withheld_after_look",
                condition=Q(looked_at__isnull=False) | Q(withheld=""),
                violation_error_message=_("Something is withheld only after somebody looked at it."),
            ),
        )

    def __str__(self) -> str:
        return f"further words {self.pk} to concern {self.concern_id}"

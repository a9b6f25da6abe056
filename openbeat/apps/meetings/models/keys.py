"""The secret address of somebody's own calendar; only its fingerprint is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarKey(models.Model):
    """Whoever has the address can read when and where that person's areas meet, and nothing else."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token_hmac = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "token_hmac", "made_at", "revoked_at")
        personal = ("person",)
        subject = "person"
        forgotten = "delete"

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None),
                name="meetings_one_calendar_key",
                violation_error_message=_("There is an address already: a new one replaces it."),
            ),
        )

    def __str__(self) -> str:
        return f"calendar key {self.pk}"

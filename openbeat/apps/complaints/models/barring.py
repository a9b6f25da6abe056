"""Who must not see a matter: a keyed mark of the person, never the person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Barred


class Bar(models.Model):
    """One person from whom a matter is kept. The mark (vault.vouching, of the complaint and the person) answers
    "is it this person?" to whoever has the key beside the database, and nothing else.
    """

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="bars")
    mark = models.CharField(max_length=64)
    why = models.CharField(max_length=10, choices=Barred)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "mark", "why", "by", "since")
        personal = ()

    class Meta:
        verbose_name = _("bar")
        verbose_name_plural = _("bars")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "mark"],
                name="complaint_bar_once",
                violation_error_message=_("This matter is kept from this person already."),
            ),
            models.CheckConstraint(
                name="complaint_bar_known_why",
                condition=Q(why__in=Barred.values) & ~Q(mark=""),
                violation_error_message=_("A bar says of whom and why it is."),
            ),
        )

    def __str__(self) -> str:
        return f"bar {self.pk} in complaint {self.complaint_id}"

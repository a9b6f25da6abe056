"""Which rows of which file became which meeting: a second import takes nothing twice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ImportedRow(models.Model):
    """A row of a file that was taken."""

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=255)
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="imported_from")
    imported_at = models.DateTimeField()

    class Privacy:
        public = ("id", "meeting", "imported_at")
        internal = ("source", "key")
        personal = ()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = (
            models.UniqueConstraint(
                fields=["source", "key"],
                name="meetings_row_once",
                violation_error_message=_("This row was imported already."),
            ),
            models.CheckConstraint(
                name="meetings_row_has_key",
                condition=~Q(source="") & ~Q(key=""),
                violation_error_message=_("A row is known by its source and its key."),
            ),
        )

    def __str__(self) -> str:
        return f"row {self.pk}"

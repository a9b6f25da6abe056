"""The lines that residents released after a listening session. Nothing else of it ever reaches the server."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.models.meetings import Meeting


class ReleasedLine(models.Model):
    """One line that those who were there decided to release. Nobody keeps who said it, or who typed it in."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="released_lines")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    language = models.CharField(max_length=12)
    released_at = models.DateTimeField()
    raised = models.CharField(max_length=101, blank=True)  # a Ref in text: the concern that it was raised as

    class Privacy:
        public = ("id", "meeting", "number", "text", "language", "released_at", "raised")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("released line")
        verbose_name_plural = _("released lines")
        ordering = ("number",)
        indexes = (models.Index(fields=["raised"], name="listening_line_raised"),)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="listening_line_once"),
            models.CheckConstraint(
                name="listening_line_has_words",
                condition=~Q(text="") & ~Q(language=""),
                violation_error_message=_("A released line has words."),
            ),
        )

    def __str__(self) -> str:
        return f"released line {self.pk}"

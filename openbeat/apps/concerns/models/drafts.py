"""What whoever owns a concern wrote in a reply to a message that did not ask for the answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.models.concerns import Concern


class ReplyDraft(models.Model):
    """It waits for a press of its writer, and nobody else reads it: nothing is published that was not asked for."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    language = models.CharField(max_length=12)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "concern", "language", "at")
        personal = ("text", "written_by")
        subject = "written_by"
        forgotten = "delete"

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        constraints = (
            models.UniqueConstraint(
                fields=["concern", "written_by"],
                name="reply_draft_once",
                violation_error_message=_("A reply of yours waits already."),
            ),
            models.CheckConstraint(
                name="reply_draft_has_words",
                condition=~Q(text=""),
                violation_error_message=_("A draft has words."),
            ),
        )

    def __str__(self) -> str:
        return f"draft of an answer {self.pk}"

"""The plan of an investigation: steps that are done by a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault.fields import SealedField


class PlanStep(models.Model):
    """One step of a plan: sealed what, in clear by when and whether it is done. Only "done" is ever added."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="plan")
    number = models.PositiveSmallIntegerField()
    words = SealedField()
    language = models.CharField(max_length=12)
    due = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "language", "due", "made_by", "made_at", "done_by", "done_at")
        personal = ()
        sealed = ("words",)

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of a plan")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_plan_step_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_plan_step_done_by",
                condition=Q(done_at=None, done_by=None) | Q(done_at__gte=F("made_at"), done_by__isnull=False),
                violation_error_message=_("A step that is done says since when, and who did it."),
            ),
        )

    def __str__(self) -> str:
        return f"step {self.number} of the plan of complaint {self.complaint_id}"

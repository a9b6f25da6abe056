"""The requests to keep recordings: each to a named person, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.recordings import State, Tape
from openbeat.core.vault.fields import SealedField


class Recording(models.Model):
    """One recording: asked for, kept, lost after that, or that there is none of this sort.

    `what` and `answer` are sealed to the matter; `request`, for whoever holds it, to a safe of its own.
    """

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="recordings")
    number = models.PositiveSmallIntegerField()
    tape = models.CharField(max_length=10, choices=Tape)
    state = models.CharField(max_length=8, choices=State)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    what = SealedField()
    request = SealedField()
    answer = SealedField()
    language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    overwritten_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "tape", "state", "holder", "language", "asked_by", "asked_at",
                    "overwritten_on", "answered_at", "lost_at")  # fmt: skip
        personal = ()
        sealed = ("what", "request", "answer")

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        indexes = (
            models.Index(fields=["overwritten_on"], name="recording_overwritten", condition=Q(state=State.ASKED)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_recording_once",
                violation_error_message=_("Somebody else has asked for one meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_recording_known",
                condition=Q(tape__in=[str(tape) for tape in Tape.values], state__in=[str(one) for one in State.values]),
                violation_error_message=_("A recording is one of the sorts that there are."),
            ),
            models.CheckConstraint(
                name="complaint_recording_asked_of_somebody",
                condition=Q(state=State.NONE) | Q(holder__isnull=False),
                violation_error_message=_("Somebody by name is asked to keep a recording."),
            ),
            models.CheckConstraint(
                name="complaint_recording_lost_after_asking",
                condition=Q(state=State.LOST, lost_at__gte=F("asked_at")) | ~Q(state=State.LOST) & Q(lost_at=None),
                violation_error_message=_("A recording that was lost says when, and that is after it was asked for."),
            ),
            models.CheckConstraint(
                name="complaint_recording_answered_when",
                condition=Q(state=State.ASKED, answered_at=None) | ~Q(state=State.ASKED) & Q(answered_at__isnull=False),
                violation_error_message=_("Whoever answered a request did so at some time."),
            ),
        )

    def __str__(self) -> str:
        return f"recording {self.number} of complaint {self.complaint_id}"

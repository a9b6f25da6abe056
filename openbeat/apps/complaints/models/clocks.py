"""Where the clock of a complaint stands still, when its owner was told that it takes longer, and when they were asked
whether anybody harms them for it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.clocks import Reason
from openbeat.apps.complaints.lifecycle.retaliation import Asked
from openbeat.core.vault.fields import SealedField


class CasePause(models.Model):
    """All clocks of a complaint stand still: a code in clear, so that pauses count; the words are sealed."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=12, choices=Reason)
    words = SealedField()  # for whoever complained
    language = models.CharField(max_length=12)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()  # when somebody last said that the reason still holds
    until = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ()
        internal = ("id", "complaint", "reason", "language", "since", "by", "looked_at", "until", "ended_by")
        personal = ()
        sealed = ("words",)

    class Meta:
        verbose_name = _("pause of a complaint")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(until=None),
                name="complaint_one_pause_at_a_time",
                violation_error_message=_("The clock stands still already."),
            ),
            models.CheckConstraint(
                name="complaint_pause_known_reason",
                condition=Q(reason__in=Reason.values),
                violation_error_message=_("A clock stands still for one of the reasons that there are."),
            ),
            models.CheckConstraint(
                name="complaint_pause_for_a_time",
                condition=Q(looked_at__gte=F("since")) & (Q(until=None) | Q(until__gte=F("since"))),
                violation_error_message=_("A pause ends after it began."),
            ),
        )

    def __str__(self) -> str:
        return f"pause {self.pk} of complaint {self.complaint_id}"


class DelayNotice(models.Model):
    """Whoever complained was told that it takes longer: once for each delay."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="delays")
    once = models.CharField(max_length=60)  # which delay: the moment that passed, or the date that was moved
    reason = models.CharField(max_length=16)  # a code of Reason, or of the stage in which it stands
    due_at = models.DateTimeField(null=True)  # the new date; empty where none could be named
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "once", "reason", "due_at", "at")
        personal = ()

    class Meta:
        verbose_name = _("delay notice")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "once"],
                name="complaint_delay_told_once",
                violation_error_message=_("Whoever complained was told of this delay already."),
            ),
            models.CheckConstraint(
                name="complaint_delay_says_why",
                condition=~Q(reason="") & ~Q(once=""),
                violation_error_message=_("Whoever is told of a delay is told why."),
            ),
        )

    def __str__(self) -> str:
        return f"delay notice {self.pk} of complaint {self.complaint_id}"


class CheckIn(models.Model):
    """Whoever complained was asked whether somebody harms them for it. That they answered is in clear; what, is not."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="check_ins")
    asked = models.CharField(max_length=10, choices=Asked)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    by_their_way_at = models.DateTimeField(null=True)  # a reader asked them by the safe way that they left, too
    answered_at = models.DateTimeField(null=True)
    answer = SealedField()
    language = models.CharField(max_length=12, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "asked", "due_on", "asked_at", "by_their_way_at", "answered_at", "language")
        personal = ()
        sealed = ("answer",)

    class Meta:
        verbose_name = _("question after harm")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "asked", "due_on"],
                name="complaint_asked_once",
                violation_error_message=_("This was asked already."),
            ),
            models.CheckConstraint(
                name="complaint_asked_known",
                condition=Q(asked__in=Asked.values),
                violation_error_message=_("It is asked at one of the times that there are."),
            ),
            models.CheckConstraint(
                name="complaint_check_in_answered",
                condition=Q(answered_at=None, language="") | Q(answered_at__gte=F("asked_at")) & ~Q(language=""),
                violation_error_message=_("An answer comes after its question, and has a language."),
            ),
        )

    def __str__(self) -> str:
        return f"question {self.asked} in complaint {self.complaint_id}"

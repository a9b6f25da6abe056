"""A mediation: who wants to, who sits between both sides, and what they agreed on. Nothing else is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.mediating import How, Says
from openbeat.core.vault.fields import SealedField

BOTH = Q(complainant=Says.YES, officer=Says.YES)


class Mediation(models.Model):
    """One offer to talk, until it ends; `mediator` and `agreed` are sealed to the matter."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="mediations")
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    complainant = models.CharField(max_length=3, choices=Says, blank=True)
    complainant_at = models.DateTimeField(null=True)
    officer = models.CharField(max_length=3, choices=Says, blank=True)
    officer_at = models.DateTimeField(null=True)
    mediator = SealedField()
    held_on = models.DateField(null=True)
    agreed = SealedField()
    language = models.CharField(max_length=12, blank=True)
    follow_up_on = models.DateField(null=True)
    holds = models.CharField(max_length=3, choices=Says, blank=True)  # whether what was agreed holds, said last
    holds_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, choices=How, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "offered_at", "offered_by", "complainant", "complainant_at", "officer",
                    "officer_at", "held_on", "language", "follow_up_on", "holds", "holds_at", "ended_at",
                    "ended_how")  # fmt: skip
        personal = ()
        sealed = ("mediator", "agreed")

    class Meta:
        verbose_name = _("mediation")
        verbose_name_plural = _("mediations")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at=None),
                name="complaint_one_mediation",
                violation_error_message=_("A mediation is offered already."),
            ),
            models.CheckConstraint(
                name="complaint_mediation_says_when",
                condition=(
                    Q(complainant="", complainant_at=None) | ~Q(complainant="") & Q(complainant_at__isnull=False)
                )
                & (Q(officer="", officer_at=None) | ~Q(officer="") & Q(officer_at__isnull=False)),
                violation_error_message=_("What a side says has its day."),
            ),
            models.CheckConstraint(
                name="complaint_mediation_holds_since_agreed",
                condition=Q(holds="", holds_at=None) | Q(ended_how=How.AGREED, holds_at__isnull=False) & ~Q(holds=""),
                violation_error_message=_("Only what was agreed can hold, and it was said on a day."),
            ),
            models.CheckConstraint(
                name="complaint_mediation_wanted_by_both",
                condition=Q(held_on=None) | BOTH | ~Q(ended_at=None),
                violation_error_message=_("Both sides talk only where both want to."),
            ),
            models.CheckConstraint(
                name="complaint_mediation_ends_somehow",
                condition=Q(ended_at=None, ended_how="") | Q(ended_at__isnull=False) & ~Q(ended_how=""),
                violation_error_message=_("A mediation that has ended says how."),
            ),
            models.CheckConstraint(
                name="complaint_mediation_agreed_by_both",
                condition=~Q(ended_how=How.AGREED) | BOTH & Q(held_on__isnull=False),
                violation_error_message=_("They agree only where both wanted to talk, and did."),
            ),
        )

    def __str__(self) -> str:
        return f"mediation {self.pk} in complaint {self.complaint_id}"

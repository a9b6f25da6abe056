"""That whoever complained wants to withdraw: asked once, and asked again in private before anything ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Wish


class Withdrawal(models.Model):
    """One wish to withdraw a complaint, and what became of it. Who pressed them is a report of retaliation."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="withdrawals")
    state = models.CharField(max_length=12, choices=Wish, default=Wish.ASKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ask_again_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "state", "by", "asked_at", "ask_again_at", "ended_at")
        personal = ()

    class Meta:
        verbose_name = _("wish to withdraw")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(state=Wish.ASKED),
                name="complaint_withdrawal_one_open",
                violation_error_message=_("They have said so already, and are asked again."),
            ),
            models.CheckConstraint(
                name="complaint_withdrawal_ends_when",
                condition=Q(state=Wish.ASKED, ended_at__isnull=True) | ~Q(state=Wish.ASKED) & Q(ended_at__isnull=False),
                violation_error_message=_("A wish to withdraw is open, or says when it was settled."),
            ),
            models.CheckConstraint(
                name="complaint_withdrawal_asked_again_later",
                condition=Q(ask_again_at__gt=F("asked_at"))
                & (~Q(state=Wish.CONFIRMED) | Q(ended_at__gte=F("ask_again_at"))),
                violation_error_message=_("Nothing ends before they were asked again, some days later."),
            ),
        )

    def __str__(self) -> str:
        return f"withdrawal {self.pk} of complaint {self.complaint_id}"

"""The audits of the outside body: the sample of closed matters, who got which key, what was found and answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.audits import AuditWhy
from openbeat.apps.complaints.lifecycle.board import Reply

PERSON = settings.AUTH_USER_MODEL


class Audit(models.Model):
    """A sample, and all from which it was drawn: with the seed anybody can draw it again. It is never drawn anew."""

    since = models.DateField(_("closed on this day or later"))
    until = models.DateField(_("closed on this day or before"))
    size = models.PositiveSmallIntegerField(_("how many"))
    seed = models.CharField(max_length=32)
    pool = models.JSONField()  # the numbers of all matters that were closed in these days
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    words = models.TextField(_("What you found"), blank=True)  # of all together: of none of them alone
    language = models.CharField(max_length=12, blank=True)
    told_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    reply_words = models.TextField(_("What the department answers, and why"), blank=True)
    reply_words_language = models.CharField(max_length=12, blank=True)
    replied_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "since", "until", "size", "seed", "pool", "drawn_by", "drawn_at", "words", "language",
                    "told_by", "told_at", "reply", "reply_words", "reply_words_language", "replied_by",
                    "replied_at")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        constraints = (
            models.CheckConstraint(
                name="complaint_audit_of_some_days",
                condition=Q(until__gte=F("since"), size__gt=0) & ~Q(seed=""),
                violation_error_message=_(
                    "An audit is of some days, the first before the last, and of one matter or more."
                ),
            ),
            models.CheckConstraint(
                name="complaint_audit_told",
                condition=Q(words="", language="", told_at=None, told_by=None)
                | Q(told_at__isnull=False, told_by__isnull=False) & ~Q(words="") & ~Q(language=""),
                violation_error_message=_(
                    "What an audit found has words and their language, and says who told it when."
                ),
            ),
            models.CheckConstraint(
                name="complaint_audit_answered",
                condition=Q(reply="", reply_words="", reply_words_language="", replied_at=None, replied_by=None)
                | Q(reply__in=Reply.values, replied_at__gte=F("told_at"), replied_by__isnull=False)
                & ~Q(reply_words="")
                & ~Q(reply_words_language=""),
                violation_error_message=_("An audit is answered after it told what it found, with a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"audit {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:audit", args=[self.pk])


class Sampled(models.Model):
    """One matter of a sample: whether somebody asked for its key and why, who gave it, and since when it is back."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="sample")
    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="sampled")
    place = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=8, choices=AuditWhy, blank=True)
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "audit", "complaint", "place", "why", "asked_by", "asked_at", "given_by", "given_at",
                    "ended_at")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("matter of an audit")
        constraints = (
            models.UniqueConstraint(
                fields=["audit", "complaint"],
                name="complaint_sampled_once",
                violation_error_message=_("It was drawn already."),
            ),
            models.CheckConstraint(
                name="complaint_sampled_asked_with_a_reason",
                condition=Q(asked_at=None, asked_by=None, why="", given_at=None)
                | Q(asked_at__isnull=False, asked_by__isnull=False, why__in=AuditWhy.values),
                violation_error_message=_("Whoever asks for a key says why."),
            ),
            models.CheckConstraint(
                name="complaint_sampled_given_by_somebody",
                condition=Q(given_at=None, given_by=None, ended_at=None)
                | Q(given_at__gte=F("asked_at"), given_by__isnull=False) & ~Q(given_by=F("asked_by")),
                violation_error_message=_("A key that was asked for is given by somebody else."),
            ),
        )

    def __str__(self) -> str:
        return f"matter {self.place} of audit {self.audit_id}"

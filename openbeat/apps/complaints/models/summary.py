"""What everybody reads of a case that is closed: as it stands, each version of it, and what is being written."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.core.vault.fields import SealedField


class Summary(models.Model):
    """The summary of one case: its number is given when it is published, and says nothing of the row of the case."""

    complaint = models.OneToOneField("complaints.Complaint", on_delete=models.PROTECT, related_name="summary")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    alleged = models.TextField(_("What somebody said"), blank=True)
    done = models.TextField(_("What was done"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    lost = models.PositiveSmallIntegerField(default=0)
    facts = models.JSONField(default=dict)  # the points with their findings, and the months: codes and figures alone
    from_stage = models.CharField(max_length=10, choices=From, blank=True)  # how far the case was when it was released
    may_name = models.BooleanField(default=False)  # officers could be named in it when it was released
    version = models.PositiveSmallIntegerField(default=0)
    released_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("year", "number", "alleged", "done", "language", "lost", "facts", "from_stage", "may_name", "version",
                  "released_at")  # fmt: skip
        internal = ("id", "complaint")
        personal = ()

    class Meta:
        verbose_name = _("published case")
        verbose_name_plural = _("published cases")
        constraints = (
            models.UniqueConstraint(
                fields=["year", "number"],
                name="complaint_summary_number_once",
                violation_error_message=_("There is a published case of this number already."),
            ),
            models.CheckConstraint(
                name="complaint_summary_is_whole",
                condition=Q(
                    released_at=None, year=None, number=None, version=0, alleged="", done="", language="", from_stage=""
                )
                | Q(released_at__isnull=False, year__isnull=False, number__gt=0, version__gt=0)
                & ~Q(alleged="")
                & ~Q(done="")
                & ~Q(language="")
                & Q(from_stage__in=From.values),
                violation_error_message=_("A published case has a number, its words, and the day of its release."),
            ),
        )

    def __str__(self) -> str:
        return f"published case {self.said}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:case", args=[self.said])

    @property
    def said(self) -> str:
        """Its number as people say it: 2026-017."""
        return f"{self.year}-{self.number:03}" if self.number else ""


class SummaryDraft(models.Model):
    """What is being written for a summary, sealed to the case until a second person releases it."""

    summary = models.OneToOneField(Summary, on_delete=models.CASCADE, related_name="draft")
    words = SealedField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "summary", "by", "at")
        personal = ()
        sealed = ("words",)

    def __str__(self) -> str:
        return f"draft of summary {self.summary_id}"


class SummaryVersion(models.Model):
    """One state of a summary as everybody could read it; none is ever changed."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    alleged = models.TextField()
    done = models.TextField()
    language = models.CharField(max_length=12)
    lost = models.PositiveSmallIntegerField(default=0)
    facts = models.JSONField(default=dict)
    may_name = models.BooleanField(default=False)  # officers could be named in it when it was released
    reason = models.TextField(blank=True)  # why it was corrected
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Privacy:
        public = ("version", "alleged", "done", "language", "lost", "facts", "may_name", "reason", "released_at")
        internal = ("id", "summary", "written_by", "released_by")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["summary", "version"],
                name="complaint_summary_version_once",
                violation_error_message=_("Somebody else has released it meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_summary_four_eyes",
                condition=~Q(written_by=F("released_by")),
                violation_error_message=_("Whoever wrote it does not release it; a second person does."),
            ),
            models.CheckConstraint(
                name="complaint_summary_correction_says_why",
                condition=Q(version=1, reason="") | Q(version__gt=1) & ~Q(reason=""),
                violation_error_message=_("A correction says why; the first version corrects nothing."),
            ),
        )

    def __str__(self) -> str:
        return f"version {self.version} of summary {self.summary_id}"

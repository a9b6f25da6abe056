"""The officer's side: what they were told and when, or why not yet; what they wrote; and the state's limit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.sides import NotYet, Paper, Since
from openbeat.core.vault.fields import SealedField


class NotToldYet(models.Model):
    """Why an officer is not told yet, and until when: looked at again on that day. None is ever changed."""

    accused = models.ForeignKey("complaints.Accused", on_delete=models.PROTECT, related_name="not_yet")
    why = models.CharField(max_length=10, choices=NotYet)
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "accused", "why", "until", "by", "at")
        personal = ()

    class Meta:
        verbose_name = _("reason not to tell an officer yet")
        constraints = (
            models.CheckConstraint(
                name="complaint_not_yet_says_why",
                condition=Q(why__in=NotYet.values),
                violation_error_message=_("Whoever is not told yet is not told for one of the reasons that there are."),
            ),
        )

    def __str__(self) -> str:
        return f"not yet {self.pk} of officer {self.accused_id}"


class OfficerNotice(models.Model):
    """What an officer was told: words of their own in a safe of their own, which opens nothing else of the matter."""

    accused = models.OneToOneField("complaints.Accused", on_delete=models.PROTECT, related_name="notice")
    words = SealedField()  # what is alleged, written for the officer; empty where they have no key yet
    language = models.CharField(max_length=12)
    on_paper = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    representative = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = SealedField()  # findings with their reasons, written for the officer
    outcome_language = models.CharField(max_length=12, blank=True)
    outcome_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "accused", "language", "on_paper", "by", "at", "representative", "outcome_language",
                    "outcome_at")  # fmt: skip
        personal = ()
        sealed = ("words", "outcome")

    class Meta:
        verbose_name = _("notice to an officer")
        verbose_name_plural = _("notices to officers")
        constraints = (
            models.CheckConstraint(
                name="complaint_officer_outcome_when",
                condition=Q(outcome_at=None, outcome_language="")
                | Q(outcome_at__gte=F("at")) & ~Q(outcome_language=""),
                violation_error_message=_("What an officer is told of the outcome says when, and in which language."),
            ),
        )

    def __str__(self) -> str:
        return f"notice {self.pk} to an officer"

    def get_absolute_url(self) -> str:
        return reverse("complaints:officer", args=[self.pk])


class OfficerPaper(models.Model):
    """What an officer wrote: sealed to their own safe, and once more to the matter. None is ever changed.

    Typed by the officer, or by whoever stands by them; or on paper, and written down by a reader of the matter.
    """

    notice = models.ForeignKey(OfficerNotice, on_delete=models.PROTECT, related_name="papers")
    sort = models.CharField(max_length=8, choices=Paper)
    words = SealedField()
    for_the_case = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    came_on = models.DateField(null=True)  # the day on which it came on paper; else it was typed by them

    class Privacy:
        public = ()
        internal = ("id", "notice", "sort", "language", "by", "at", "came_on")
        personal = ()
        sealed = ("words", "for_the_case")

    class Meta:
        verbose_name = _("paper of an officer")
        verbose_name_plural = _("papers of officers")
        constraints = (
            models.CheckConstraint(
                name="complaint_officer_paper_known",
                condition=Q(sort__in=Paper.values),
                violation_error_message=_("An officer writes an answer or an appeal."),
            ),
        )

    def __str__(self) -> str:
        return f"paper {self.pk} of an officer"


class Limitation(models.Model):
    """Until when the state lets the department discipline, where somebody set it otherwise than the rule."""

    complaint = models.OneToOneField("complaints.Complaint", on_delete=models.PROTECT, related_name="limitation")
    since = models.CharField(max_length=10, choices=Since)
    ends_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "since", "ends_on", "by", "at")
        personal = ()

    class Meta:
        verbose_name = _("limit for discipline")
        constraints = (
            models.CheckConstraint(
                name="complaint_limit_says_why",
                condition=Q(since__in=Since.values),
                violation_error_message=_("A limit says from when it runs, and why."),
            ),
        )

    def __str__(self) -> str:
        return f"limit for discipline in complaint {self.complaint_id}"


class PassedOn(models.Model):
    """Praise that an officer reads: the words in a safe of their own, without who said them. None is ever changed."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="passed_on")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "person", "language", "by", "at")
        personal = ()
        sealed = ("words",)

    class Meta:
        verbose_name = _("praise passed on to an officer")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "person"],
                name="complaint_praise_passed_on_once",
                violation_error_message=_("This officer has these words already."),
            ),
        )

    def __str__(self) -> str:
        return f"praise {self.pk} passed on"

    def get_absolute_url(self) -> str:
        return reverse("complaints:praise", args=[self.pk])

"""Who has the task to look into a complaint, since when and why; and who is close to whom, as a keyed mark."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.giving import Ended, Given


class Assignment(models.Model):
    """One time in which somebody has the task; the open one has no end. They sign that they have no conflict first."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Given)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, choices=Ended, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "person", "why", "by", "at", "signed_at", "ended_at", "ended_why")
        personal = ()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at=None),
                name="complaint_one_investigates",
                violation_error_message=_("Somebody has this task already."),
            ),
            models.CheckConstraint(
                name="complaint_assignment_ends_with_a_reason",
                condition=Q(ended_at=None, ended_why="")
                | Q(ended_at__gte=F("at"), ended_why__in=[str(code) for code in Ended.values]),
                violation_error_message=_("A task that has ended says why."),
            ),
        )

    def __str__(self) -> str:
        return f"assignment {self.pk} in complaint {self.complaint_id}"


class Relation(models.Model):
    """That two people are close, declared by one of them. The mark answers "are these two?" and nothing else."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "person", "mark", "at", "ended_at")
        personal = ()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "mark"],
                condition=Q(ended_at=None),
                name="complaint_relation_once",
                violation_error_message=_("You have said so already."),
            ),
            models.CheckConstraint(
                name="complaint_relation_is_marked",
                condition=~Q(mark=""),
                violation_error_message=_("A relation is between two people."),
            ),
        )

    def __str__(self) -> str:
        return f"relation {self.pk}"

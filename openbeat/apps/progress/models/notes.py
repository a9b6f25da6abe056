"""The problems encountered on a task, the questions asked about it, and to whom somebody turned."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Obstacle
from openbeat.apps.progress.models.tasks import Task


class Problem(models.Model):
    """A problem encountered, or a question that the community asks; and what became of it."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Problem")
        QUESTION = "question", _("Question")

    class Side(models.TextChoices):
        POLICE = "police", _("the police")
        COMMUNITY = "community", _("the community")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="problems")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PROBLEM)
    side = models.CharField(max_length=12, choices=Side)  # who noted it: never a name
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    language = models.CharField(max_length=12)
    obstacle = models.CharField(max_length=12, choices=Obstacle, blank=True)  # which kind of problem
    remover = models.CharField(max_length=200, blank=True)  # who can remove it, in the same language
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)
    resolution_language = models.CharField(max_length=12, blank=True)

    class Privacy:
        public = (
            "id", "task", "kind", "side", "words", "language", "obstacle", "remover", "at",
            "resolved_at", "resolution", "resolution_language",
        )  # fmt: skip
        internal = ("by",)
        personal = ()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="progress_problem_has_words",
                condition=~Q(words="") & ~Q(language=""),
                violation_error_message=_("Say what the problem is."),
            ),
            models.CheckConstraint(
                name="progress_resolved_says_how",
                condition=Q(resolved_at__isnull=True, resolution="", resolution_language="")
                | (Q(resolved_at__isnull=False) & ~Q(resolution="") & ~Q(resolution_language="")),
                violation_error_message=_("Whoever resolves it says how, and when."),
            ),
        )

    def __str__(self) -> str:
        return f"problem {self.pk}"

    @property
    def area(self) -> object:
        """The area of its task."""
        return self.task.area


class Escalation(models.Model):
    """A problem laid before somebody who can remove it: a post of the department, or an office outside by its name."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="escalations")
    to = models.ForeignKey("places.Post", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.CharField(max_length=200, blank=True)  # in the language of the words
    words = models.TextField()  # what is asked
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Privacy:
        public = ("id", "problem", "to", "outside", "words", "language", "at", "due_at")
        internal = ("by",)
        personal = ()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="progress_escalated_to_one",
                condition=Q(to__isnull=False, outside="") | (Q(to__isnull=True) & ~Q(outside="")),
                violation_error_message=_("A problem is escalated to a post, or to an office outside."),
            ),
            models.CheckConstraint(
                name="progress_escalated_says_what",
                condition=~Q(words="") & ~Q(language=""),
                violation_error_message=_("Whoever escalates a problem says what is asked."),
            ),
        )

    def __str__(self) -> str:
        return f"escalation {self.pk}"

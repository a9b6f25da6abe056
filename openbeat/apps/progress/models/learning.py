"""What the work on a task found, step by step, and what was tried and whether it worked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Field, Sara, Worked
from openbeat.apps.progress.models.notes import Problem
from openbeat.apps.progress.models.tasks import Task

VERDICTS = (Worked.IN_PART, Worked.NO)


class SaraStep(models.Model):
    """The work went from one step of problem solving to another, with a sentence of what was found."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    was = models.CharField(max_length=12, choices=Sara)
    now = models.CharField(max_length=12, choices=Sara)
    found = models.CharField(max_length=500)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "task", "was", "now", "found", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="progress_step_moves",
                condition=~Q(was=F("now")),
                violation_error_message=_("It stands at this step already."),
            ),
            models.CheckConstraint(
                name="progress_step_says_what",
                condition=~Q(found="") & ~Q(language=""),
                violation_error_message=_("Each step says in a sentence what was found."),
            ),
        )

    def __str__(self) -> str:
        return f"step {self.pk}"


class Tried(models.Model):
    """What was tried on a task, and whether it worked. A later word on it stands beside the earlier one."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="tried")
    field = models.CharField(max_length=12, choices=Field)
    words = models.TextField()
    worked = models.CharField(max_length=12, choices=Worked)
    why = models.TextField(blank=True)
    language = models.CharField(max_length=12)  # of both texts
    side = models.CharField(max_length=12, choices=Problem.Side)  # who says so: never a name
    at = models.DateTimeField()
    newest = models.BooleanField(default=True)  # the last word on this task

    class Privacy:
        public = ("id", "task", "field", "words", "worked", "why", "language", "side", "at", "newest")
        internal = ()
        personal = ()

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["-at", "-id"], name="progress_tried_newest", condition=Q(newest=True)),)
        constraints = (
            models.UniqueConstraint(
                fields=["task"],
                name="progress_tried_last_word",
                condition=Q(newest=True),
                violation_error_message=_("Somebody else said whether it worked meanwhile."),
            ),
            models.CheckConstraint(
                name="progress_tried_says_what",
                condition=~Q(words="") & ~Q(language=""),
                violation_error_message=_("Say what was tried."),
            ),
            models.CheckConstraint(
                name="progress_tried_says_why",
                condition=~Q(worked__in=VERDICTS) | ~Q(why=""),
                violation_error_message=_("Where it did not work, or only in part, say why: others learn from it."),
            ),
        )

    def __str__(self) -> str:
        return f"tried {self.pk}"

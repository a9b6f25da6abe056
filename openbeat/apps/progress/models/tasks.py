"""Tasks of the Progress Chart, each change of a date, and answers that did not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import DONE, OPEN, STATIONS, Sara, Stage
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.kit.stages import Station

IS_DONE = Q(stage__in=sorted(DONE))


class Task(models.Model):
    """Something that will be done for an area, who is responsible for it, and by when."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    officer = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="+")  # of the police
    contact = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="+")  # of the community
    put_at = models.DateTimeField()
    starts_on = models.DateField(null=True)  # planned; when it began is started_at
    first_due_on = models.DateField()
    due_on = models.DateField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.PLANNED)
    sara = models.CharField(max_length=12, choices=Sara, default=Sara.SCANNING)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    outcome_language = models.CharField(max_length=12, blank=True)
    unconfirmed_at = models.DateTimeField(null=True)  # since when silence counts as "not confirmed"
    confirmed_at = models.DateTimeField(null=True)
    origin_kind = models.CharField(max_length=60, blank=True)
    origin_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "number", "title", "language", "officer", "contact", "put_at", "starts_on",
            "first_due_on", "due_on", "stage", "sara", "started_at", "completed_at", "outcome", "outcome_language",
            "unconfirmed_at", "confirmed_at",
        )  # fmt: skip
        internal = ("origin_kind", "origin_key", "version")
        personal = ()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = (
            models.Index(fields=["area", "due_on"], name="progress_open_by_date", condition=~IS_DONE),
            models.Index(fields=["due_on", "id"], name="progress_open_due", condition=Q(completed_at=None)),
            models.Index(fields=["-completed_at"], name="progress_done_lately", condition=IS_DONE),
            models.Index(fields=["completed_at"], name="progress_silent", condition=Q(stage=Stage.COMPLETED)),
            models.Index(fields=["origin_kind", "origin_key"], name="progress_by_origin"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["area", "number"],
                name="progress_number_once",
                violation_error_message=_("This number is taken in this area."),
            ),
            models.CheckConstraint(
                name="progress_done_says_what",
                condition=(IS_DONE & Q(completed_at__isnull=False) & ~Q(outcome="") & ~Q(outcome_language=""))
                | (~IS_DONE & Q(completed_at__isnull=True, outcome="", outcome_language="")),
                violation_error_message=_("A completed task says when it was done and what was done."),
            ),
            models.CheckConstraint(
                name="progress_confirmed_says_when",
                condition=Q(stage=Stage.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(stage=Stage.CONFIRMED) & Q(confirmed_at__isnull=True)),
                violation_error_message=_("A confirmed task says when it was confirmed."),
            ),
            models.CheckConstraint(
                name="progress_silence_says_since",
                condition=Q(stage=Stage.UNCONFIRMED, unconfirmed_at__isnull=False)
                | (~Q(stage=Stage.UNCONFIRMED) & Q(unconfirmed_at__isnull=True)),
                violation_error_message=_("A task that nobody confirmed says since when that counts."),
            ),
            models.CheckConstraint(
                name="progress_starts_before_due",
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("due_on")),
                violation_error_message=_("The work begins before it is promised to be done."),
            ),
            models.CheckConstraint(
                name="progress_has_words",
                condition=~Q(title="") & ~Q(language=""),
                violation_error_message=_("A task says what will be done, and in which language that is written."),
            ),
        )

    def __str__(self) -> str:
        return f"task {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("progress:detail", args=[self.pk])

    @property
    def station(self) -> Station:
        """Where it stands on the loop that is the same for everything."""
        return STATIONS[Stage(self.stage)]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.stage in OPEN

    @property
    def origin(self) -> Ref | None:
        """What it was made from, if anything."""
        return Ref(self.origin_kind, self.origin_key) if self.origin_kind else None


class Slip(models.Model):
    """A change of the timetable: from when to when, and why. It stays visible."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="slips")
    was = models.DateField()
    now = models.DateField()
    start_was = models.DateField(null=True)
    start_now = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "task", "was", "now", "start_was", "start_now", "reason", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="progress_slip_moves",
                condition=~Q(was=F("now")) | Q(start_now__isnull=False),
                violation_error_message=_("This is the date that stands already."),
            ),
            models.CheckConstraint(
                name="progress_slip_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Whoever changes a date says why."),
            ),
        )

    def __str__(self) -> str:
        return f"slip {self.pk}"


class Reopening(models.Model):
    """A task that was completed and did not hold: what had been said, and why it is open again."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reopenings")
    completed_at = models.DateTimeField()
    outcome = models.TextField()
    outcome_language = models.CharField(max_length=12)
    reason = models.TextField(blank=True)  # empty where whoever reopened it wrote something that is not public
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "task", "completed_at", "outcome", "outcome_language", "reason", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"reopening {self.pk}"

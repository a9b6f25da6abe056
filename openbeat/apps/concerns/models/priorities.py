"""Problems that an area may work on, the four questions about each, its tasks, and how residents find it now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import (
    MOST_SEATS,
    SEATS,
    STANDING_STATIONS,
    Aside,
    Ballot,
    Criterion,
    Finding,
    Side,
    Standing,
)
from openbeat.apps.concerns.models.concerns import Concern
from openbeat.core.people.roles import Role
from openbeat.kit.stages import Station


class Candidate(models.Model):
    """A problem that an area may work on, in words that name nobody. Who proposed it is kept as a role only."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=12)
    concern = models.ForeignKey(Concern, null=True, on_delete=models.PROTECT, related_name="+")
    borrowed = models.BooleanField(default=False)  # its title is that of the concern, and goes with it
    proposed_as = models.CharField(max_length=40)  # a role, or visitor, holder
    proposed_at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  an HMAC of its form; none is not one
    stage = models.CharField(max_length=12, choices=Standing, default=Standing.PROPOSED)
    admitted_at = models.DateTimeField(null=True)
    seat = models.PositiveSmallIntegerField(null=True)  # of an active one: which of the limited seats it holds
    chosen_at = models.DateTimeField(null=True)
    chosen_why = models.TextField(max_length=1000, blank=True)  # where it was not by the order of a ranking
    chosen_why_language = models.CharField(max_length=12, blank=True)
    contact = models.CharField(max_length=40, default=Role.BLOCK_CONTACT)  # the role of the community's post
    asked_at = models.DateTimeField(null=True)  # since it is a priority: when residents were asked last
    ended_at = models.DateTimeField(null=True)
    aside = models.CharField(max_length=12, choices=Aside, blank=True)
    learnt = models.TextField(max_length=2000, blank=True)
    learnt_language = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "title", "words", "language", "concern", "proposed_as", "proposed_at", "stage", "admitted_at",
            "seat", "chosen_at", "chosen_why", "chosen_why_language", "contact", "asked_at", "ended_at", "aside",
            "learnt", "learnt_language",
        )  # fmt: skip
        internal = ("once", "borrowed", "version")
        personal = ()

    class Meta:
        verbose_name = _("problem")
        indexes = (models.Index(fields=["area", "stage"], name="candidate_of_area"),)
        constraints = (
            models.CheckConstraint(
                name="candidate_says_what",
                condition=~Q(title="") & ~Q(language=""),
                violation_error_message=_("A problem says what it is."),
            ),
            models.UniqueConstraint(
                fields=["area", "seat"],
                name="candidate_seat_once",
                violation_error_message=_("Another problem has this place among the priorities."),
            ),
            models.CheckConstraint(
                name="candidate_active_has_a_seat",
                condition=Q(stage=Standing.ACTIVE, seat__gte=1, seat__lte=MOST_SEATS, chosen_at__isnull=False)
                | ~Q(stage=Standing.ACTIVE) & Q(seat__isnull=True),
                violation_error_message=_("A priority holds one of the limited places, and says since when."),
            ),
            models.CheckConstraint(
                name="candidate_ended_says_why",
                condition=Q(stage=Standing.RESOLVED, ended_at__isnull=False, aside="")
                & ~Q(learnt="")
                & ~Q(learnt_language="")
                | Q(stage=Standing.SET_ASIDE, ended_at__isnull=False) & ~Q(aside="")
                | ~Q(stage__in=(Standing.RESOLVED, Standing.SET_ASIDE)) & Q(ended_at__isnull=True, aside=""),
                violation_error_message=_("What ended says since when, and why or what was learnt."),
            ),
            models.CheckConstraint(
                name="candidate_admitted_says_when",
                condition=Q(stage__in=(Standing.PROPOSED, Standing.SET_ASIDE)) | Q(admitted_at__isnull=False),
                violation_error_message=_("Somebody looked at it before everybody reads it."),
            ),
        )

    def __str__(self) -> str:
        return f"problem {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("concerns:problem", args=[self.pk])

    @property
    def station(self) -> Station:
        """How far it is round the loop."""
        return STANDING_STATIONS[Standing(self.stage)]


class Answering(models.Model):
    """How one side answers one of the four questions about a problem: the newest answer stands."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="answers")
    criterion = models.CharField(max_length=12, choices=Criterion)
    side = models.CharField(max_length=10, choices=Side)
    finding = models.CharField(max_length=8, choices=Finding)
    why = models.CharField(max_length=400)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "candidate", "criterion", "side", "finding", "why", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["candidate", "criterion", "side"],
                name="answering_once_a_side",
                violation_error_message=_("This side has answered this question already."),
            ),
            models.CheckConstraint(
                name="answering_says_why",
                condition=~Q(why="") & ~Q(language=""),
                violation_error_message=_("Each answer says why, in a sentence."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.side} on {self.criterion} of problem {self.candidate_id}"


class Undertaking(models.Model):
    """A task on the Progress Chart that is part of working on a problem."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="undertakings")
    task = models.CharField(max_length=101, unique=True)  # a Ref in text
    put_at = models.DateTimeField()

    class Privacy:
        public = ("id", "candidate", "task", "put_at")
        internal = ()
        personal = ()

    def __str__(self) -> str:
        return f"task of problem {self.candidate_id}"


class Mood(models.Model):
    """Whether residents find a priority better, the same or worse: a count from one occasion and channel."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="moods")
    channel = models.CharField(max_length=8, choices=Ballot)
    day = models.DateField()
    better = models.PositiveSmallIntegerField()
    same = models.PositiveSmallIntegerField()
    worse = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "candidate", "channel", "day", "better", "same", "worse", "at")
        internal = ("entered_by",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["candidate", "channel", "day"],
                name="mood_once_a_day",
                violation_error_message=_("This count of that day is here already."),
            ),
            models.CheckConstraint(
                name="mood_of_somebody",
                condition=Q(better__gt=0) | Q(same__gt=0) | Q(worse__gt=0),
                violation_error_message=_("Somebody must have answered."),
            ),
        )

    def __str__(self) -> str:
        return f"verdict of {self.day} on problem {self.candidate_id}"


class Seats(models.Model):
    """How many priorities an area holds at a time; what an area does not say, the area above it says."""

    area = models.OneToOneField("places.Area", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True)  # none: what the area above says
    why = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=12, blank=True)
    set_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "area", "number", "why", "language", "set_at")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="seats_are_limited",
                condition=Q(number__isnull=True, why="", set_at__isnull=True)
                | Q(number__gte=1, number__lte=MOST_SEATS, set_at__isnull=False) & ~Q(why="") & ~Q(language=""),
                violation_error_message=_("An area holds from one to nine priorities, and says why so many."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number or SEATS} priorities in area {self.area_id}"

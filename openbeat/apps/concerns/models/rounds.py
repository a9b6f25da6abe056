"""A round in which residents say what comes first: the problems on it, the voices, and the counts of each channel."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import MOST_SEATS, Ballot, RoundStage
from openbeat.apps.concerns.models.priorities import Candidate


class Round(models.Model):
    """From one moment to another, residents of an area give dots to problems; then somebody decides in public."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    meeting = models.CharField(max_length=101, blank=True)  # a Ref in text: the meeting it is decided in
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()  # how many priorities the area held at a time when it began
    stage = models.CharField(max_length=10, choices=RoundStage, default=RoundStage.OPEN)
    begun_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)  # since then whoever follows the area was told that it is open
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    why = models.TextField(max_length=1000, blank=True)  # where what was chosen is not what came first
    why_language = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "meeting", "opens_at", "closes_at", "seats", "stage", "begun_at", "closed_at", "published_at",
            "why", "why_language",
        )  # fmt: skip
        internal = ("called_at", "version")
        personal = ()

    class Meta:
        verbose_name = _("round")
        indexes = (models.Index(fields=["area", "-opens_at"], name="round_of_area"),)
        constraints = (
            models.UniqueConstraint(
                fields=["area"],
                condition=~Q(stage=RoundStage.PUBLISHED),
                name="round_one_at_a_time",
                violation_error_message=_("A round of this area is not decided yet."),
            ),
            models.CheckConstraint(
                name="round_ends_after_it_began",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A round ends after it began."),
            ),
            models.CheckConstraint(
                name="round_seats_are_limited",
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                violation_error_message=_("An area holds from one to nine priorities."),
            ),
            models.CheckConstraint(
                name="round_closed_says_when",
                condition=Q(stage=RoundStage.OPEN, closed_at__isnull=True)
                | ~Q(stage=RoundStage.OPEN) & Q(closed_at__isnull=False),
                violation_error_message=_("A round that is closed says since when."),
            ),
            models.CheckConstraint(
                name="round_published_says_when",
                condition=Q(stage=RoundStage.PUBLISHED, published_at__isnull=False)
                | ~Q(stage=RoundStage.PUBLISHED) & Q(published_at__isnull=True),
                violation_error_message=_("A round that is decided says since when."),
            ),
        )

    def __str__(self) -> str:
        return f"round {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("concerns:round", args=[self.pk])


class Nominee(models.Model):
    """A problem on a round; its place and whether it was chosen, once that is decided."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominees")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="nominations")
    place = models.PositiveSmallIntegerField(null=True)
    dots = models.PositiveIntegerField(null=True)
    chosen = models.BooleanField(default=False)

    class Privacy:
        public = ("id", "round", "candidate", "place", "dots", "chosen")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "candidate"],
                name="nominee_once",
                violation_error_message=_("This problem is on the round already."),
            ),
        )

    def __str__(self) -> str:
        return f"problem {self.candidate_id} in round {self.round_id}"


class Voice(models.Model):
    """One person's dots on the web. Whose they are is an HMAC that is wiped out when the result is public."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="voices")
    who = models.CharField(max_length=64, null=True)  # noqa: DJ001  an HMAC; none once the result is public
    form = models.CharField(max_length=64, blank=True)  # an HMAC of the form it came with, until then
    dots = models.JSONField(default=list)  # keys of problems
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "round", "who", "form", "dots", "at")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "who"],
                name="voice_once",
                violation_error_message=_("You have given your dots already; you may change them."),
            ),
        )

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Turnout(models.Model):
    """What whoever led the meeting counted: how many people, and how many dots on each problem."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="turnouts")
    channel = models.CharField(max_length=8, choices=Ballot)
    people = models.PositiveSmallIntegerField()
    dots = models.JSONField(default=dict)  # by key of the problem
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "round", "channel", "people", "dots", "at")
        internal = ("entered_by",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "channel"],
                name="turnout_once_a_channel",
                violation_error_message=_("This channel was counted already."),
            ),
            models.CheckConstraint(
                name="turnout_is_counted_by_hand",
                condition=Q(channel__in=(Ballot.PAPER, Ballot.HANDS)),
                violation_error_message=_("Dots given on this site are counted by the site."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} in round {self.round_id}"

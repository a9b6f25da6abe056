"""Incidents to the block, loads of files, what the police did about them, and what residents say of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import BY_HAND, LISTED, PROTECTED, Asked, Crime, Felt, Solved
from openbeat.apps.meetings.models.meetings import Meeting


class Load(models.Model):
    """One file of incidents: from which day to which it reaches, and what became of its rows."""

    source = models.CharField(max_length=60)
    notice = models.CharField(max_length=600, blank=True)  # what the source wants said where its figures are shown
    notice_language = models.CharField(max_length=12, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)  # the last day, included
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # none: it was broken off; run it again

    class Privacy:
        public = ("id", "source", "notice", "notice_language", "since", "until", "rows", "new", "changed", "refused",
                  "begun_at", "ended_at")  # fmt: skip
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="meetings_load_in_order",
                condition=Q(since__isnull=True, until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("A file reaches from a day to a later one."),
            ),
        )

    def __str__(self) -> str:
        return f"load {self.pk}"


class Incident(models.Model):
    """One incident to the block. Of protected kinds only a month and a district are kept: no day, no place."""

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=64)  # an HMAC of the source's own number: a second import finds it by this
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    crime = models.CharField(max_length=10, choices=Crime)
    month = models.DateField()  # its first day
    day = models.DateField(null=True)
    block = models.CharField(max_length=120, blank=True)
    lon = models.FloatField(null=True)  # of the block, to about a hundred metres
    lat = models.FloatField(null=True)
    solved = models.CharField(max_length=8, choices=Solved, default=Solved.UNKNOWN)
    did = models.CharField(max_length=60, blank=True)  # what the police did, as a word of the map

    class Privacy:
        public = ()
        internal = ("id", "source", "key", "area", "crime", "month", "day", "block", "lon", "lat", "solved", "did")
        personal = ()

    class Meta:
        indexes = (
            models.Index(fields=["area", "day", "crime"], name="meetings_incident_day"),
            models.Index(fields=["area", "month", "crime"], name="meetings_incident_month"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["source", "key"],
                name="meetings_incident_once",
                violation_error_message=_("This incident is here already."),
            ),
            models.CheckConstraint(
                name="meetings_protected_has_no_place",
                condition=~Q(crime__in=PROTECTED)
                | Q(day__isnull=True, block="", lon__isnull=True, lat__isnull=True, did=""),
                violation_error_message=_("Of sexual and family violence no day and no place is kept."),
            ),
            models.CheckConstraint(
                name="meetings_incident_has_a_day",
                condition=~Q(crime__in=LISTED) | Q(day__isnull=False),
                violation_error_message=_("An incident has a day."),
            ),
            models.CheckConstraint(
                name="meetings_incident_point_whole",
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                violation_error_message=_("A point has both its figures."),
            ),
        )

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Deed(models.Model):
    """What the police did about one kind of crime (or about all) since the last meeting, told to this one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deeds")
    crime = models.CharField(max_length=10, choices=[(crime.value, crime.label) for crime in LISTED], blank=True)
    words = models.TextField(max_length=1000)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = ("id", "meeting", "crime", "words", "language", "at")
        internal = ("version",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "crime"],
                name="meetings_deed_once",
                violation_error_message=_("This is told already; put it right instead."),
            ),
            models.CheckConstraint(
                name="meetings_deed_has_words",
                condition=~Q(words="") & ~Q(language=""),
                violation_error_message=_("What was done is told in words."),
            ),
        )

    def __str__(self) -> str:
        return f"deed {self.pk}"


class Verdict(models.Model):
    """What one resident said on this site before a meeting: whose it is, nobody can read from it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="verdicts")
    who = models.CharField(max_length=64)  # an HMAC of an account or a browser, for this meeting alone
    felt = models.CharField(max_length=8, choices=Felt)
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "meeting", "who", "felt", "at")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "who"],
                name="meetings_verdict_once",
                violation_error_message=_("You have said it already; you may change it."),
            ),
        )

    def __str__(self) -> str:
        return f"verdict {self.pk}"


class KindVerdict(models.Model):
    """What the same resident said of one kind of crime, beside the whole."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="kinds")
    crime = models.CharField(max_length=10, choices=[(crime.value, crime.label) for crime in LISTED])
    felt = models.CharField(max_length=8, choices=Felt)

    class Privacy:
        public = ()
        internal = ("id", "verdict", "crime", "felt")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["verdict", "crime"],
                name="meetings_kind_verdict_once",
                violation_error_message=_("You have said it of this kind already; you may change it."),
            ),
            models.CheckConstraint(
                name="meetings_kind_verdict_listed",
                condition=Q(crime__in=LISTED),
                violation_error_message=_("Of sexual and family violence nobody is asked here."),
            ),
        )

    def __str__(self) -> str:
        return f"verdict {self.verdict_id} of a kind"


class VerdictCount(models.Model):
    """How many in the meeting said what, by raised hands or on paper."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="verdict_counts")
    channel = models.CharField(max_length=8, choices=Asked)
    better = models.PositiveSmallIntegerField(default=0)
    same = models.PositiveSmallIntegerField(default=0)
    worse = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "meeting", "channel", "better", "same", "worse", "at")
        internal = ("entered_by",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "channel"],
                name="meetings_verdicts_once",
                violation_error_message=_("This was counted already."),
            ),
            models.CheckConstraint(
                name="meetings_verdicts_by_hand",
                condition=Q(channel__in=BY_HAND),
                violation_error_message=_("What is said on this site is counted by the site."),
            ),
        )

    def __str__(self) -> str:
        return f"verdicts of meeting {self.meeting_id}"

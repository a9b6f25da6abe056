"""A complaint, its sealed words, what was written to and fro, drafts, and since when complaints are taken."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import (
    BY_PROGRAM,
    DONE,
    FROM_COMPLAINANT,
    Channel,
    Heard,
    Kind,
    Sort,
    Stage,
    Without,
)
from openbeat.apps.complaints.models.steps import AS_A_CASE
from openbeat.core.vault.fields import SealedField

NOT_READ_YET = (Stage.WRITING, Stage.RECEIVED)
NOT_CLASSIFIED_YET = (*NOT_READ_YET, Stage.ACKNOWLEDGED)
NOT_BEGUN_YET = (*NOT_READ_YET, Stage.ACKNOWLEDGED, Stage.CLASSIFIED, Stage.MEDIATION)
NOBODY = tuple(sorted(FROM_COMPLAINANT | BY_PROGRAM))  # whoever complained, or the program: written by no account


class Complaint(models.Model):
    """What runs clocks and counts, in clear; each column is argued in docs/threat-model.md. No words stand here."""

    stage = models.CharField(max_length=12, choices=Stage, default=Stage.RECEIVED)
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.COMPLAINT)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    outside_only = models.BooleanField(default=False)
    outside_works = models.BooleanField(default=False)  # the outside body looks into it, with people of its own
    language = models.CharField(max_length=12)
    filed_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    classified_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    news_at = models.DateTimeField(null=True)  # whoever complained wrote something that nobody has opened since
    turns_taken = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")  # once classified
    serious = models.BooleanField(default=False)
    without = models.CharField(max_length=16, choices=Without, blank=True)  # why it ended without a finding
    investigator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)  # that they have no conflict: before that nothing opens for them
    joined_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="splits")
    allegations_taken = models.PositiveSmallIntegerField(default=0)  # counted as it goes to those who check it
    findings_taken = models.PositiveSmallIntegerField(default=0)  # of these, with a finding said or an end without
    decisions_taken = models.PositiveSmallIntegerField(default=0)  # of these, decided
    discipline_owed = models.PositiveSmallIntegerField(default=0)  # violations found for which nothing is decided yet
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    oversight_at = models.DateTimeField(null=True)  # since when the outside body has it, the last time
    overseen = models.CharField(max_length=10, choices=Heard, blank=True)
    alike = models.CharField(max_length=64, blank=True)  # a keyed fingerprint of the words, made while sealing
    published_from = "closed"  # no column: what was signed, where queries.summaries.measured looked it up
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  an HMAC of its form's random word

    class Privacy:
        public = ()
        internal = ("id", "stage", "sort", "channel", "outside_only", "outside_works", "language", "filed_at",
                    "acknowledged_at", "classified_at", "begun_at", "decided_at", "answered_at", "closed_at",
                    "news_at", "turns_taken", "entered_by", "area", "serious", "without", "investigator",
                    "assigned_at", "signed_at", "joined_to", "split_from", "allegations_taken", "findings_taken",
                    "decisions_taken", "discipline_owed", "checked_by", "decided_by", "oversight_at", "overseen",
                    "alike", "once")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = (
            models.Index(fields=["-filed_at", "-id"], name="complaint_newest"),
            models.Index(fields=["alike"], name="complaint_alike", condition=~Q(alike="")),
        )
        constraints = (
            models.CheckConstraint(
                name="complaint_known_stage",
                condition=Q(stage__in=Stage.values, sort__in=Sort.values),
                violation_error_message=_("A complaint stands in one of the stages that there are."),
            ),
            models.CheckConstraint(
                name="complaint_acknowledged_when",
                condition=Q(stage__in=NOT_READ_YET, acknowledged_at__isnull=True)
                | ~Q(stage__in=NOT_READ_YET) & Q(acknowledged_at__isnull=False)
                | ~Q(without=""),
                violation_error_message=_("A complaint that was acknowledged says when."),
            ),
            models.CheckConstraint(
                name="complaint_begun_when",
                condition=Q(stage__in=NOT_BEGUN_YET) | Q(begun_at__isnull=False) | ~Q(without=""),
                violation_error_message=_("A complaint in work says since when."),
            ),
            models.CheckConstraint(
                name="complaint_classified_before_work",
                condition=~Q(sort=Sort.COMPLAINT)
                | Q(stage__in=NOT_CLASSIFIED_YET)
                | Q(classified_at__isnull=False)
                | ~Q(without=""),
                violation_error_message=_("A complaint in work says point by point what it is about."),
            ),
            models.CheckConstraint(
                name="complaint_answered_has_answer",
                condition=~Q(stage__in=DONE) | Q(answered_at__isnull=False, turns_taken__gt=0),
                violation_error_message=_("An answered complaint must carry its answer."),
            ),
            models.CheckConstraint(
                name="complaint_ended_without_is_over",
                condition=Q(without="") | Q(stage__in=(Stage.DECIDED, *sorted(DONE)), decided_at__isnull=False),
                violation_error_message=_("What ended without a finding is over, and says since when."),
            ),
            models.CheckConstraint(
                name="complaint_decided_when",
                condition=~Q(stage=Stage.DECIDED) | Q(decided_at__isnull=False),
                violation_error_message=_("What is decided says since when."),
            ),
            models.CheckConstraint(
                name="complaint_assigned_when",
                condition=Q(investigator__isnull=True, assigned_at__isnull=True, signed_at__isnull=True)
                | Q(investigator__isnull=False, assigned_at__isnull=False),
                violation_error_message=_("Whoever has the task has it since a day."),
            ),
            models.CheckConstraint(
                name="complaint_joined_to_another",
                condition=Q(joined_to=None) | ~Q(joined_to=F("pk")),
                violation_error_message=_("A matter is joined to another one."),
            ),
            models.CheckConstraint(
                name="complaint_closed_when",
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | ~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True),
                violation_error_message=_("A complaint that is closed says since when."),
            ),
            models.CheckConstraint(
                name="complaint_entered_by_staff",
                condition=~Q(channel=Channel.WEB) | Q(entered_by=None),
                violation_error_message=_("Nobody stands between us and what is filed on this site."),
            ),
            *AS_A_CASE,
        )

    def __str__(self) -> str:
        return f"complaint {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:detail", args=[self.pk])


class Account(models.Model):
    """What somebody says happened, sealed to the matter before it is stored. Once it is sent it is never changed."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="account")
    words = SealedField()
    happened_when = SealedField()
    happened_where = SealedField()
    about = SealedField()
    contact = SealedField()  # "yes" where questions may be asked through the receipt
    speaks_as = SealedField(default=bytes)
    place = SealedField(default=bytes)  # as JSON, like officers, unseen and reach
    officers = SealedField(default=bytes)
    witnesses = SealedField(default=bytes)
    hopes = SealedField(default=bytes)
    unseen = SealedField(default=bytes)
    reach = SealedField(default=bytes)

    class Privacy:
        public = ()
        internal = ("id", "complaint")
        personal = ()
        sealed = ("words", "happened_when", "happened_where", "about", "contact", "speaks_as", "place", "officers",
                  "witnesses", "hopes", "unseen", "reach")  # fmt: skip

    def __str__(self) -> str:
        return f"account of complaint {self.complaint_id}"


class Turn(models.Model):
    """One message, from either side; none is ever changed."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    words = SealedField()
    language = models.CharField(max_length=12)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "kind", "language", "written_by", "at")
        personal = ()
        sealed = ("words",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_turn_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_turn_known_kind",
                condition=Q(kind__in=Kind.values),
                violation_error_message=_("A message is one of the kinds that there are."),
            ),
            models.CheckConstraint(
                name="complaint_turn_has_side",
                condition=Q(kind__in=NOBODY, written_by=None) | ~Q(kind__in=NOBODY) & Q(written_by__isnull=False),
                violation_error_message=_("What the office writes says who wrote it; whoever complained is nobody."),
            ),
        )

    def __str__(self) -> str:
        return f"turn {self.number} of complaint {self.complaint_id}"


class Draft(models.Model):
    """What a handler began to write: sealed from the first save, one for each handler, matter and form."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=24, default="message")  # which form: a message, an entry, a finding
    words = SealedField()
    language = models.CharField(max_length=12)
    saved_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "person", "form", "language", "saved_at")
        personal = ()
        sealed = ("words",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "person", "form"],
                name="complaint_draft_once",
                violation_error_message=_("You have a draft in this matter already."),
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk} in complaint {self.complaint_id}"


class Reception(models.Model):
    """A time in which complaints are taken on this site; the open one has no end."""

    since = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)
    on = models.BooleanField(default=True)  # always: what "one at a time" is unique by
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("since", "until")
        internal = ("id", "on", "opened_by", "ended_by")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["on"],
                condition=Q(until=None),
                name="complaints_taken_once",
                violation_error_message=_("Complaints are taken already."),
            ),
            models.CheckConstraint(
                name="complaints_taken_for_a_time",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("It ends after it began."),
            ),
        )

    def __str__(self) -> str:
        return f"complaints taken since {self.since:%Y-%m-%d}"

"""The review board of residents: packets, who stays out, sittings, discussion and votes, recommendations, answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import PartSort, Reply, Result, StaysOut, Vote
from openbeat.core.vault.fields import SealedField

PERSON = settings.AUTH_USER_MODEL


class BoardName(models.Model):
    """The name by which a member of the board wants to be known in public; without one the role stands there."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name in public"), max_length=80)

    class Privacy:
        public = ("name",)
        internal = ("id",)
        personal = ("person",)
        subject = "person"

    def __str__(self) -> str:
        return f"public name {self.pk} of a member"


class Packet(models.Model):
    """What the board gets of one case, with a safe of its own: its readers are the members who have no part in it."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="packets")
    round = models.PositiveSmallIntegerField()
    parts_made = models.PositiveIntegerField(default=0)
    said = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "round", "parts_made", "said", "made_by", "made_at", "sent_at")
        personal = ()

    class Meta:
        verbose_name = _("packet for the board")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "round"],
                name="complaint_packet_once",
                violation_error_message=_("There is a packet of this round already."),
            ),
            models.CheckConstraint(
                name="complaint_packet_sent_has_parts",
                condition=Q(sent_at=None) | Q(parts_made__gt=0),
                violation_error_message=_("A packet that is sent has something in it."),
            ),
        )

    def __str__(self) -> str:
        return f"packet {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:packet", args=[self.pk])


class PacketPart(models.Model):
    """One text of a packet, blacked out before it was sealed; none is ever changed."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=10, choices=PartSort)
    words = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "packet", "number", "sort", "language", "by", "at")
        personal = ()
        sealed = ("words",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["packet", "number"],
                name="complaint_packet_part_once",
                violation_error_message=_("Somebody else has added a part meanwhile."),
            ),
        )

    def __str__(self) -> str:
        return f"part {self.number} of packet {self.packet_id}"


class Recusal(models.Model):
    """A member stays out of a case: said by themselves, or because they appear in it."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    bar = models.CharField(max_length=10, choices=StaysOut)
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "packet", "person", "bar", "at")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["packet", "person"],
                name="complaint_recused_once",
                violation_error_message=_("This member stays out of this case already."),
            ),
            models.CheckConstraint(
                name="complaint_recusal_known_bar",
                condition=Q(bar__in=StaysOut.values),
                violation_error_message=_("A member stays out for one of the reasons that there are."),
            ),
        )

    def __str__(self) -> str:
        return f"recusal {self.pk}"


class Remark(models.Model):
    """What a member said about a case in a sitting, sealed to the packet; none is ever changed."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    words = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "packet", "number", "language", "by", "at")
        personal = ()
        sealed = ("words",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["packet", "number"],
                name="complaint_remark_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
        )

    def __str__(self) -> str:
        return f"remark {self.number} on packet {self.packet_id}"


class BoardVote(models.Model):
    """How one member voted on a case, and why; once, and never changed."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField(max_length=10, choices=Vote)
    reason = SealedField()
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "packet", "person", "vote", "language", "at")
        personal = ()
        sealed = ("reason",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["packet", "person"],
                name="complaint_vote_once",
                violation_error_message=_("You have voted in this case already."),
            ),
            models.CheckConstraint(
                name="complaint_vote_known",
                condition=Q(vote__in=Vote.values),
                violation_error_message=_("A vote is one of those that there are."),
            ),
        )

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Recommendation(models.Model):
    """What the board says to the department about a case, in public words; and what the department answers."""

    packet = models.OneToOneField(Packet, on_delete=models.PROTECT, related_name="recommendation")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    result = models.CharField(max_length=10, choices=Result)
    words = models.TextField(_("What the board recommends, and why"))
    language = models.CharField(max_length=12)
    disagrees = models.JSONField(default=list)  # the numbers of the allegations whose finding it disagrees with
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    reply_words = models.TextField(_("What the department answers, and why"), blank=True)
    reply_words_language = models.CharField(max_length=12, blank=True)
    replied_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("year", "number", "result", "words", "language", "disagrees", "made_at", "reply", "reply_words",
                  "reply_words_language", "replied_at")  # fmt: skip
        internal = ("id", "packet", "by", "replied_by")
        personal = ()

    class Meta:
        verbose_name = _("recommendation of the board")
        verbose_name_plural = _("recommendations of the board")
        constraints = (
            models.UniqueConstraint(
                fields=["year", "number"],
                name="complaint_recommendation_once",
                violation_error_message=_("There is a recommendation of this number already."),
            ),
            models.CheckConstraint(
                name="complaint_recommendation_says_something",
                condition=Q(result__in=Result.values) & ~Q(words="") & ~Q(language=""),
                violation_error_message=_("A recommendation has a result, its words and their language."),
            ),
            models.CheckConstraint(
                name="complaint_reply_has_reason",
                condition=Q(reply="", reply_words="", reply_words_language="", replied_at=None, replied_by=None)
                | Q(reply__in=Reply.values, replied_at__isnull=False, replied_by__isnull=False)
                & ~Q(reply_words="")
                & ~Q(reply_words_language=""),
                violation_error_message=_("An answer to the board is accepted, in part, or rejected, with a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"recommendation {self.number_said}"

    def get_absolute_url(self) -> str:
        return f"{reverse('complaints:board')}#r{self.number_said}"

    @property
    def number_said(self) -> str:
        """Its number as people say it: 2026-03."""
        return f"{self.year}-{self.number:02}"


class Sitting(models.Model):
    """A meeting of the board that was announced in public; only then do its members discuss and vote here."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(_("Where, and how to watch"), max_length=300)
    language = models.CharField(max_length=12)
    noticed_at = models.DateTimeField()
    noticed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "starts_at", "ends_at", "place", "language", "noticed_at", "cancelled_at")
        internal = ("noticed_by",)
        personal = ()

    class Meta:
        verbose_name = _("sitting of the board")
        indexes = (models.Index(fields=["starts_at"], name="complaint_sitting_soonest"),)
        constraints = (
            models.CheckConstraint(
                name="complaint_sitting_for_a_time",
                condition=Q(ends_at__gt=F("starts_at")) & Q(noticed_at__lt=F("starts_at")),
                violation_error_message=_("A sitting is announced before it begins, and ends after that."),
            ),
        )

    def __str__(self) -> str:
        return f"sitting {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('complaints:board')}#s{self.pk}"

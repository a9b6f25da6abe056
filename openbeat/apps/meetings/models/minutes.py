"""The minutes of a meeting: how they stand, their versions, amendments, approvals and each side's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle.minutes import AmendmentStage, Edition, MinutesStage, Side
from openbeat.apps.meetings.models.meetings import AgendaItem, Meeting

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

OUT = (MinutesStage.OPEN, MinutesStage.CHECKED, MinutesStage.PUBLISHED, MinutesStage.CORRECTED)
PRINTED = (MinutesStage.PUBLISHED, MinutesStage.CORRECTED)


class Minutes(models.Model):
    """The minutes of one meeting. What was said about an item stands on the item; the sum of it stands here."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    stage = models.CharField(max_length=12, choices=MinutesStage, default=MinutesStage.WRITTEN)
    summary = models.TextField(blank=True)
    summary_language = models.CharField(max_length=12, blank=True)
    summary_version = models.PositiveIntegerField(default=1)
    summary_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    handed_out_at = models.DateTimeField(null=True)
    amendable_until = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    approve_by = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)

    class Privacy:
        public = (
            "id", "meeting", "stage", "summary", "summary_language", "handed_out_at", "amendable_until", "checked_at",
            "approve_by", "published_at", "corrected_at",
        )  # fmt: skip
        internal = ("summary_version", "summary_at", "began_at")
        personal = ()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = (
            models.CheckConstraint(
                name="minutes_out_has_words",
                condition=Q(stage=MinutesStage.WRITTEN, handed_out_at=None)
                | ~Q(stage=MinutesStage.WRITTEN)
                & ~Q(summary="")
                & ~Q(summary_language="")
                & Q(handed_out_at__isnull=False, amendable_until__isnull=False),
                violation_error_message=_("A draft has words, and says until when it can be amended."),
            ),
            models.CheckConstraint(
                name="minutes_published_says_when",
                condition=Q(stage__in=PRINTED, published_at__isnull=False)
                | ~Q(stage__in=PRINTED) & Q(published_at=None),
                violation_error_message=_("Published minutes say when they were published."),
            ),
        )

    def __str__(self) -> str:
        return f"minutes {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.meeting_id])

    @property
    def area(self) -> Area:
        """The area of the meeting."""
        return self.meeting.area

    @property
    def area_id(self) -> int:
        """The key of that area."""
        return self.meeting.area_id

    @property
    def is_out(self) -> bool:
        """Whether everybody may read them."""
        return self.stage in OUT

    @property
    def is_published(self) -> bool:
        """Whether they are no draft any more."""
        return self.stage in PRINTED


class MinutesVersion(models.Model):
    """The minutes as they stood once, whole: nothing that was published is lost."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    edition = models.CharField(max_length=12, choices=Edition)
    passages = models.JSONField()  # as queries.minutes writes them
    reason = models.CharField(max_length=300, blank=True)
    reason_language = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "minutes", "number", "edition", "passages", "reason", "reason_language", "at")
        internal = ("by",)
        personal = ()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        constraints = (
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once"),
            models.CheckConstraint(
                name="minutes_correction_says_why",
                condition=~Q(edition=Edition.CORRECTED) | ~Q(reason="") & ~Q(reason_language=""),
                violation_error_message=_("Whoever corrects published minutes says why."),
            ),
        )

    def __str__(self) -> str:
        return f"version {self.number} of minutes {self.minutes_id}"


class Amendment(models.Model):
    """Words that somebody who was there wants instead of those in the draft. They are personal until answered."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")  # none: the sum of it
    stood = models.TextField(blank=True)  # what the draft said when it was proposed
    text = models.TextField(blank=True)
    text_language = models.CharField(max_length=12)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  many have none
    stage = models.CharField(max_length=12, choices=AmendmentStage, default=AmendmentStage.PROPOSED)
    words_shown = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    reason_language = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = (
            "id", "minutes", "item", "proposed_at", "stage", "words_shown", "reason", "reason_language",
            "answered_at",
        )  # fmt: skip
        internal = ("once", "answered_by", "stood")
        personal = ("text", "text_language", "proposed_by")
        subject = "proposed_by"

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = (
            models.CheckConstraint(
                name="amendment_answered_says_why",
                condition=Q(stage=AmendmentStage.PROPOSED, answered_at=None, reason="")
                | ~Q(stage=AmendmentStage.PROPOSED)
                & Q(answered_at__isnull=False)
                & ~Q(reason="")
                & ~Q(reason_language=""),
                violation_error_message=_("Whoever accepts or declines an amendment says why."),
            ),
        )

    def __str__(self) -> str:
        return f"amendment {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:amendment", args=[self.pk])

    @property
    def area(self) -> Area:
        """The area of the meeting."""
        return self.minutes.meeting.area


class Approval(models.Model):
    """One side says: so it was, or so it was in our words."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=12, choices=Side)
    asked_at = models.DateTimeField()
    version = models.PositiveIntegerField(null=True)  # the number of the version that was approved
    at = models.DateTimeField(null=True)  # until then this side did not approve
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "minutes", "side", "asked_at", "version", "at")
        internal = ("by",)
        personal = ()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "side"],
                name="minutes_approved_once",
                violation_error_message=_("Your side has approved these minutes already."),
            ),
            models.CheckConstraint(
                name="minutes_approval_of_version",
                condition=Q(at=None, version=None) | Q(at__isnull=False, version__isnull=False),
                violation_error_message=_("An approval says which version it is of."),
            ),
        )

    def __str__(self) -> str:
        return f"approval {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.minutes.get_absolute_url()}#approval"


class OwnVersion(models.Model):
    """What one side says about a passage on which the two sides differ; both stand side by side."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="own_versions")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    text = models.TextField()
    text_language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "minutes", "item", "side", "text", "text_language", "at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("own version")
        verbose_name_plural = _("own versions")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "item", "side"], name="minutes_own_of_item_once", condition=Q(item__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["minutes", "side"], name="minutes_own_of_sum_once", condition=Q(item__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"own version {self.pk}"

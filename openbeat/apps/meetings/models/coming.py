"""Who said that they come, how many they are, and what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import STILL_WANTED, Seat

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class Coming(models.Model):
    """Somebody, and whoever they bring, wants to come to a meeting; no account and no name is needed."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="coming")
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField(default=0)
    interpreter = models.CharField(max_length=12, blank=True)  # the code of a language
    care = models.PositiveSmallIntegerField(default=0)
    access = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12)  # of the words
    stage = models.CharField(max_length=12, choices=Seat, default=Seat.COMING)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_in = models.BooleanField(default=False)  # said with the account of that person
    said_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL may stand twice, "" not

    class Privacy:
        public = ("id", "meeting")
        internal = (
            "adults", "children", "interpreter", "care", "language", "stage", "signed_in", "said_at", "promoted_at",
            "withdrawn_at", "once",
        )  # fmt: skip
        personal = ("access", "person")
        subject = "person"

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        indexes = (models.Index(fields=["meeting", "stage", "said_at"], name="meetings_coming_queue"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_coming_counts",
                condition=Q(adults__lte=50, children__lte=50, care__lte=F("children"))
                & (Q(adults__gt=0) | Q(children__gt=0)),
                violation_error_message=_("Say how many come: at least one, and at most fifty of each."),
            ),
            models.CheckConstraint(
                name="meetings_promoted_when",
                condition=~Q(stage=Seat.PROMOTED) | Q(promoted_at__isnull=False),
                violation_error_message=_("A place that was given says when."),
            ),
            models.CheckConstraint(
                name="meetings_withdrawn_when",
                condition=Q(stage=Seat.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(stage=Seat.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                violation_error_message=_("Whoever does not come any more said so at a time."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(signed_in=True, stage__in=sorted(STILL_WANTED)),
                name="meetings_coming_once",
                violation_error_message=_("You said already that you come."),
            ),
        )

    def __str__(self) -> str:
        return f"head count {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:my-coming", args=[self.pk])

    @property
    def count(self) -> int:
        """How many they are."""
        return self.adults + self.children

    @property
    def area_id(self) -> int:
        """The area of the meeting, for whoever looks after messages."""
        return self.meeting.area_id

    @property
    def area(self) -> Area:
        """The area of the meeting."""
        return self.meeting.area

    @property
    def has_needs(self) -> bool:
        """Whether somebody must arrange something for them."""
        return bool(self.interpreter or self.care or self.access)

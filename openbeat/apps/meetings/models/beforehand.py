"""What people say before a meeting without being there: words for the agenda, and which hours would suit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Heard, NotShown, Sort

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class Contribution(models.Model):
    """A comment, a question or a proposal; its words are for whoever leads the meeting until somebody looked."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="contributions")
    sort = models.CharField(max_length=12, choices=Sort)
    item = models.ForeignKey("meetings.AgendaItem", null=True, on_delete=models.PROTECT, related_name="contributions")
    words = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=12)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Heard, default=Heard.WAITING)
    reworded = models.BooleanField(default=False)  # the item stands in words of whoever leads: these stay
    reason = models.CharField(max_length=12, choices=NotShown, blank=True)
    answer = models.CharField(max_length=300, blank=True)  # why it is not on the agenda
    answer_language = models.CharField(max_length=12, blank=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL may stand twice, "" not

    class Privacy:
        public = (
            "id", "meeting", "sort", "item", "stage", "reason", "answer", "answer_language", "sent_at", "decided_at",
        )  # fmt: skip
        internal = ("language", "reworded", "once")
        personal = ("words", "person")
        subject = "person"

    class Meta:
        verbose_name = _("word beforehand")
        verbose_name_plural = _("words beforehand")
        indexes = (models.Index(fields=["meeting", "stage"], name="meetings_said_before"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_said_decided",
                condition=Q(stage=Heard.WAITING, decided_at__isnull=True)
                | ~Q(stage=Heard.WAITING) & Q(decided_at__isnull=False),
                violation_error_message=_("What was decided says when."),
            ),
            models.CheckConstraint(
                name="meetings_said_why_not",
                condition=(Q(stage=Heard.WITHHELD) & ~Q(reason="") | ~Q(stage=Heard.WITHHELD) & Q(reason=""))
                & (
                    Q(stage=Heard.DECLINED) & ~Q(answer="") & ~Q(answer_language="")
                    | ~Q(stage=Heard.DECLINED) & Q(answer="", answer_language="")
                ),
                violation_error_message=_("Whoever says no says why."),
            ),
            models.CheckConstraint(
                name="meetings_said_accepted_item",
                condition=~Q(stage=Heard.ACCEPTED) | Q(item__isnull=False),
                violation_error_message=_("What is on the agenda has its item."),
            ),
        )

    def __str__(self) -> str:
        return f"word beforehand {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:my-words", args=[self.pk])

    @property
    def area_id(self) -> int:
        """The area of the meeting, for whoever looks after messages."""
        return self.meeting.area_id

    @property
    def area(self) -> Area:
        """The area of the meeting."""
        return self.meeting.area


class Absence(models.Model):
    """Somebody cannot come, and says which days and hours would do; nobody knows who."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="absences")
    days = models.JSONField(default=list)  # 0 is Monday
    hours = models.JSONField(default=list)
    said_at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL may stand twice, "" not

    class Privacy:
        public = ("id", "meeting")
        internal = ("days", "hours", "said_at", "once")
        personal = ()

    class Meta:
        verbose_name = _("somebody who cannot come")
        verbose_name_plural = _("people who cannot come")

    def __str__(self) -> str:
        return f"absence {self.pk}"

"""Where a meeting is watched, its recording with captions and transcript, and the questions sent in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle.webcast import QuestionStage, Unshown
from openbeat.apps.meetings.models.meetings import AgendaItem, Meeting

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class Webcast(models.Model):
    """The stream of one meeting, and its recording."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="webcast")
    stream = models.URLField(max_length=300, blank=True)
    recording = models.URLField(max_length=300, blank=True)
    captions = models.TextField(blank=True)  # WebVTT, checked
    captions_language = models.CharField(max_length=12, blank=True)
    transcript = models.TextField(blank=True)
    transcript_language = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)  # the recording
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "meeting", "stream", "recording", "captions", "captions_language", "transcript",
            "transcript_language", "changed_at", "published_at",
        )  # fmt: skip
        internal = ("version",)
        personal = ()

    class Meta:
        verbose_name = _("webcast")
        verbose_name_plural = _("webcasts")
        constraints = (
            models.CheckConstraint(
                name="webcast_published_for_all",
                condition=Q(published_at=None)
                | ~Q(recording="")
                & ~Q(captions="")
                & ~Q(captions_language="")
                & ~Q(transcript="")
                & ~Q(transcript_language=""),
                violation_error_message=_("A recording is published with captions and a transcript, or not at all."),
            ),
        )

    def __str__(self) -> str:
        return f"webcast {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:webcast", args=[self.meeting_id])


class Question(models.Model):
    """A question that somebody sent in while the meeting ran. Its words are personal until somebody looked at them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="+")  # what it is about
    text = models.CharField(max_length=500, blank=True)
    text_language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  many have none
    stage = models.CharField(max_length=12, choices=QuestionStage, default=QuestionStage.ASKED)
    withheld = models.CharField(max_length=12, choices=Unshown, default=Unshown.NONE, blank=True)
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "meeting", "item", "asked_at", "stage", "withheld", "answer", "answer_language", "answered_at")
        internal = ("once",)
        personal = ("text", "text_language", "asked_by")
        subject = "asked_by"

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.CheckConstraint(
                name="question_answered_has_answer",
                condition=Q(stage=QuestionStage.ANSWERED, answered_at__isnull=False)
                & ~Q(answer="")
                & ~Q(answer_language="")
                | ~Q(stage=QuestionStage.ANSWERED) & Q(answered_at=None, answer=""),
                violation_error_message=_("An answered question has its answer."),
            ),
            models.CheckConstraint(
                name="question_withheld_says_why",
                condition=Q(stage=QuestionStage.WITHHELD) & ~Q(withheld=Unshown.NONE)
                | ~Q(stage=QuestionStage.WITHHELD) & Q(withheld=Unshown.NONE),
                violation_error_message=_("Whoever does not show a question says why."),
            ),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:question", args=[self.pk])

    @property
    def area(self) -> Area:
        """The area of the meeting."""
        return self.meeting.area

    @property
    def area_id(self) -> int:
        """The key of that area."""
        return self.meeting.area_id

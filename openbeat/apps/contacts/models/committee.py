"""What the holders of a post leave to the next ones, and what a committee asked the police for news of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.committee import Over


class HandOver(models.Model):
    """One version of a post's hand-over sheet; none is ever changed. What is open is filled in when it is read."""

    post = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    agreements = models.TextField(max_length=4000, blank=True)
    places = models.TextField(max_length=4000, blank=True)
    contacts = models.TextField(max_length=4000, blank=True)
    advice = models.TextField(max_length=4000, blank=True)
    language = models.CharField(max_length=12)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "post", "number", "agreements", "places", "contacts", "advice", "language", "written_by",
                    "written_at")  # fmt: skip
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["post", "number"],
                name="contacts_sheet_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
        )

    def __str__(self) -> str:
        return f"hand-over sheet {self.number} of post {self.post_id}"


class NewsRequest(models.Model):
    """A committee asks the post that owes something for news of it; open until there is an answer."""

    obligation = models.ForeignKey("loop.Obligation", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)  # in which it was asked
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()  # the last time
    times = models.PositiveIntegerField(default=1)
    over = models.CharField(max_length=12, choices=Over, blank=True, default=Over.NO)
    answer = models.CharField(max_length=500, blank=True)
    answer_language = models.CharField(max_length=12, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "obligation", "area", "role", "asked_by", "asked_at", "times", "over", "answer",
                    "answer_language", "answered_by", "ended_at")  # fmt: skip
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["obligation", "asked_at"], name="contacts_news_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(over=Over.NO),
                name="contacts_asked_once",
                violation_error_message=_("The committee has asked for this already."),
            ),
            models.CheckConstraint(
                name="contacts_news_has_words",
                condition=~Q(over=Over.ANSWERED) | ~Q(answer=""),
                violation_error_message=_("News has words."),
            ),
            models.CheckConstraint(
                name="contacts_over_says_when",
                condition=Q(over=Over.NO, ended_at=None) | (~Q(over=Over.NO) & Q(ended_at__isnull=False)),
                violation_error_message=_("A request that is over says since when."),
            ),
        )

    def __str__(self) -> str:
        return f"request for news {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:news", args=[self.pk])

"""What community leaders write to those who follow their area, in one language or several; and digests asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.circulars import CircularStage, WhyNot


class Circular(models.Model):
    """One circular to the followers of an area. Somebody else looks at it before it is sent."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)  # in which it is written: what people see in place of a name
    stage = models.CharField(max_length=12, choices=CircularStage, default=CircularStage.DRAFT)
    why_not = models.CharField(max_length=12, choices=WhyNot, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "area", "role", "stage", "sent_at")
        internal = ("why_not", "written_by", "begun_at", "submitted_at", "decided_by")
        personal = ()
        subject = "written_by"

    class Meta:
        indexes = (models.Index(fields=["area", "-sent_at"], name="contacts_circular_area"),)
        constraints = (
            models.CheckConstraint(
                name="contacts_sent_says_when",
                condition=Q(stage=CircularStage.SENT, sent_at__isnull=False)
                | (~Q(stage=CircularStage.SENT) & Q(sent_at__isnull=True)),
                violation_error_message=_("A circular that was sent says when."),
            ),
            models.CheckConstraint(
                name="contacts_returned_says_why",
                condition=Q(stage=CircularStage.RETURNED) & ~Q(why_not="")
                | ~Q(stage=CircularStage.RETURNED) & Q(why_not=""),
                violation_error_message=_("Whoever gives a circular back says why."),
            ),
            models.CheckConstraint(
                name="contacts_sent_by_another",
                condition=~Q(stage=CircularStage.SENT) | Q(written_by=None) | ~Q(written_by=models.F("decided_by")),
                violation_error_message=_("Nobody sends what they wrote themselves."),
            ),
        )

    def __str__(self) -> str:
        return f"circular {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:circular", args=[self.pk])


class CircularText(models.Model):
    """A circular in one language; the first one written is the source of the others."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    source = models.BooleanField(default=False)

    class Privacy:
        public = ("id", "circular", "language", "source")
        internal = ()
        personal = ("title", "words")  # its author's, until it was sent
        subject = "circular.written_by"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["circular", "language"],
                name="contacts_text_once",
                violation_error_message=_("This circular has a text in this language already."),
            ),
            models.UniqueConstraint(fields=["circular"], condition=Q(source=True), name="contacts_one_source"),
        )

    def __str__(self) -> str:
        return f"circular {self.circular_id} in {self.language}"


class Digest(models.Model):
    """That the digest of a month was asked for, for the followers of an area: it goes out once."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    asked_at = models.DateTimeField()

    class Privacy:
        public = ("id", "area", "month")
        internal = ("asked_at",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "month"],
                name="contacts_digest_once",
                violation_error_message=_("The digest of this month was sent already."),
            ),
        )

    def __str__(self) -> str:
        return f"digest {self.month:%Y-%m} of area {self.area_id}"

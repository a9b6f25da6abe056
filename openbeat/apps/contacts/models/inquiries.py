"""What a person wrote to a post, each answer, each time it was sent back, and what was done in between."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.inquiries import Channel, FollowUpKind, Stage, TurnKind


class Inquiry(models.Model):
    """What a person wrote to a post of an area. The post owns it, whoever holds it; nothing of it is ever public."""

    post = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")  # for which it was written
    words = models.TextField(max_length=3000, blank=True)  # blank once the person was forgotten
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.HEARD)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  an HMAC of its form; none is not one
    owned_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    turns_taken = models.PositiveIntegerField(default=0)

    private = True  # always: messages about it say nothing of what it is about

    class Privacy:
        public = ()
        internal = ("id", "post", "area", "language", "channel", "stage", "written_at", "entered_by", "once",
                    "owned_at", "answered_at", "confirmed_at", "turns_taken")  # fmt: skip
        personal = ("words", "written_by")
        subject = "written_by"

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        indexes = (
            models.Index(fields=["post", "stage"], name="contacts_inquiry_post"),
            models.Index(fields=["written_by"], name="contacts_inquiry_writer"),
        )
        constraints = (
            models.CheckConstraint(
                name="contacts_owned_says_when",
                condition=Q(stage=Stage.HEARD) | Q(owned_at__isnull=False),
                violation_error_message=_("An inquiry that was taken up says when."),
            ),
            models.CheckConstraint(
                name="contacts_answered_has_answer",
                condition=~Q(stage__in=(Stage.ANSWERED, Stage.CONFIRMED))
                | Q(answered_at__isnull=False, turns_taken__gt=0),
                violation_error_message=_("An answered inquiry must carry its answer."),
            ),
            models.CheckConstraint(
                name="contacts_confirmed_says_when",
                condition=Q(stage=Stage.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(stage=Stage.CONFIRMED) & Q(confirmed_at__isnull=True)),
                violation_error_message=_("An inquiry that is settled says since when."),
            ),
        )

    def __str__(self) -> str:
        return f"inquiry {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:inquiry", args=[self.pk])


class Turn(models.Model):
    """One answer, or one time that it was sent back; none is ever changed."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=TurnKind)
    words = models.TextField(max_length=3000, blank=True)
    language = models.CharField(max_length=12)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "inquiry", "number", "kind", "language", "given_by", "at")
        personal = ("words",)
        subject = "inquiry.written_by"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["inquiry", "number"],
                name="contacts_turn_once",
                violation_error_message=_("Somebody else has answered meanwhile."),
            ),
        )

    def __str__(self) -> str:
        return f"turn {self.number} of inquiry {self.inquiry_id}"


class FollowUp(models.Model):
    """What was done about an inquiry on one day: a call, a letter, a visit; with one line for whoever comes after."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=12, choices=FollowUpKind)
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12)
    role = models.CharField(max_length=40)  # in which it was done
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "inquiry", "kind", "on", "language", "role", "at")
        personal = ("words",)
        subject = "inquiry.written_by"

    class Meta:
        indexes = (models.Index(fields=["inquiry", "at"], name="contacts_follow_ups"),)

    def __str__(self) -> str:
        return f"follow-up {self.pk} of inquiry {self.inquiry_id}"

"""The outbox: one row for every message to one person by one way."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.lifecycle import Channel, Reason, Stage


class Message(models.Model):
    """Something a person is told: rendered in their language, by one way, and how it stands."""

    kind = models.CharField(max_length=60)  # the notice's name
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=60, blank=True)
    about_key = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=300, blank=True)  # a path on this site

    channel = models.CharField(_("by"), max_length=20)  # no choices: apps register channels by name
    way = models.ForeignKey("people.Way", null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=12)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("words"), blank=True)
    neutral = models.BooleanField(default=False)
    fleeting = models.BooleanField(default=False)  # a code: worthless soon, and its words go as soon as it was sent

    stage = models.CharField(_("how it stands"), max_length=12, choices=Stage, default=Stage.QUEUED)
    reason = models.CharField(max_length=20, choices=Reason, default=Reason.NONE, blank=True)
    detail = models.CharField(max_length=80, blank=True)  # a code of the other side's answer, never its text
    attempts = models.PositiveSmallIntegerField(default=0)
    once = models.CharField(max_length=200, unique=True)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # nobody needs to see to it any more
    blanked_at = models.DateTimeField(null=True)
    link_used_at = models.DateTimeField(null=True)  # the link that stops messages works once

    opens_once = False  # the link of this attempt opens the matter without an account; kept nowhere

    class Privacy:
        public = ()
        internal = (
            *(
                "id",
                "kind",
                "person",
                "area",
                "about_kind",
                "about_key",
                "link",
                "channel",
                "way",
                "language",
                "neutral",
            ),
            *("fleeting", "stage", "reason", "detail", "attempts", "once", "instead_of", "queued_at", "next_at"),
            *("expires_at", "claimed_at", "settled_at", "closed_at", "blanked_at", "link_used_at"),
        )
        personal = ("address", "subject", "body")
        subject = "person"

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["stage", "next_at"], name="message_stage_next"),
            models.Index(fields=["person", "-queued_at"], name="message_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sending_is_claimed",
                condition=~Q(stage=Stage.SENDING) | Q(claimed_at__isnull=False),
                violation_error_message=_("A message that is being sent says since when."),
            ),
            models.CheckConstraint(
                name="message_settled_says_when",
                condition=~Q(stage__in=[Stage.SENT, Stage.DELIVERED, Stage.FAILED]) | Q(settled_at__isnull=False),
                violation_error_message=_("A message that arrived or failed says when."),
            ),
            models.CheckConstraint(
                name="message_failed_says_why",
                condition=~Q(stage=Stage.FAILED) | ~Q(reason=Reason.NONE),
                violation_error_message=_("A message that failed says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("notices:detail", args=[self.pk])

    def get_channel_display(self) -> str:
        """The channel in words; one that an app registered is its own name."""
        return str(Channel(self.channel).label) if self.channel in Channel.values else self.channel

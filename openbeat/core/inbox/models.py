"""The spool: each letter as it came, for one of our addresses, until it was read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What became of a letter."""

    WAITS = "waits", _("waits to be read")
    RAISED = "raised", _("became a concern")
    ADDED = "added", _("was added to what it answers")
    ANSWERED = "answered", _("became an answer")
    KEPT = "kept", _("waits for a word of whoever wrote it")
    RETURNED = "returned", _("was sent back with a sentence")
    AUTOMATIC = "automatic", _("was written by a program")
    TOO_MANY = "too_many", _("was one too many from there")
    NOBODY = "nobody", _("was for nobody here")


class Parcel(models.Model):
    """One letter for one address. Its bytes go as soon as it was read; that it came stays for a month."""

    mark = models.CharField(max_length=64, unique=True)  # an HMAC of Message-ID, sender and receiver: each letter once
    # HMACs to count by, from when it was read: of the sender's address, and of the way on which it came
    sender_mark = models.CharField(max_length=64, blank=True)
    way_mark = models.CharField(max_length=64, blank=True)
    receiver = models.CharField(max_length=320)
    raw = models.BinaryField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITS)
    kind = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = (
            "id",
            "mark",
            "sender_mark",
            "way_mark",
            "receiver",
            "outcome",
            "kind",
            "key",
            "received_at",
            "read_at",
        )
        personal = ("raw", "person")
        subject = "person"

    class Meta:
        verbose_name = _("letter that came in")
        indexes = (
            models.Index(fields=["outcome", "received_at"], name="parcel_waits"),
            models.Index(fields=["sender_mark", "received_at"], name="parcel_of_sender"),
            models.Index(fields=["way_mark", "received_at"], name="parcel_on_way"),
        )
        constraints = (
            models.CheckConstraint(
                name="parcel_is_kept_until_read",
                condition=Q(outcome="waits", raw__isnull=False, read_at__isnull=True)
                | (~Q(outcome="waits") & Q(raw__isnull=True, read_at__isnull=False)),
                violation_error_message=_("A letter is kept until it was read, and not longer."),
            ),
        )

    def __str__(self) -> str:
        return f"parcel {self.pk}"

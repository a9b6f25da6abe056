"""Receipts and one-time links: what they open, and an HMAC; never the code itself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Receipt(models.Model):
    """What a code opens. Whoever has the code holds the thing; whoever has the database does not have the code."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    code_hmac = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # the first time
    claimed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # it opens nothing any more

    class Privacy:
        public = ()
        internal = ("id", "kind", "key", "code_hmac", "issued_at", "opened_at", "claimed_at", "closed_at")
        personal = ()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        indexes = [models.Index(fields=["kind", "key"], name="receipt_thing")]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class Blank(models.Model):
    """A code printed on a paper form before anybody wrote on it: it opens nothing until the form comes back."""

    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    code_hmac = models.CharField(max_length=64, unique=True)
    printed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "area", "code_hmac", "printed_at", "expires_at", "used_at")
        personal = ()

    class Meta:
        verbose_name = _("code on a blank form")
        verbose_name_plural = _("codes on blank forms")
        constraints = [
            models.CheckConstraint(
                name="blank_expires_later",
                condition=Q(expires_at__gt=F("printed_at")),
                violation_error_message=_("A printed code is good for some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"blank {self.pk}"


class OneTimeToken(models.Model):
    """What a link in a message opens, once, by a button, until a date."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    token_hmac = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "kind", "key", "token_hmac", "made_at", "expires_at", "used_at")
        personal = ()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        indexes = [models.Index(fields=["kind", "key"], name="token_thing")]
        constraints = [
            models.CheckConstraint(
                name="token_expires_later",
                condition=Q(expires_at__gt=F("made_at")),
                violation_error_message=_("A link is good for some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"one-time link {self.pk}"

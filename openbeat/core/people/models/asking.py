"""What an e-mail address was asked by a link, until it was answered or nobody did in time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.people.models.person import Person


class AddressQuestion(models.Model):
    """Whether we may write to an address: to this person, or about a thing to whoever reads it there.

    The link in the message carries a word that was drawn for it; kept is its HMAC, and the address until it is used.
    """

    token_hmac = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60, blank=True)  # what they want to follow; empty where it is about a person
    key = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "token_hmac", "kind", "key", "language", "made_at", "expires_at", "used_at")
        personal = ("address", "person")
        subject = "person"
        forgotten = "delete"

    class Meta:
        verbose_name = _("question to an address")
        verbose_name_plural = _("questions to addresses")
        indexes = (models.Index(fields=["address"], name="address_question_of"),)
        constraints = (
            models.CheckConstraint(
                name="address_question_expires",
                condition=Q(expires_at__gt=F("made_at")),
                violation_error_message=_("A link is good for some time."),
            ),
            models.CheckConstraint(
                name="address_question_used_is_blank",
                condition=(Q(used_at__isnull=True) & ~Q(address="")) | Q(used_at__isnull=False, address=""),
                violation_error_message=_("The address is kept until the link was used, and not longer."),
            ),
            models.CheckConstraint(
                name="address_question_of_whom",
                condition=Q(person__isnull=False) | ~Q(kind=""),
                violation_error_message=_("A link is for a person, or about a thing."),
            ),
        )

    def __str__(self) -> str:
        return f"question to an address {self.pk}"

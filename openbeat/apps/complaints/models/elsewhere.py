"""What goes to others, who works on the criminal side, and statements with all that is made from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.sides import Given, To
from openbeat.core.vault.fields import SealedField


class Referral(models.Model):
    """What was sent to somebody else, and what came back. To which sort of office is in clear; all else is sealed."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="referrals")
    number = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=12, choices=To)
    criminal = models.BooleanField(default=False)
    whom = SealedField()
    words = SealedField()
    items = SealedField()  # the texts and files that were sent, as JSON
    language = models.CharField(max_length=12)
    reply_due = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = SealedField()
    reply_language = models.CharField(max_length=12, blank=True)
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "to", "criminal", "language", "reply_due", "by", "at",
                    "reply_language", "replied_at", "closed_at")  # fmt: skip
        personal = ()
        sealed = ("whom", "words", "items", "reply")

    class Meta:
        verbose_name = _("referral")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_referral_once",
                violation_error_message=_("Somebody else has sent something meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_referral_known",
                condition=Q(to__in=To.values),
                violation_error_message=_("Something is sent to one of the sorts of office that there are."),
            ),
            models.CheckConstraint(
                name="complaint_referral_replied",
                condition=Q(replied_at=None, reply_language="") | Q(replied_at__gte=F("at")) & ~Q(reply_language=""),
                violation_error_message=_("A reply comes after what was sent, and has a language."),
            ),
        )

    def __str__(self) -> str:
        return f"referral {self.number} of complaint {self.complaint_id}"


class CriminalSide(models.Model):
    """Somebody who works on the criminal matter beside this one: a keyed mark of the person, and sealed who it is."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="criminal_side")
    mark = models.CharField(max_length=64)
    who = SealedField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "mark", "by", "since")
        personal = ()
        sealed = ("who",)

    class Meta:
        verbose_name = _("person on the criminal side")
        verbose_name_plural = _("people on the criminal side")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "mark"],
                name="complaint_criminal_side_once",
                violation_error_message=_("They stand on the criminal side already."),
            ),
            models.CheckConstraint(
                name="complaint_criminal_side_has_mark",
                condition=~Q(mark=""),
                violation_error_message=_("Whoever stands on the criminal side has a mark."),
            ),
        )

    def __str__(self) -> str:
        return f"person {self.pk} on the criminal side of complaint {self.complaint_id}"


class Statement(models.Model):
    """What an officer or a witness said. A compelled one is sealed to a safe of its own, with its own readers."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    accused = models.ForeignKey("complaints.Accused", null=True, on_delete=models.PROTECT, related_name="statements")
    given = models.CharField(max_length=10, choices=Given)
    admonition = models.PositiveIntegerField(null=True)  # the version of the words that were read out before
    words = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "accused", "given", "admonition", "language", "by", "at")
        personal = ()
        sealed = ("words",)

    class Meta:
        verbose_name = _("statement")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_statement_once",
                violation_error_message=_("Somebody else has taken a statement meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_compelled_after_admonition",
                condition=Q(given=Given.COMPELLED, admonition__isnull=False)
                | Q(given=Given.VOLUNTARY, admonition__isnull=True),
                violation_error_message=_("A compelled statement names the admonition that came before it."),
            ),
        )

    def __str__(self) -> str:
        return f"statement {self.number} of complaint {self.complaint_id}"


class Derivation(models.Model):
    """One text of a matter was made from another, or from a statement. What comes from a compelled one is derived."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="derivations")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    of_kind = models.CharField(max_length=60)
    of_key = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "kind", "key", "of_kind", "of_key", "by", "at")
        personal = ()

    class Meta:
        verbose_name = _("source of a text")
        verbose_name_plural = _("sources of texts")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "key", "of_kind", "of_key"],
                name="complaint_source_once",
                violation_error_message=_("This source is named already."),
            ),
            models.CheckConstraint(
                name="complaint_source_is_another",
                condition=~Q(kind=F("of_kind"), key=F("of_key")),
                violation_error_message=_("A text is made from another one."),
            ),
        )

    def __str__(self) -> str:
        return f"source {self.pk} in complaint {self.complaint_id}"

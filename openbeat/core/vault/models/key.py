"""The key of a person, what is unlocked at the moment, and the two halves of recovery. Nothing here opens anything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Key(models.Model):
    """A person's age recipient. The identity lies in a file, locked by a passphrase that is kept nowhere."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=80, unique=True)
    mark = models.CharField(max_length=64)  # vouches for recipient and end: SQL alone exchanges and revives nothing
    token = models.CharField(max_length=32, unique=True)  # the file with the locked identity
    recovery = models.CharField(max_length=32, blank=True)  # the file for both halves of recovery; empty: none yet
    inside = models.ForeignKey("vault.Half", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.ForeignKey("vault.Half", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    passphrase_at = models.DateTimeField()  # since when the passphrase is this one
    retired_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ()
        internal = (
            "id", "person", "recipient", "mark", "token", "recovery", "inside", "outside", "made_at", "passphrase_at",
            "retired_at",
        )  # fmt: skip
        personal = ()
        subject = "person"

    class Meta:
        verbose_name = _("key of a person")
        verbose_name_plural = _("keys of people")
        constraints = [
            models.UniqueConstraint(
                name="key_one_a_person",
                fields=["person"],
                condition=Q(retired_at__isnull=True),
                violation_error_message=_("This person has a key already."),
            ),
            models.CheckConstraint(
                name="key_recovery_has_halves",
                condition=Q(recovery="", inside__isnull=True, outside__isnull=True)
                | (~Q(recovery="") & Q(inside__isnull=False, outside__isnull=False)),
                violation_error_message=_("What recovery may open names both halves."),
            ),
            models.CheckConstraint(
                name="key_retires_later",
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("made_at")),
                violation_error_message=_("A key cannot end before it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class Unlocked(models.Model):
    """An identity that a browser has unlocked, encrypted by a key that only its cookie holds; gone when idle."""

    browser = models.CharField(max_length=43)  # random; the session names it
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=110, blank=True)  # of the matter, where it comes out of a receipt's code
    cipher = models.CharField(max_length=400)
    seen_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "browser", "person", "ref", "cipher", "seen_at")
        personal = ()

    class Meta:
        verbose_name = _("unlocked key")
        verbose_name_plural = _("unlocked keys")
        constraints = [
            models.CheckConstraint(
                name="unlocked_is_one_thing",
                condition=Q(person__isnull=False, ref="") | (Q(person__isnull=True) & ~Q(ref="")),
                violation_error_message=_("What is unlocked is a person's key, or a receipt's."),
            ),
            models.UniqueConstraint(
                name="unlocked_person_once", fields=["browser", "person"], condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(name="unlocked_ref_once", fields=["browser", "ref"], condition=~Q(ref="")),
        ]
        indexes = [models.Index(fields=["seen_at"], name="unlocked_seen")]

    def __str__(self) -> str:
        return f"unlocked {self.pk}"


class Side(models.TextChoices):
    """Where a half of recovery is kept."""

    INSIDE = "inside", _("inside the department")
    OUTSIDE = "outside", _("outside the department")


class Half(models.Model):
    """One half of recovery: the recipient only. Its identity stands on a printed sheet, and nowhere else."""

    side = models.CharField(max_length=8, choices=Side)
    recipient = models.CharField(max_length=80, unique=True)
    mark = models.CharField(max_length=64)  # vouches for recipient and end: SQL alone exchanges and revives nothing
    holder = models.CharField(max_length=120)  # the office that keeps the sheet
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ("id", "side", "made_at", "replaced_at")
        internal = ("recipient", "mark", "holder")
        personal = ()

    class Meta:
        verbose_name = _("half of recovery")
        verbose_name_plural = _("halves of recovery")
        constraints = [
            models.UniqueConstraint(
                name="half_one_a_side",
                fields=["side"],
                condition=Q(replaced_at__isnull=True),
                violation_error_message=_("There is one half on each side."),
            ),
            models.CheckConstraint(
                name="half_known_side",
                condition=Q(side__in=Side.values),
                violation_error_message=_("A half is kept inside or outside the department."),
            ),
        ]

    def __str__(self) -> str:
        return f"half {self.pk}"

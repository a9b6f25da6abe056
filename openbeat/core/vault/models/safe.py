"""A safe for each matter, and one row for each who can open it; the wrapped keys themselves are files (store.py)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.kit.refs import Ref


class Safe(models.Model):
    """The lock of one matter: what is written there is sealed to its recipient."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    recipient = models.CharField(max_length=80, unique=True)
    mark = models.CharField(max_length=64)  # vouches for the recipient: SQL alone cannot exchange it
    outside_only = models.BooleanField(default=False)  # about the chief or the receiving office
    alone = models.BooleanField(default=False)  # not sent yet: only the code of a receipt opens it
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)  # the end of its period, known once it is closed
    held = models.PositiveIntegerField(default=0)  # how many holds and open requests there are
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destroyed_by_rule = models.CharField(max_length=60, blank=True)  # the series, or the reason of a person
    gone_on = models.DateField(null=True, blank=True)  # when the last backup of its keys has expired

    class Privacy:
        public = ()
        internal = (
            "id", "kind", "key", "recipient", "mark", "outside_only", "alone", "made_at", "closed_at", "outcome",
            "keep_until", "held", "destroyed_at", "destroyed_by_rule", "gone_on",
        )  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("safe")
        verbose_name_plural = _("safes")
        indexes = [models.Index(fields=["keep_until"], name="safe_keep_until")]
        constraints = [
            models.UniqueConstraint(
                name="safe_one_a_matter",
                fields=["kind", "key"],
                violation_error_message=_("This matter has a safe already."),
            ),
            models.CheckConstraint(
                name="safe_held_is_not_destroyed",
                condition=Q(destroyed_at__isnull=True) | Q(held=0),
                violation_error_message=_("Nothing is destroyed under a hold or an open request."),
            ),
            models.CheckConstraint(
                name="safe_kept_for_its_period",
                condition=Q(destroyed_at__isnull=True) | Q(keep_until__isnull=False, destroyed_at__gte=F("keep_until")),
                violation_error_message=_("Nothing is destroyed before its period is over."),
            ),
            models.CheckConstraint(
                name="safe_destroyed_says_why",
                condition=Q(destroyed_at__isnull=True, destroyed_by_rule="", gone_on__isnull=True)
                | (Q(destroyed_at__isnull=False, gone_on__isnull=False) & ~Q(destroyed_by_rule="")),
                violation_error_message=_("What is destroyed says by which rule, and when its last copy is gone."),
            ),
            models.CheckConstraint(
                name="safe_period_after_closing",
                condition=Q(keep_until__isnull=True) | Q(closed_at__isnull=False),
                violation_error_message=_("A period begins when a matter is closed."),
            ),
        ]

    def __str__(self) -> str:
        return f"safe {self.pk}"

    @property
    def ref(self) -> Ref:
        """The matter that it locks."""
        return Ref(self.kind, self.key)


class Sort(models.TextChoices):
    """Whose a wrapped key is."""

    PERSON = "person", _("a person")
    CODE = "code", _("a receipt")
    RECOVERY = "recovery", _("recovery, both halves")


class Wrap(models.Model):
    """One who can open a safe: who, since when, by whom. The wrapped key is a file; the row itself opens nothing."""

    safe = models.ForeignKey(Safe, on_delete=models.PROTECT, related_name="wraps")
    sort = models.CharField(max_length=8, choices=Sort)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=80)  # to which it is wrapped; the inside half where it is recovery
    inside = models.ForeignKey("vault.Half", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.ForeignKey("vault.Half", null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)  # and its file was thrown away

    class Privacy:
        public = ()
        internal = ("id", "safe", "sort", "reader", "recipient", "inside", "outside", "token", "since", "by",
                    "removed_at")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("wrapped key")
        verbose_name_plural = _("wrapped keys")
        constraints = [
            models.UniqueConstraint(
                name="wrap_one_a_reader",
                fields=["safe", "reader"],
                condition=Q(removed_at__isnull=True, reader__isnull=False),
                violation_error_message=_("This person reads this matter already."),
            ),
            models.UniqueConstraint(
                name="wrap_one_a_key",
                fields=["safe", "recipient"],
                condition=Q(removed_at__isnull=True),
                violation_error_message=_("This key opens this matter already."),
            ),
            models.UniqueConstraint(
                name="wrap_one_recovery",
                fields=["safe"],
                condition=Q(removed_at__isnull=True, sort=Sort.RECOVERY),
                violation_error_message=_("A matter is wrapped once for recovery."),
            ),
            models.CheckConstraint(
                name="wrap_reader_by_sort",
                condition=Q(sort=Sort.PERSON, reader__isnull=False, inside__isnull=True, outside__isnull=True)
                | Q(sort=Sort.CODE, reader__isnull=True, inside__isnull=True, outside__isnull=True)
                | Q(sort=Sort.RECOVERY, reader__isnull=True, inside__isnull=False, outside__isnull=False),
                violation_error_message=_("A wrapped key is a person's, a receipt's, or for both halves of recovery."),
            ),
            models.CheckConstraint(
                name="wrap_removed_later",
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("since")),
                violation_error_message=_("Nobody is removed before they were added."),
            ),
        ]

    def __str__(self) -> str:
        return f"wrap {self.pk}"

"""One row for each part that is withheld, and one for each appeal against that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Removal(models.Model):
    """A part of something that somebody sent is not shown: what kind, where, why, in which role; never the part."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    part = models.CharField(max_length=20)
    reason = models.CharField(max_length=20)
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)  # it is shown again

    class Privacy:
        public = ("id", "kind", "part", "reason", "area", "role", "decided_at", "lifted_at")
        internal = ("key", "decided_by")
        personal = ()

    class Meta:
        verbose_name = _("part that is not shown")
        indexes = (
            models.Index(fields=["-decided_at", "-id"], name="removal_newest"),
            models.Index(fields=["kind", "key"], name="removal_of_thing"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "key", "part"],
                condition=Q(lifted_at=None),
                name="removal_once",
                violation_error_message=_("This part is withheld already."),
            ),
            models.CheckConstraint(
                name="removal_has_a_reason",
                condition=~Q(reason="") & ~Q(role=""),
                violation_error_message=_("What is not shown has a reason, and somebody who decided it."),
            ),
        )

    def __str__(self) -> str:
        return f"removal {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:appeal", args=[self.pk])


class Outcome(models.TextChoices):
    """What became of an appeal."""

    SHOWN = "shown", _("It is shown now.")
    UPHELD = "upheld", _("It stays as it was decided.")


class Appeal(models.Model):
    """Whoever wrote it asks that somebody else decides again."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="appeals")
    words = models.TextField(max_length=2000, blank=True)  # blank once the person was forgotten
    language = models.CharField(max_length=12)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    answer_language = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "removal", "made_at", "outcome", "role", "decided_at")
        internal = ("language", "answer", "answer_language", "decided_by")
        personal = ("words", "made_by")
        subject = "made_by"

    class Meta:
        verbose_name = _("appeal")
        constraints = (
            models.UniqueConstraint(
                fields=["removal"],
                name="appeal_once",
                violation_error_message=_("There is an appeal against this already."),
            ),
            models.CheckConstraint(
                name="appeal_decided_says_why",
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False) & ~Q(answer="")),
                violation_error_message=_("An appeal that was decided says when and why."),
            ),
        )

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:decide", args=[self.pk])

    @property
    def area_id(self) -> int | None:
        """The area of what is not shown."""
        return self.removal.area_id

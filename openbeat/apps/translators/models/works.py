"""One text to be put into one language, and every draft of it that was ever saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators.lifecycle import OPEN, Stage

HAS_TAKER = (Stage.TAKEN, Stage.PROPOSED, Stage.PUBLISHED)


class Work(models.Model):
    """A text to be put into a language: asked for, taken, read again, published. Its words stand in its drafts."""

    text = models.ForeignKey("translation.Text", null=True, on_delete=models.SET_NULL, related_name="+")
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)  # into which
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ASKED)
    urgent = models.BooleanField(default=False)
    is_update = models.BooleanField(default=False)  # of a translation that is published
    private = models.BooleanField(default=False)  # when it was asked for, not everybody could read the text
    version = models.PositiveIntegerField(default=0)  # of the newest draft; 0 is none
    anew_at = models.PositiveIntegerField(default=0)  # the version at which its text became public
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=40, blank=True)  # the role in which it was asked
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # as it was promised
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    credit = models.CharField(max_length=120, blank=True)  # under which name whoever translated is thanked
    returned_why = models.TextField(max_length=1000, blank=True)
    returned_why_language = models.CharField(max_length=12, blank=True)
    returned_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    machine_asked_at = models.DateTimeField(null=True)  # a machine works on a draft since then
    machine_why = models.CharField(max_length=300, blank=True)  # why it gave none, or not all, in the asker's language

    left_out = 0  # of how many passages the words were not taken that somebody just sent; not kept

    class Privacy:
        public = ("id", "area", "language", "stage", "urgent", "is_update", "asked_at", "due_at", "published_at")
        internal = (
            "text", "private", "version", "anew_at", "asked_by", "asked_as", "taken_at", "proposed_at", "returned_why",
            "returned_why_language", "returned_at", "signed_by", "withdrawn_at", "machine_asked_at", "machine_why",
        )  # fmt: skip
        personal = ("taken_by", "credit")
        subject = "taken_by"

    class Meta:
        verbose_name = _("translation that is asked for")
        indexes = (
            models.Index(
                fields=["language", "-urgent", "due_at"], name="translators_queue", condition=Q(stage__in=OPEN)
            ),
            models.Index(fields=["taken_by", "stage"], name="translators_taken"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["text", "language"],
                condition=Q(stage__in=OPEN),
                name="translators_asked_once",
                violation_error_message=_("This is asked for already."),
            ),
            models.CheckConstraint(
                name="translators_taken_by_somebody",
                condition=~Q(stage__in=HAS_TAKER) | Q(taken_by__isnull=False, taken_at__isnull=False),
                violation_error_message=_("What is being translated has a translator."),
            ),
            models.CheckConstraint(
                name="translators_signed_by_another",
                condition=~Q(stage=Stage.PUBLISHED)
                | Q(signed_by__isnull=False, published_at__isnull=False) & ~Q(signed_by=F("taken_by")),
                violation_error_message=_("Somebody else reads again what you translated yourself."),
            ),
            models.CheckConstraint(
                name="translators_withdrawn_says_when",
                condition=~Q(stage=Stage.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                violation_error_message=_("What was withdrawn says when."),
            ),
        )

    def __str__(self) -> str:
        return f"work {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("translators:work", args=[self.pk])


class Draft(models.Model):
    """A draft as it was saved. None is changed, and all go when their text goes.

    When a private text becomes public, each keeps the passages alone that stand in it: see `Work.anew_at`.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="drafts")
    text = models.ForeignKey("translation.Text", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    pieces = models.JSONField(default=list)  # [source, words, origin] of each passage
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Privacy:
        public = ("id", "work", "version", "saved_at")
        internal = ("text", "pieces", "saved_by")  # the pieces are as public as their text is, once published
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["work", "version"],
                name="translators_draft_once",
                violation_error_message=_("Somebody else saved a draft at the same moment."),
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.version} of work {self.work_id}"

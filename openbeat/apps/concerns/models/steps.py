"""What we understood, who else says so, who asks to open it again, and what everybody may read of a private matter."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Category, Channel, Verdict, Withheld
from openbeat.apps.concerns.models.concerns import Concern

PEOPLE = settings.AUTH_USER_MODEL


class Understanding(models.Model):
    """What the owner understood, in one sentence; whoever raised it says whether that is it."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="understandings")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=12)
    by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=6, choices=Verdict, default=Verdict.WAITING, blank=True)
    verdict_at = models.DateTimeField(null=True)
    correction = models.TextField(max_length=1000, blank=True)
    correction_language = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=12, choices=Channel, blank=True)  # by which the verdict came
    entered_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "concern", "number", "at", "verdict", "verdict_at")
        internal = ("text", "language", "by", "channel", "entered_by", "correction_language")
        personal = ("correction",)
        subject = "concern.raised_by"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["concern", "number"],
                name="understanding_once",
                violation_error_message=_("Somebody else has written it meanwhile."),
            ),
            models.CheckConstraint(
                name="understanding_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Say in one sentence what you understood."),
            ),
            models.CheckConstraint(
                name="understanding_verdict_when",
                condition=Q(verdict=Verdict.WAITING, verdict_at__isnull=True)
                | (~Q(verdict=Verdict.WAITING) & Q(verdict_at__isnull=False) & ~Q(channel="")),
                violation_error_message=_("What whoever raised it says of it has a moment and a way."),
            ),
        )

    def __str__(self) -> str:
        return f"understanding {self.number} of concern {self.concern_id}"


class MeToo(models.Model):
    """Somebody says: this is so for me too. Once for a person, or for a device as far as we can tell."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    person = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=64, null=True)  # noqa: DJ001  an HMAC for this concern alone; a person has none

    class Privacy:
        public = ("id", "concern")
        internal = ("at", "device")
        personal = ("person",)
        subject = "person"
        forgotten = "delete"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["concern", "person"], name="metoo_once_a_person", violation_error_message=_("You said so.")
            ),
            models.UniqueConstraint(
                fields=["concern", "device"], name="metoo_once_a_device", violation_error_message=_("You said so.")
            ),
            models.CheckConstraint(
                name="metoo_person_or_device",
                condition=Q(person__isnull=True) | Q(device__isnull=True),
                violation_error_message=_("Either a person said it, or a device."),
            ),
        )

    def __str__(self) -> str:
        return f"me too {self.pk}"


class ReopenRequest(models.Model):
    """Somebody asks to open a concern again, and why; whoever owns it grants it, or says why not."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="requests")
    words = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    why = models.TextField(max_length=2000, blank=True)
    why_language = models.CharField(max_length=12, blank=True)
    withheld = models.CharField(max_length=12, choices=Withheld, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "concern", "at", "due_at", "granted", "why", "why_language", "withheld", "decided_at")
        internal = ("language", "decided_by")
        personal = ("words", "asked_by")  # the words until somebody decided, and did not withhold them
        subject = "asked_by"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(decided_at=None),
                name="reopenrequest_one_at_a_time",
                violation_error_message=_("Somebody has asked for this already."),
            ),
            models.CheckConstraint(
                name="reopenrequest_decided_says_why",
                condition=Q(decided_at__isnull=True, granted__isnull=True, why="")
                | (Q(decided_at__isnull=False, granted__isnull=False) & ~Q(why="")),
                violation_error_message=_("Whoever decides says why."),
            ),
            models.CheckConstraint(
                name="reopenrequest_withheld_after",
                condition=Q(decided_at__isnull=False) | Q(withheld=""),
                violation_error_message=_("Something is withheld only after somebody looked at it."),
            ),
        )

    def __str__(self) -> str:
        return f"wish {self.pk} to open concern {self.concern_id} again"

    def get_absolute_url(self) -> str:
        return reverse("concerns:detail", args=[self.concern_id])


class Question(models.Model):
    """A private question and its answer, written anew for everybody; nothing in public leads to the private concern."""

    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="published")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    question = models.TextField(max_length=1000)
    answer = models.TextField(max_length=5000)
    language = models.CharField(max_length=12)
    category = models.CharField(max_length=12, choices=Category)
    published_on = models.DateField()
    by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "area", "question", "answer", "language", "category", "published_on")
        internal = ("concern", "by")
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["-published_on", "-id"], name="question_newest"),)
        constraints = (
            models.CheckConstraint(
                name="question_has_an_answer",
                condition=~Q(question="") & ~Q(answer=""),
                violation_error_message=_("Write both: the question and the answer."),
            ),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('concerns:questions')}#question-{self.pk}"


class Token(models.Model):
    """A word of what everybody may read of a concern: by these, others that are like it are found in its area."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    class Privacy:
        public = ("id", "concern", "area", "word")
        internal = ()
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["area", "word", "concern"], name="concern_token_in_area"),)

    def __str__(self) -> str:
        return f"token {self.pk}"

"""What residents raise, each answer to it, and each time it was sent back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Category, Channel, Stage, Withheld


class Concern(models.Model):
    """What somebody raised: where it is, what it is about, how far it has come."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=Category)
    language = models.CharField(max_length=12)  # of what the person wrote
    title = models.CharField(max_length=120, blank=True)  # blank once the person was forgotten
    story = models.TextField(max_length=5000, blank=True)
    place = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    private = models.BooleanField(default=False)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.RAISED)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  an HMAC of its form; none is not one
    taken_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # of the answer, while it is owed: a copy of the loop's, to sort by
    looked_at = models.DateTimeField(null=True)  # until then: category, area and stage only
    words_withheld = models.CharField(max_length=12, choices=Withheld, blank=True)
    photo_withheld = models.CharField(max_length=12, choices=Withheld, blank=True)
    point_withheld = models.CharField(max_length=12, choices=Withheld, blank=True)
    answers_given = models.PositiveIntegerField(default=0)  # the version that two people who answer are compared by
    task = models.CharField(max_length=101, blank=True)  # on the Progress Chart, as a Ref in text
    done_words = models.TextField(blank=True)  # of the task that was done, offered as the beginning of an answer
    done_language = models.CharField(max_length=12, blank=True)

    class Privacy:
        public = ("id", "area", "category", "channel", "stage", "raised_at", "taken_up_at", "answered_at",
                  "confirmed_at", "due_at", "looked_at", "words_withheld", "photo_withheld", "point_withheld",
                  "answers_given", "task")  # fmt: skip
        internal = ("private", "language", "entered_by", "once", "done_words", "done_language")
        personal = ("title", "story", "place", "lon", "lat", "raised_by")  # until somebody released them
        subject = "raised_by"

    class Meta:
        indexes = (
            models.Index(fields=["-raised_at", "-id"], name="concern_newest"),
            models.Index(fields=["area", "stage"], name="concern_of_area"),
            models.Index(fields=["due_at"], name="concern_due", condition=Q(due_at__isnull=False)),
            models.Index(
                fields=["-answered_at", "-id"], name="concern_answered", condition=Q(answered_at__isnull=False)
            ),
            models.Index(fields=["raised_by"], name="concern_raised_by"),
        )
        constraints = (
            models.CheckConstraint(
                name="concern_answered_has_answer",
                condition=~Q(stage__in=(Stage.ANSWERED, Stage.CONFIRMED))
                | Q(answered_at__isnull=False, answers_given__gt=0),
                violation_error_message=_("An answered concern must carry its answer."),
            ),
            models.CheckConstraint(
                name="concern_confirmed_says_when",
                condition=Q(stage=Stage.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(stage=Stage.CONFIRMED) & Q(confirmed_at__isnull=True)),
                violation_error_message=_("A concern that is solved says since when."),
            ),
            models.CheckConstraint(
                name="concern_owned_says_when",
                condition=Q(stage=Stage.RAISED) | Q(taken_up_at__isnull=False),
                violation_error_message=_("A concern that was taken up says when."),
            ),
            models.CheckConstraint(
                name="concern_open_is_due",
                condition=Q(stage__in=(Stage.RAISED, Stage.TAKEN_UP, Stage.WORKED_ON), due_at__isnull=False)
                | Q(stage__in=(Stage.ANSWERED, Stage.CONFIRMED), due_at__isnull=True),
                violation_error_message=_("An open concern has a date by which it is answered."),
            ),
            models.CheckConstraint(
                name="concern_withheld_after_look",
                condition=Q(looked_at__isnull=False) | Q(words_withheld="", photo_withheld="", point_withheld=""),
                violation_error_message=_("Something is withheld only after somebody looked at it."),
            ),
            models.CheckConstraint(
                name="concern_private_is_not_released",
                condition=Q(private=False) | Q(looked_at__isnull=True),
                violation_error_message=_("A private concern is never released."),
            ),
            models.CheckConstraint(
                name="concern_point_is_whole",
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                violation_error_message=_("An exact point has both its figures."),
            ),
        )

    def __str__(self) -> str:
        return f"concern {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("concerns:detail", args=[self.pk])


class Answer(models.Model):
    """One answer. A later one stands in its place; none is ever changed or removed."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=5000)
    language = models.CharField(max_length=12)
    amends = models.BooleanField(default=False)  # it puts the one before it right, and answers nothing new
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Privacy:
        public = ("id", "concern", "number", "text", "language", "amends", "given_at")
        internal = ("given_by",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["concern", "number"],
                name="answer_numbered_once",
                violation_error_message=_("Somebody else has answered meanwhile."),
            ),
            models.CheckConstraint(
                name="answer_has_words",
                condition=~Q(text=""),
                violation_error_message=_("An answer has words."),
            ),
        )

    def __str__(self) -> str:
        return f"answer {self.number} to concern {self.concern_id}"


class Reopening(models.Model):
    """Why an answer did not hold, in the words of whoever opened the concern again."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="reopenings")
    words = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=12)
    by_resident = models.BooleanField()
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # a resident's new words wait for a look, like the first ones
    withheld = models.CharField(max_length=12, choices=Withheld, blank=True)

    class Privacy:
        public = ("id", "concern", "by_resident", "at", "looked_at", "withheld")
        internal = ("language",)
        personal = ("words",)
        subject = "concern.raised_by"

    class Meta:
        indexes = (models.Index(fields=["concern", "at"], name="reopening_of_concern"),)
        constraints = (
            models.CheckConstraint(
                name="reopening_withheld_after_look",
                condition=Q(looked_at__isnull=False) | Q(withheld=""),
                violation_error_message=_("Something is withheld only after somebody looked at it."),
            ),
        )

    def __str__(self) -> str:
        return f"reopening {self.pk} of concern {self.concern_id}"

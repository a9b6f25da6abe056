"""What residents raise, each answer to it, and each time it was sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import CLOSED, OPEN, REOPENED, Category, Channel, Kind, NoAction, Stage, Withheld

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NOT_OWNED = (Stage.RAISED, Stage.ACKNOWLEDGED, Stage.NOT_OURS, Stage.NO_ACTION, Stage.DUPLICATE)


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
    acknowledged_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)  # until it is answered again
    escalated_at = models.DateTimeField(null=True)  # it is late, and with the commander, until it is answered
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    me_toos = models.PositiveIntegerField(default=0)  # of what was merged into it too
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
        public = ("id", "area", "category", "channel", "stage", "raised_at", "acknowledged_at",
                  "taken_up_at", "answered_at", "confirmed_at", "reopened_at", "escalated_at", "duplicate_of",
                  "me_toos", "due_at", "looked_at", "words_withheld", "photo_withheld", "point_withheld",
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
            models.Index(fields=["-reopened_at"], name="concern_reopened", condition=Q(reopened_at__isnull=False)),
            models.Index(fields=["duplicate_of"], name="concern_duplicate", condition=Q(duplicate_of__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                name="concern_answered_has_answer",
                condition=~Q(stage__in=sorted(CLOSED)) | Q(answered_at__isnull=False, answers_given__gt=0),
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
                condition=Q(stage__in=NOT_OWNED) | Q(taken_up_at__isnull=False),
                violation_error_message=_("A concern that was taken up says when."),
            ),
            models.CheckConstraint(
                name="concern_open_is_due",
                condition=Q(stage__in=sorted(OPEN), due_at__isnull=False)
                | Q(stage__in=sorted(CLOSED), due_at__isnull=True),
                violation_error_message=_("An open concern has a date by which it is answered."),
            ),
            models.CheckConstraint(
                name="concern_acknowledged_when",
                condition=~Q(stage=Stage.ACKNOWLEDGED) | Q(acknowledged_at__isnull=False),
                violation_error_message=_("A concern that was acknowledged says when."),
            ),
            models.CheckConstraint(
                name="concern_duplicate_of_one",
                condition=Q(stage=Stage.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(stage=Stage.DUPLICATE) & Q(duplicate_of__isnull=True)),
                violation_error_message=_("What was told before says which other concern it goes on with."),
            ),
            models.CheckConstraint(
                name="concern_not_its_own_duplicate",
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=models.F("pk")),
                violation_error_message=_("A concern cannot go on with itself."),
            ),
            models.CheckConstraint(
                name="concern_reopened_while_open",
                condition=Q(reopened_at__isnull=True) | Q(stage__in=sorted(OPEN)),
                violation_error_message=_("Only what is open can be open again."),
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

    @property
    def standing(self) -> StrPromise | str:
        """Where it stands, in a word: its stage, or that it is open again."""
        return REOPENED if self.reopened_at else Stage(self.stage).label


class Answer(models.Model):
    """One answer. A later one stands in its place; none is ever changed or removed."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=5000)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ANSWER)
    reason = models.CharField(max_length=10, choices=NoAction, blank=True)
    whose = models.CharField(max_length=200, blank=True)  # whose it is, in the language of the answer
    telephone = models.CharField(max_length=40, blank=True)
    url = models.URLField(max_length=300, blank=True)
    amends = models.BooleanField(default=False)  # it puts the one before it right, and answers nothing new
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Privacy:
        public = ("id", "concern", "number", "text", "language", "amends", "given_at", "kind", "reason", "whose",
                  "telephone", "url")  # fmt: skip
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
            models.CheckConstraint(
                name="answer_not_ours_says_whose",
                condition=Q(kind=Kind.NOT_OURS) & ~Q(whose="") | ~Q(kind=Kind.NOT_OURS) & Q(whose=""),
                violation_error_message=_("Whoever says that it is not ours says whose it is."),
            ),
            models.CheckConstraint(
                name="answer_no_action_says_why",
                condition=Q(kind=Kind.NO_ACTION) & ~Q(reason="") | ~Q(kind=Kind.NO_ACTION) & Q(reason=""),
                violation_error_message=_("Whoever does nothing more says why."),
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

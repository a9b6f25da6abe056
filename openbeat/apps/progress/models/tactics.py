"""Tactics that the police propose for a matter, and what residents say to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Field, Say, TacticStage, Withheld
from openbeat.kit.refs import Ref

IN_USE = Q(stage=TacticStage.IN_USE)


class Tactic(models.Model):
    """How the police propose to go about a task or a priority, and what came of it.

    The counts of answers as they stood when it came into use are kept beside those of today: the promise that a tactic
    that is not wanted is used only with a published reason is checked by the database itself.
    """

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=60)
    about_key = models.CharField(max_length=40)
    field = models.CharField(max_length=12, choices=Field)
    words = models.CharField(max_length=500)
    language = models.CharField(max_length=12)
    agency = models.CharField(max_length=200, blank=True)  # which one, in the language of the words
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=TacticStage, default=TacticStage.PROPOSED)
    wanted = models.PositiveIntegerField(default=0)
    in_part = models.PositiveIntegerField(default=0)
    unwanted = models.PositiveIntegerField(default=0)
    official = models.CharField(max_length=12, choices=Say, blank=True)  # the community's answer as a whole
    official_why = models.CharField(max_length=500, blank=True)
    official_language = models.CharField(max_length=12, blank=True)
    official_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_wanted = models.PositiveIntegerField(null=True)
    used_unwanted = models.PositiveIntegerField(null=True)
    used_official = models.CharField(max_length=12, choices=Say, blank=True)
    reason = models.CharField(max_length=500, blank=True)  # why it is used though it is not wanted
    reason_language = models.CharField(max_length=12, blank=True)
    given_up_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "about_kind", "about_key", "field", "words", "language", "agency", "proposed_at", "stage",
            "wanted", "in_part", "unwanted", "official", "official_why", "official_language", "official_at",
            "used_at", "used_wanted", "used_unwanted", "used_official", "reason", "reason_language", "given_up_at",
        )  # fmt: skip
        internal = ("proposed_by", "version")
        personal = ()

    class Meta:
        ordering = ("proposed_at", "pk")
        indexes = (models.Index(fields=["about_kind", "about_key"], name="progress_tactic_about"),)
        constraints = (
            models.CheckConstraint(
                name="progress_tactic_has_words",
                condition=~Q(words="") & ~Q(language=""),
                violation_error_message=_("Say what the police propose to do."),
            ),
            models.CheckConstraint(
                name="progress_tactic_used_when",
                condition=~IN_USE | Q(used_at__isnull=False, used_wanted__isnull=False, used_unwanted__isnull=False),
                violation_error_message=_("A tactic in use says since when, and what residents said of it then."),
            ),
            models.CheckConstraint(
                name="progress_tactic_says_why",
                condition=~IN_USE
                | ~Q(reason="")
                | (Q(used_unwanted__lte=F("used_wanted")) & ~Q(used_official=Say.UNWANTED)),
                violation_error_message=_("A tactic that is not wanted needs a published reason before it is used."),
            ),
            models.CheckConstraint(
                name="progress_tactic_official_when",
                condition=Q(official="", official_at__isnull=True) | (~Q(official="") & Q(official_at__isnull=False)),
                violation_error_message=_("The community's answer says when it was given."),
            ),
            models.CheckConstraint(
                name="progress_tactic_reason_tongue",
                condition=Q(reason="", reason_language="") | (~Q(reason="") & ~Q(reason_language="")),
                violation_error_message=_("The reason says in which language it is written."),
            ),
        )

    def __str__(self) -> str:
        return f"tactic {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("progress:tactic", args=[self.pk])

    @property
    def about(self) -> Ref:
        """What it is proposed for."""
        return Ref(self.about_kind, self.about_key)

    @property
    def answers_given(self) -> int:
        """How many residents answered."""
        return self.wanted + self.in_part + self.unwanted

    @property
    def is_unwanted(self) -> bool:
        """Whether more residents answered "not wanted" than "wanted", or the community's answer is no."""
        return self.unwanted > self.wanted or self.official == Say.UNWANTED

    @property
    def owes_reason(self) -> bool:
        """Whether it is in use, not wanted by now, and nobody has said why it is used all the same."""
        return self.stage == TacticStage.IN_USE and self.is_unwanted and not self.reason


class TacticAnswer(models.Model):
    """What one resident says to a tactic; a later answer of the same person or device replaces it."""

    tactic = models.ForeignKey(Tactic, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=64, blank=True)  # where nobody is signed in: a mark of this browser alone
    say = models.CharField(max_length=12, choices=Say)
    words = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # from then on the words are shown, or not for this reason
    withheld = models.CharField(max_length=12, choices=Withheld, blank=True)

    class Privacy:
        public = ("id", "tactic", "say", "language", "at", "looked_at", "withheld")
        internal = ("device",)
        personal = ("person", "words")  # the words until somebody looked at them
        subject = "person"

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(
                fields=["tactic"], name="progress_answer_unlooked", condition=Q(looked_at__isnull=True) & ~Q(words="")
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["tactic", "person"],
                name="progress_answer_person_once",
                condition=Q(person__isnull=False),
                violation_error_message=_("You have answered already."),
            ),
            models.UniqueConstraint(
                fields=["tactic", "device"],
                name="progress_answer_device_once",
                condition=~Q(device=""),
                violation_error_message=_("From this device somebody has answered already."),
            ),
            models.CheckConstraint(
                name="progress_answer_withheld_looked",
                condition=Q(withheld="") | Q(looked_at__isnull=False),
                violation_error_message=_("Words are withheld only after somebody looked at them."),
            ),
        )

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def area(self) -> object:
        """The area of its tactic."""
        return self.tactic.area

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read its words."""
        return bool(self.words) and self.looked_at is not None and not self.withheld

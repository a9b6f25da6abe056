"""Meetings of an area, the items of their agenda, and the note of what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Kind, Part, Stage, Way
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from uuid import UUID

    from openbeat.core.places.models import Area


def new_uid() -> UUID:
    """A name that calendars know the meeting by for ever, wherever this site moves."""
    return uuid4()


class Meeting(models.Model):
    """People of an area and its police meet, at a place and a time."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    also = models.ManyToManyField("places.Area", related_name="+")  # areas that meet together with this one
    kind = models.CharField(max_length=12, choices=Kind)
    run_by = models.CharField(max_length=12, choices=Way, default=Way.RESIDENT)
    series = models.ForeignKey("meetings.Series", null=True, on_delete=models.PROTECT, related_name="meetings")
    slot = models.DateField(null=True)  # the day that the rule of the series gave it
    alone = models.BooleanField(default=False)  # changed on its own: what is changed for all leaves it as it is
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=12)  # of title, place, address and access
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=300, blank=True)
    interpreters = models.JSONField(default=list)  # codes of languages
    child_care = models.BooleanField(default=False)
    access = models.TextField(max_length=1000, blank=True)
    sign_in_number = models.PositiveSmallIntegerField(default=0)  # grows with each new code for the door
    room_for = models.PositiveIntegerField(null=True)  # how many people; null: no limit
    announced_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ANNOUNCED)
    cancelled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    reason_language = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True)  # since then a note is owed
    summary = models.TextField(blank=True)
    summary_language = models.CharField(max_length=12, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545: grows with each change that calendars must follow
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "area", "also", "kind", "run_by", "series", "slot", "alone", "title", "language", "starts_at",
            "ends_at", "place", "address", "online",
            "interpreters", "child_care", "access", "announced_at", "changed_at", "stage", "cancelled_at", "reason",
            "reason_language", "summary", "summary_language", "published_at", "uid", "sequence", "room_for",
        )  # fmt: skip
        internal = ("ended_at", "published_by", "version", "sign_in_number")
        personal = ()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = (
            models.Index(  # with the end: what is over is passed by without looking at its row
                fields=["starts_at", "id", "ends_at"], name="meetings_by_time"
            ),
            models.Index(fields=["area", "starts_at"], name="meetings_of_area"),
            models.Index(
                fields=["-published_at", "-id"], name="meetings_noted_lately", condition=Q(published_at__isnull=False)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["series", "slot"],
                name="meetings_slot_once",
                violation_error_message=_("This series has a meeting for that day already."),
            ),
            models.CheckConstraint(
                name="meetings_slot_of_a_series",
                condition=Q(series=None, slot=None) | Q(series__isnull=False, slot__isnull=False),
                violation_error_message=_("A meeting of a series says which of its days it is for."),
            ),
            models.CheckConstraint(
                name="meetings_listening_alone",
                condition=~Q(kind=Kind.LISTENING) | Q(run_by=Way.FACILITATORS),
                violation_error_message=_("A listening session is led by facilitators: no officer is there."),
            ),
            models.CheckConstraint(
                name="meetings_ends_after_it_began",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A meeting ends after it began."),
            ),
            models.CheckConstraint(
                name="meetings_says_what_and_where",
                condition=~Q(title="") & ~Q(language="") & ~Q(place=""),
                violation_error_message=_("A meeting says what it is and where it is."),
            ),
            models.CheckConstraint(
                name="meetings_cancelled_says_why",
                condition=Q(stage=Stage.CANCELLED, cancelled_at__isnull=False) & ~Q(reason="") & ~Q(reason_language="")
                | ~Q(stage=Stage.CANCELLED) & Q(cancelled_at__isnull=True, reason="", reason_language=""),
                violation_error_message=_("Whoever cancels a meeting says why."),
            ),
            models.CheckConstraint(
                name="meetings_noted_has_note",
                condition=Q(stage=Stage.NOTED, published_at__isnull=False) & ~Q(summary="") & ~Q(summary_language="")
                | ~Q(stage=Stage.NOTED) & Q(published_at__isnull=True, summary="", summary_language=""),
                violation_error_message=_("A published note has words, and says when it was published."),
            ),
        )

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])

    @property
    def together(self) -> list[Area]:
        """The other areas that it is for, by name."""
        return list(self.also.defer("boundary").order_by("name", "pk"))

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.stage == Stage.CANCELLED


class AgendaItem(models.Model):
    """One item: one of the five parts itself, something another app offered, or words of whoever leads the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    part = models.CharField(max_length=12, choices=Part)
    position = models.PositiveIntegerField()  # within the part; 0 is the part itself
    title = models.CharField(max_length=200, blank=True)  # empty for the part itself, and for a thing of another app
    language = models.CharField(max_length=12, blank=True)
    ref_kind = models.CharField(max_length=60, blank=True)
    ref_key = models.CharField(max_length=40, blank=True)
    taken_up_at = models.DateTimeField(null=True)  # until then it is there because the agenda filled itself
    note = models.TextField(blank=True)
    note_language = models.CharField(max_length=12, blank=True)
    noted_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            "id", "meeting", "part", "position", "title", "language", "taken_up_at", "note", "note_language",
            "noted_at", "added_at",
        )  # fmt: skip
        internal = ("ref_kind", "ref_key", "version")
        personal = ()

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        ordering = ("part", "position", "pk")
        indexes = (models.Index(fields=["ref_kind", "ref_key"], name="meetings_items_of_thing"),)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "ref_kind", "ref_key"],
                condition=~Q(ref_kind=""),
                name="meetings_item_once",
                violation_error_message=_("This is on the agenda already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "part"],
                condition=Q(position=0),
                name="meetings_part_once",
                violation_error_message=_("The agenda has this part already."),
            ),
            models.CheckConstraint(
                name="meetings_item_says_what",
                condition=Q(position=0, title="", ref_kind="")
                | Q(position__gt=0) & (~Q(ref_kind="") & Q(title="") | Q(ref_kind="") & ~Q(title="") & ~Q(language="")),
                violation_error_message=_("An item of the agenda says what it is about."),
            ),
            models.CheckConstraint(
                name="meetings_note_says_language",
                condition=Q(note="", note_language="") | ~Q(note="") & ~Q(note_language=""),
                violation_error_message=_("A note says in which language it is written."),
            ),
        )

    def __str__(self) -> str:
        return f"agenda item {self.pk}"

    @property
    def ref(self) -> Ref | None:
        """The thing of another app that it is about, if any."""
        return Ref(self.ref_kind, self.ref_key) if self.ref_kind else None

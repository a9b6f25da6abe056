"""One row for whatever waits for an answer, its pauses, and each change of its date."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Obligation(models.Model):
    """Somebody owes an answer by a date. The owner is a post, so that it survives whoever holds it."""

    promise = models.CharField(max_length=60)
    version = models.ForeignKey("department.PromiseVersion", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("places.Post", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )  # asked of one person
    made_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_why = models.CharField(max_length=40, blank=True)  # a reason code
    paused_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "promise", "version", "area", "owner", "made_at", "first_due_at", "due_at", "kept_at")
        internal = ("kind", "key", "person", "released_at", "released_why", "paused_at")
        personal = ()

    class Meta:
        indexes = (
            models.Index(
                fields=["owner", "due_at"], name="loop_open_of_owner", condition=Q(kept_at=None, released_at=None)
            ),
            models.Index(
                fields=["person", "due_at"], name="loop_open_of_person", condition=Q(kept_at=None, released_at=None)
            ),
            models.Index(fields=["due_at"], name="loop_open_by_date", condition=Q(kept_at=None, released_at=None)),
            models.Index(  # with the person: else SQLite counts an area's among those of all
                fields=["area", "person", "due_at", "paused_at"],
                name="loop_open_of_area",
                condition=Q(kept_at=None, released_at=None),
            ),
            models.Index(  # all that counting needs, so that no row is looked up
                fields=["person", "kept_at", "promise", "made_at", "first_due_at"],
                name="loop_kept",
                condition=Q(kept_at__isnull=False),
            ),
            models.Index(
                fields=["area", "person", "kept_at", "promise", "made_at", "first_due_at"],
                name="loop_kept_of_area",
                condition=Q(kept_at__isnull=False),
            ),
            models.Index(fields=["promise", "made_at"], name="loop_by_promise"),
            models.Index(fields=["kind", "key"], name="loop_of_thing"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["promise", "kind", "key"],
                condition=Q(kept_at=None, released_at=None),
                name="loop_owed_once",
                violation_error_message=_("This is owed already."),
            ),
            models.CheckConstraint(
                name="loop_kept_or_released",
                condition=Q(kept_at=None) | Q(released_at=None),
                violation_error_message=_("A promise is kept or released, not both."),
            ),
            models.CheckConstraint(
                name="loop_released_has_reason",
                condition=Q(released_at=None) | ~Q(released_why=""),
                violation_error_message=_("Whoever releases a promise says why."),
            ),
            models.CheckConstraint(
                name="loop_due_after_made",
                condition=Q(due_at__gte=F("made_at")),
                violation_error_message=_("A date in the past cannot be promised."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.promise} for {self.kind}:{self.key}"


class Pause(models.Model):
    """The clock stands still, for a reason that is shown."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Privacy:
        public = ("id", "obligation", "reason", "language", "since", "until")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["obligation"], condition=Q(until=None), name="loop_one_pause_at_a_time"),
        )

    def __str__(self) -> str:
        return f"pause of {self.obligation_id}"


class Shift(models.Model):
    """A change of the date: from when to when, and why. It stays visible."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="shifts")
    was = models.DateTimeField()
    now = models.DateTimeField()
    reason = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "obligation", "was", "now", "reason", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="loop_shift_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Whoever changes a date says why."),
            ),
        )

    def __str__(self) -> str:
        return f"shift of {self.obligation_id}"

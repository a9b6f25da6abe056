"""The department, its holidays, what it promised and since when, and what it decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ONLY = 1  # the key of the one row


def weekdays() -> list[int]:
    """Monday to Friday."""
    return [0, 1, 2, 3, 4]


def english() -> list[str]:
    """English alone, until somebody adds a language."""
    return ["en"]


class Department(models.Model):
    """The one department that uses this software. What it says of itself is in `language`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    name = models.CharField(_("name"), max_length=120)
    town = models.CharField(_("town"), max_length=80, blank=True)
    language = models.CharField(_("language of these words"), max_length=12, default="en")
    zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    weekdays = models.JSONField(_("working days"), default=weekdays)
    languages = models.JSONField(_("languages"), default=english)
    danger_call = models.CharField(_("in danger: what to call or text"), max_length=200, blank=True)
    danger_relay = models.CharField(_("in danger: for people who cannot hear or speak"), max_length=300, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("address for letters"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("state or region"), max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = ("id", "name", "town", "language", "zone", "weekdays", "languages", "danger_call", "danger_relay",
                  "telephone", "email", "address", "country", "region")  # fmt: skip
        internal = ("version",)
        personal = ()

    class Meta:
        verbose_name = _("department")
        constraints = (
            models.CheckConstraint(
                name="department_is_one",
                condition=Q(pk=ONLY),
                violation_error_message=_("There is one department only."),
            ),
            models.CheckConstraint(
                name="department_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("The department needs a name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which the department does not work: it counts for no promise."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=12, default="en")

    class Privacy:
        public = ("id", "day", "name", "language")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("holiday")
        constraints = (
            models.CheckConstraint(
                name="holiday_has_a_name", condition=~Q(name=""), violation_error_message=_("A holiday has a name.")
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.day.isoformat()}"


class Clock(models.TextChoices):
    """Which days are counted."""

    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("days of the calendar")


class PromiseVersion(models.Model):
    """What a promise said from a moment on. Never changed: what was made under it is measured by it."""

    promise = models.CharField(max_length=60)
    days = models.PositiveSmallIntegerField(_("days"))
    clock = models.CharField(_("which days"), max_length=10, choices=Clock, default=Clock.WORKING)
    since = models.DateTimeField(_("from"))
    reason = models.CharField(_("why"), max_length=300)
    language = models.CharField(max_length=12, default="en")  # of the reason
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person: "the chief"
    made_at = models.DateTimeField()

    class Privacy:
        public = ("id", "promise", "days", "clock", "since", "reason", "language", "decided_by", "made_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("promise")
        indexes = (models.Index(fields=["promise", "since"], name="promise_by_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=["promise", "since"],
                name="promise_one_version_at_a_time",
                violation_error_message=_("This promise has a version from that moment on already."),
            ),
            models.CheckConstraint(
                name="promise_says_why",
                condition=~Q(reason="") & ~Q(decided_by=""),
                violation_error_message=_("A promise says why it is so, and who decided it."),
            ),
            models.CheckConstraint(
                name="promise_days_in_reach",
                condition=Q(days__lte=730),
                violation_error_message=_("A promise is kept within two years."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.promise}: {self.days} {self.clock} days"


class Choice(models.Model):
    """What the department decided about one line of law and safety. The newest holds; older ones stay."""

    line = models.CharField(max_length=40)
    words = models.TextField(_("what was decided"), max_length=2000)
    language = models.CharField(max_length=12, default="en")
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person
    decided_at = models.DateTimeField()

    class Privacy:
        public = ("id", "line", "words", "language", "number", "decided_by", "decided_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("decision")
        indexes = (models.Index(fields=["line", "id"], name="choice_by_line"),)
        constraints = (
            models.CheckConstraint(
                name="choice_says_what_and_who",
                condition=~Q(words="") & ~Q(decided_by=""),
                violation_error_message=_("A decision says what was decided, and who decided it."),
            ),
        )

    def __str__(self) -> str:
        return f"decision {self.pk} on {self.line}"

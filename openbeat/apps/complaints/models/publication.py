"""What is published, of whom, under which law, signed by two; the figures as published; what was corrected."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.publication import Cause, From


class Profile(models.Model):
    """A version of the publication profile. The newest with both signatures holds until it is withdrawn or replaced."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    law = models.TextField(_("under which law"), max_length=2000)
    language = models.CharField(max_length=12, default="en")  # of the law
    summaries = models.BooleanField(_("each case has a public summary"), default=True)
    from_stage = models.CharField(_("from which stage"), max_length=10, choices=From, default=From.CLOSED)
    officers_named = models.BooleanField(_("officers are named"), default=False)
    officer_groups = models.BooleanField(_("groups of officers are counted"), default=False)
    complainant_groups = models.BooleanField(_("groups of people who complained are counted"), default=False)
    units = models.BooleanField(_("units are compared"), default=True)
    areas = models.BooleanField(_("areas are compared"), default=True)
    discipline = models.BooleanField(_("discipline is counted"), default=True)
    chief = models.CharField(_("the chief who signed"), max_length=120, blank=True)
    chief_on = models.DateField(_("signed by the chief on"), null=True)
    lawyer = models.CharField(_("the city's lawyer who signed"), max_length=120, blank=True)
    lawyer_on = models.DateField(_("signed by the city's lawyer on"), null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    standing = models.BooleanField(default=True)  # always: what "one at a time" is unique by

    class Privacy:
        public = ("id", "version", "law", "language", "summaries", "from_stage", "officers_named", "officer_groups",
                  "complainant_groups", "units", "areas", "discipline", "chief", "chief_on", "lawyer", "lawyer_on",
                  "made_at", "in_force_at", "ended_at")  # fmt: skip
        internal = ("made_by", "standing")
        personal = ()

    class Meta:
        verbose_name = _("publication profile")
        verbose_name_plural = _("publication profiles")
        constraints = (
            models.CheckConstraint(
                name="complaint_profile_says_law",
                condition=~Q(law="") & Q(from_stage__in=From.values),
                violation_error_message=_("A publication profile says under which law it publishes."),
            ),
            models.CheckConstraint(
                name="complaint_profile_signed_when",
                condition=(Q(chief="", chief_on=None) | ~Q(chief="") & Q(chief_on__isnull=False))
                & (Q(lawyer="", lawyer_on=None) | ~Q(lawyer="") & Q(lawyer_on__isnull=False)),
                violation_error_message=_("A signature has a name and a day."),
            ),
            models.CheckConstraint(
                name="complaint_profile_signed_by_two",
                condition=Q(chief="") | Q(lawyer="") | ~Q(chief=F("lawyer")),
                violation_error_message=_("The chief and the city's lawyer are two people."),
            ),
            models.CheckConstraint(
                name="complaint_profile_in_force_is_signed",
                condition=Q(in_force_at=None) | ~Q(chief="") & ~Q(lawyer=""),
                violation_error_message=_("Nothing is published before the chief and the city's lawyer have signed."),
            ),
            models.CheckConstraint(
                name="complaint_profile_ends_after_it_began",
                condition=Q(ended_at=None) | Q(in_force_at=None) | Q(ended_at__gte=F("in_force_at")),
                violation_error_message=_("It ends after it began."),
            ),
            models.UniqueConstraint(
                fields=["standing"],
                condition=Q(in_force_at__isnull=False, ended_at=None),
                name="complaint_profile_one_in_force",
                violation_error_message=_("One publication profile holds at a time."),
            ),
        )

    def __str__(self) -> str:
        return f"publication profile {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:publication")


class UnitSize(models.Model):
    """How many officers a unit has, as the department says: a rate by officers is worked out from the newest."""

    unit = models.CharField(_("unit"), max_length=120)  # as allegations name it
    officers = models.PositiveIntegerField(_("how many officers"))
    since = models.DateField(_("as of"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "unit", "officers", "since", "made_by", "made_at")
        personal = ()

    class Meta:
        verbose_name = _("size of a unit")
        constraints = (
            models.CheckConstraint(
                name="complaint_unit_has_officers",
                condition=Q(officers__gt=0) & ~Q(unit=""),
                violation_error_message=_("A unit has a name, and one officer or more."),
            ),
        )

    def __str__(self) -> str:
        return f"size of unit {self.pk}"


class Figures(models.Model):
    """All published figures as they were counted at a moment: plain data without words, made by `figures.whole`."""

    year = models.PositiveSmallIntegerField(null=True)  # of what came in this year alone; none: of all
    as_of = models.DateField(null=True)  # none: there was nothing to count
    data = models.JSONField()
    cause = models.CharField(max_length=10, choices=Cause)
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField()  # counted again, and nothing had changed

    class Privacy:
        public = ("id", "year", "as_of", "data", "cause", "profile", "made_at", "looked_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("published figures")
        indexes = (models.Index(fields=["year", "-id"], name="complaint_figures_newest"),)
        constraints = (
            models.CheckConstraint(
                name="complaint_figures_say_why",
                condition=Q(cause__in=Cause.values) & Q(looked_at__gte=F("made_at")),
                violation_error_message=_("Figures say why and when they were counted."),
            ),
        )

    def __str__(self) -> str:
        return f"figures {self.pk}"


class Correction(models.Model):
    """A number of a year that was over, published once and another one now. It stays on the page."""

    figures = models.ForeignKey(Figures, on_delete=models.PROTECT, related_name="corrections")
    measure = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    was = models.PositiveIntegerField(null=True)
    now = models.PositiveIntegerField(null=True)
    cause = models.CharField(max_length=10, choices=Cause)
    why = models.CharField(_("why"), max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    at = models.DateTimeField()

    class Privacy:
        public = ("id", "figures", "measure", "year", "was", "now", "cause", "why", "language", "at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("correction")
        constraints = (
            models.CheckConstraint(
                name="complaint_correction_is_one",
                condition=Q(was=None, now__isnull=False) | Q(was__isnull=False, now=None) | ~Q(was=F("now")),
                violation_error_message=_("A correction says what it was, and what it is."),
            ),
        )

    def __str__(self) -> str:
        return f"correction of {self.measure} in {self.year}"

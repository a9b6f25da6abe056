"""History out of other systems: cases, what was alleged in them, and which file they came from. Nobody is named."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.history import FINDINGS, MEASURES, PastStatus


class ImportRun(models.Model):
    """One file that was taken: its fingerprint and what became of its rows."""

    source = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField(null=True)  # the day of the extract; the latest, where rows differ
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)  # cases, from here on
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # none: it was broken off; run it again

    class Privacy:
        public = ()
        internal = ("id", "source", "sha256", "as_of", "rows", "taken", "merged", "refused", "new", "changed", "same",
                    "begun_at", "ended_at")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("file of old complaints")
        constraints = (
            models.CheckConstraint(
                name="complaint_import_adds_up",
                condition=Q(ended_at__isnull=True) | Q(rows=F("taken") + F("merged") + F("refused")),
                violation_error_message=_("Each row of a file was taken, put together with another, or refused."),
            ),
            models.CheckConstraint(
                name="complaint_import_says_of_what",
                condition=~Q(source="") & ~Q(sha256=""),
                violation_error_message=_("A file says from which source it is, and has a fingerprint."),
            ),
        )

    def __str__(self) -> str:
        return f"import {self.pk}"


class PastCase(models.Model):
    """One complaint as another system held it, by that system's number. Closed without a day is closed all the same."""

    source = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    incident_on = models.DateField(null=True)
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=PastStatus)
    as_of = models.DateField()  # what is open was open on this day
    agency = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=80, blank=True)  # the beat, as written
    channel = models.CharField(max_length=40, blank=True)
    complainant_race = models.CharField(max_length=80, blank=True)  # several, where there were: black|white
    complainant_sex = models.CharField(max_length=80, blank=True)
    complainant_age = models.CharField(max_length=80, blank=True)  # ten years wide, or as written where that is wider

    class Privacy:
        public = ()
        internal = ("id", "source", "number", "incident_on", "received_on", "closed_on", "status", "as_of", "agency",
                    "area", "place", "channel", "complainant_race", "complainant_sex", "complainant_age")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("old case")
        verbose_name_plural = _("old cases")
        indexes = (models.Index(fields=["received_on", "id"], name="complaint_past_received"),)
        constraints = (
            models.UniqueConstraint(
                fields=["source", "number"],
                name="complaint_past_once",
                violation_error_message=_("This case is here already."),
            ),
            models.CheckConstraint(
                name="complaint_past_has_number",
                condition=~Q(source="") & ~Q(number=""),
                violation_error_message=_("An old case is known by its source and its number."),
            ),
            models.CheckConstraint(
                name="complaint_past_in_order",
                condition=Q(received_on__lte=F("as_of"))
                & (Q(closed_on=None) | Q(closed_on__gte=F("received_on"), closed_on__lte=F("as_of")))
                & (Q(incident_on=None) | Q(incident_on__lte=F("received_on"))),
                violation_error_message=_("It happened, was received, was closed, and was written out, in this order."),
            ),
            models.CheckConstraint(
                name="complaint_past_closed_when",
                condition=Q(status__in=PastStatus.values) & (Q(closed_on=None) | Q(status=PastStatus.CLOSED)),
                violation_error_message=_("Only what is closed says since when."),
            ),
        )

    def __str__(self) -> str:
        return f"old case {self.pk}"


class PastCharge(models.Model):
    """One allegation against one officer in an old case, and its finding. The officer is a keyed mark, never a name."""

    case = models.ForeignKey(PastCase, on_delete=models.CASCADE, related_name="charges")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=32)  # keyed: the next file finds it by this
    kind = models.CharField(max_length=40)  # a code of our list
    kind_code = models.CharField(max_length=40, blank=True)  # the source's
    kind_text = models.CharField(max_length=120, blank=True)
    finding = models.CharField(max_length=16, blank=True)  # none yet
    finding_text = models.CharField(max_length=120, blank=True)
    finding_recommended = models.CharField(max_length=16, blank=True)
    recommended = models.CharField(max_length=12, blank=True)  # a measure; none is said where it is empty
    recommended_days = models.PositiveIntegerField(null=True)
    final = models.CharField(max_length=12, blank=True)
    final_days = models.PositiveIntegerField(null=True)
    officer = models.CharField(max_length=32, blank=True)
    officer_race = models.CharField(max_length=80, blank=True)
    officer_sex = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    gone_on = models.DateField(null=True)  # the day of the extract in which it stood no more

    class Privacy:
        public = ()
        internal = ("id", "case", "number", "key", "kind", "kind_code", "kind_text", "finding", "finding_text",
                    "finding_recommended", "recommended", "recommended_days", "final", "final_days", "officer",
                    "officer_race", "officer_sex", "unit", "gone_on")  # fmt: skip
        personal = ()

    class Meta:
        verbose_name = _("old allegation")
        verbose_name_plural = _("old allegations")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "key"],
                name="complaint_past_charge_once",
                violation_error_message=_("This allegation is here already."),
            ),
            models.CheckConstraint(
                name="complaint_past_charge_known",
                condition=~Q(kind="")
                & Q(finding__in=["", *FINDINGS], finding_recommended__in=["", *FINDINGS])
                & Q(recommended__in=["", *MEASURES], final__in=["", *MEASURES]),
                violation_error_message=_("A kind, a finding and a measure are among those that there are."),
            ),
            models.CheckConstraint(
                name="complaint_past_days_of_what",
                condition=(Q(recommended_days=None) | ~Q(recommended="")) & (Q(final_days=None) | ~Q(final="")),
                violation_error_message=_("Days belong to a measure."),
            ),
        )

    def __str__(self) -> str:
        return f"old allegation {self.pk}"

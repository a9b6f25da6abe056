"""A case point by point: who is accused, of what, what was found, and what followed for the officer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Beside, Casework, Disciplined, Measure, Outcome, Say, Standard, Without
from openbeat.core.vault.fields import SealedField


class Accused(models.Model):
    """One officer whom a matter is about: sealed who, a keyed mark of the person, and the person once they were told.

    The mark (vault.vouching, of the complaint and the person) answers "is it this person?" and nothing else.
    """

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="accused")
    number = models.PositiveSmallIntegerField()
    who = SealedField()  # name, badge, description, as JSON
    mark = models.CharField(max_length=64, blank=True)  # empty while nobody knows who it is
    unit = models.ForeignKey("places.Area", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "mark", "unit", "person", "told_at")
        personal = ()
        sealed = ("who",)

    class Meta:
        verbose_name = _("accused officer")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_accused_once",
                violation_error_message=_("There is an officer of this number in this matter already."),
            ),
            models.UniqueConstraint(
                fields=["complaint", "mark"],
                condition=~Q(mark=""),
                name="complaint_accused_person_once",
                violation_error_message=_("This officer stands in this matter already."),
            ),
            models.CheckConstraint(
                name="complaint_accused_known_once_told",
                condition=Q(person__isnull=True, told_at__isnull=True)
                | Q(person__isnull=False, told_at__isnull=False) & ~Q(mark=""),
                violation_error_message=_("Who is accused stands in clear only once they were told."),
            ),
        )

    def __str__(self) -> str:
        return f"officer {self.number} of complaint {self.complaint_id}"


class Allegation(models.Model):
    """One kind of misconduct, said of one officer (or of one who is not known): findings belong here."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="allegations")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)  # a code of the list of kinds in force when it was classified
    kinds = models.PositiveIntegerField(default=1)  # the version of that list
    accused = models.ForeignKey(Accused, null=True, on_delete=models.PROTECT, related_name="allegations")
    words = SealedField()  # what somebody said, in a sentence
    language = models.CharField(max_length=12, default="en")
    retaliation = models.BooleanField(default=False)
    finding = models.CharField(max_length=16, choices=Outcome, blank=True)  # as decided
    without = models.CharField(max_length=16, choices=Without, blank=True)
    standard = models.CharField(max_length=24, choices=Standard, blank=True)
    definitions = models.PositiveIntegerField(null=True)  # the version under which the finding was made
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    told = SealedField(default=b"")  # the reasons, written for whoever complained
    told_language = models.CharField(max_length=12, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "kind", "kinds", "accused", "language", "retaliation", "finding",
                    "without", "standard", "definitions", "made_at", "decided_at", "told_language")  # fmt: skip
        personal = ()
        sealed = ("words", "told")

    class Meta:
        verbose_name = _("allegation")
        verbose_name_plural = _("allegations")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_allegation_once",
                violation_error_message=_("There is an allegation of this number in this matter already."),
            ),
            models.CheckConstraint(
                name="complaint_allegation_ends_one_way",
                condition=Q(finding="") | Q(without=""),
                violation_error_message=_("An allegation ends with a finding or without one, not both."),
            ),
            models.CheckConstraint(
                name="complaint_allegation_known_end",
                condition=Q(finding__in=["", *Outcome.values], without__in=["", *Without.values]),
                violation_error_message=_("An allegation ends in one of the ways that there are."),
            ),
            models.CheckConstraint(
                name="complaint_finding_says_standard",
                condition=Q(finding="", standard="", definitions__isnull=True)
                | ~Q(finding="") & ~Q(standard="") & Q(definitions__isnull=False),
                violation_error_message=_("A finding says by which standard and under which definitions it was made."),
            ),
            models.CheckConstraint(
                name="complaint_allegation_ended_when",
                condition=Q(finding="", without="", decided_at__isnull=True)
                | (~Q(finding="") | ~Q(without="")) & Q(decided_at__isnull=False),
                violation_error_message=_("An allegation that has ended says since when."),
            ),
        )

    def __str__(self) -> str:
        return f"allegation {self.number} of complaint {self.complaint_id}"


class Finding(models.Model):
    """What one of those who work on it says the finding is, with reasons; none is ever changed."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="findings")
    say = models.CharField(max_length=12, choices=Say)
    finding = models.CharField(max_length=16, choices=Outcome)
    standard = models.CharField(max_length=24, choices=Standard)
    definitions = models.PositiveIntegerField()
    reasons = SealedField()
    language = models.CharField(max_length=12)
    departs = models.BooleanField(default=False)  # from the one said before it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "allegation", "say", "finding", "standard", "definitions", "language", "departs", "by", "at")
        personal = ()
        sealed = ("reasons",)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = (
            models.CheckConstraint(
                name="complaint_finding_known",
                condition=Q(say__in=Say.values, finding__in=Outcome.values, standard__in=Standard.values),
                violation_error_message=_("A finding is one of those that there are."),
            ),
            models.CheckConstraint(
                name="complaint_finding_has_reasons",
                condition=~Q(say=Say.RECOMMENDED) & Q(departs=False) | ~Q(reasons=b""),
                violation_error_message=_("Whoever recommends a finding, or departs from one, says why."),
            ),
        )

    def __str__(self) -> str:
        return f"finding {self.pk} on allegation {self.allegation_id}"


class Discipline(models.Model):
    """One step of what follows for an officer after a sustained allegation; none is ever changed."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="discipline")
    number = models.PositiveSmallIntegerField()
    finding = models.CharField(max_length=16, choices=Outcome)  # what it follows from
    step = models.CharField(max_length=12, choices=Disciplined)
    measure = models.CharField(max_length=12, choices=Measure)
    days = models.PositiveSmallIntegerField(null=True)
    beside = models.CharField(max_length=10, choices=Beside, default=Beside.NO_MATRIX)
    matrix = models.PositiveIntegerField(null=True)  # the version of the matrix it was set against
    prior = models.PositiveSmallIntegerField(null=True)  # how many were sustained before, of this officer
    reasons = SealedField()
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "allegation", "number", "finding", "step", "measure", "days", "beside", "matrix", "prior",
                    "language", "by", "at")  # fmt: skip
        personal = ()
        sealed = ("reasons",)

    class Meta:
        verbose_name = _("discipline")
        constraints = (
            models.UniqueConstraint(
                fields=["allegation", "number"],
                name="complaint_discipline_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_discipline_follows_a_finding",
                condition=Q(finding__in=[Outcome.SUSTAINED, Outcome.OTHER_VIOLATION]),
                violation_error_message=_("Discipline follows only where a violation was found."),
            ),
            models.CheckConstraint(
                name="complaint_discipline_has_reasons",
                condition=~Q(beside__in=[Beside.BELOW, Beside.ABOVE]) & ~Q(measure=Measure.NONE) | ~Q(reasons=b""),
                violation_error_message=_("Whoever goes below or above the matrix, or does nothing, says why."),
            ),
            models.CheckConstraint(
                name="complaint_discipline_known",
                condition=Q(step__in=Disciplined.values, measure__in=Measure.values, beside__in=Beside.values),
                violation_error_message=_("Discipline is one of the measures that there are."),
            ),
            models.CheckConstraint(
                name="complaint_suspension_has_days",
                condition=Q(measure=Measure.SUSPENSION, days__gt=0) | ~Q(measure=Measure.SUSPENSION) & Q(days=None),
                violation_error_message=_("A suspension says for how many days; nothing else does."),
            ),
            models.CheckConstraint(
                name="complaint_beside_a_matrix",
                condition=Q(beside=Beside.NO_MATRIX, matrix=None) | ~Q(beside=Beside.NO_MATRIX) & Q(matrix__gt=0),
                violation_error_message=_("What is set against a matrix says which version."),
            ),
        )

    def __str__(self) -> str:
        return f"discipline {self.pk} on allegation {self.allegation_id}"


class CaseEntry(models.Model):
    """A plan, an interview, a note: what those who work on a case write into its file, sealed; never changed."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=12, choices=Casework)
    words = SealedField()
    facts = SealedField(default=b"")  # of an interview: who, when, where, who was there, as JSON
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    language = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "complaint", "number", "sort", "corrects", "language", "by", "at")
        personal = ()
        sealed = ("words", "facts")

    class Meta:
        verbose_name = _("entry of a case")
        constraints = (
            models.UniqueConstraint(
                fields=["complaint", "number"],
                name="complaint_entry_once",
                violation_error_message=_("Somebody else has written meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_entry_known_sort",
                condition=Q(sort__in=Casework.values),
                violation_error_message=_("An entry is one of the sorts that there are."),
            ),
        )

    def __str__(self) -> str:
        return f"entry {self.number} of complaint {self.complaint_id}"

"""By which rules cases are decided: the standard of evidence, the outside body's days, the matrix of discipline."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Measure, Standard


class CaseRules(models.Model):
    """A version of the rules by which cases are decided. Never changed: what was decided under it is measured by it."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    standard = models.CharField(_("standard of evidence"), max_length=24, choices=Standard)
    days = models.PositiveSmallIntegerField(_("days for the outside body"))
    why = models.CharField(_("why"), max_length=500)
    language = models.CharField(max_length=12)
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person
    since = models.DateTimeField()

    class Privacy:
        public = ("id", "version", "standard", "days", "why", "language", "decided_by", "since")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("rules for cases")
        verbose_name_plural = _("rules for cases")
        constraints = (
            models.CheckConstraint(
                name="complaint_rules_are_whole",
                condition=Q(standard__in=Standard.values, days__gt=0, version__gt=1) & ~Q(why="") & ~Q(decided_by=""),
                violation_error_message=_("Rules say the standard, the days, why, and who decided it."),
            ),
        )

    def __str__(self) -> str:
        return f"rules for cases, version {self.version}"


class Matrix(models.Model):
    """A version of the published matrix of discipline. Never changed: discipline was set against it."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    why = models.CharField(_("why"), max_length=500)
    language = models.CharField(max_length=12)
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person
    since = models.DateTimeField()

    class Privacy:
        public = ("id", "version", "why", "language", "decided_by", "since")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("matrix of discipline")
        verbose_name_plural = _("matrices of discipline")
        constraints = (
            models.CheckConstraint(
                name="complaint_matrix_is_whole",
                condition=Q(version__gt=0) & ~Q(why="") & ~Q(decided_by=""),
                violation_error_message=_("A matrix says why it is so, and who decided it."),
            ),
        )

    def __str__(self) -> str:
        return f"matrix of discipline, version {self.version}"


class MatrixClass(models.Model):
    """One class of offence in a matrix: its letter, what belongs to it, and which kinds of allegation."""

    matrix = models.ForeignKey(Matrix, on_delete=models.PROTECT, related_name="classes")
    letter = models.CharField(_("class"), max_length=4)
    words = models.CharField(_("what belongs to it"), max_length=300)
    language = models.CharField(max_length=12)
    kinds = models.JSONField(_("kinds of allegation"), default=list)

    class Privacy:
        public = ("id", "matrix", "letter", "words", "language", "kinds")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("class of offence")
        verbose_name_plural = _("classes of offence")
        constraints = (
            models.UniqueConstraint(
                fields=["matrix", "letter"],
                name="complaint_matrix_class_once",
                violation_error_message=_("This matrix has a class of that letter already."),
            ),
            models.CheckConstraint(
                name="complaint_matrix_class_says_what",
                condition=~Q(letter="") & ~Q(words=""),
                violation_error_message=_("A class has a letter, and says what belongs to it."),
            ),
        )

    def __str__(self) -> str:
        return f"class {self.letter} of matrix {self.matrix_id}"


class MatrixSpan(models.Model):
    """What a class gives to whoever has so many sustained before: from the least to the most."""

    offence = models.ForeignKey(MatrixClass, on_delete=models.PROTECT, related_name="spans")
    prior = models.PositiveSmallIntegerField(_("sustained before"))  # this many or more, up to the next row
    least = models.CharField(_("at least"), max_length=12, choices=Measure)
    least_days = models.PositiveSmallIntegerField(null=True)
    most = models.CharField(_("at most"), max_length=12, choices=Measure)
    most_days = models.PositiveSmallIntegerField(null=True)

    class Privacy:
        public = ("id", "offence", "prior", "least", "least_days", "most", "most_days")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("row of a matrix")
        verbose_name_plural = _("rows of a matrix")
        constraints = (
            models.UniqueConstraint(
                fields=["offence", "prior"],
                name="complaint_matrix_span_once",
                violation_error_message=_("This class says already what so many sustained before lead to."),
            ),
            models.CheckConstraint(
                name="complaint_matrix_span_known",
                condition=Q(least__in=Measure.values, most__in=Measure.values),
                violation_error_message=_("A matrix names the measures that there are."),
            ),
            models.CheckConstraint(
                name="complaint_matrix_days_of_suspension",
                condition=(
                    Q(least=Measure.SUSPENSION, least_days__gt=0) | ~Q(least=Measure.SUSPENSION) & Q(least_days=None)
                )
                & (Q(most=Measure.SUSPENSION, most_days__gt=0) | ~Q(most=Measure.SUSPENSION) & Q(most_days=None)),
                violation_error_message=_("A suspension says for how many days; nothing else does."),
            ),
            models.CheckConstraint(
                name="complaint_matrix_days_in_order",
                condition=Q(least_days=None) | Q(most_days=None) | Q(least_days__lte=F("most_days")),
                violation_error_message=_("The least is no more than the most."),
            ),
        )

    def __str__(self) -> str:
        return f"row {self.prior} of class {self.offence_id}"

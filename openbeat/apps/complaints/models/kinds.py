"""The kinds of misconduct as this department words them, version by version; none is ever changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import FIRST_LIST, LONGEST_CODE


class KindList(models.Model):
    """One version of the list: since when it holds, who decided it, why. What was classified before keeps its own."""

    version = models.PositiveIntegerField(unique=True)
    since = models.DateTimeField()
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person
    why = models.TextField(_("why"), max_length=2000)
    language = models.CharField(max_length=12)

    class Privacy:
        public = ("id", "version", "since", "decided_by", "why", "language")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("list of kinds of misconduct")
        verbose_name_plural = _("lists of kinds of misconduct")
        constraints = (
            models.CheckConstraint(
                name="complaint_kinds_after_the_first",
                condition=Q(version__gt=FIRST_LIST),
                violation_error_message=_("The first list comes with the program."),
            ),
            models.CheckConstraint(
                name="complaint_kinds_say_why",
                condition=~Q(why="") & ~Q(decided_by=""),
                violation_error_message=_("A new list says who decided it, and why."),
            ),
        )

    def __str__(self) -> str:
        return f"kinds of misconduct, version {self.version}"


class AllegationKind(models.Model):
    """One kind on such a list."""

    kinds = models.ForeignKey(KindList, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=LONGEST_CODE)
    name = models.CharField(_("name"), max_length=80)
    definition = models.CharField(_("what it means"), max_length=400, blank=True)
    language = models.CharField(max_length=12)
    serious = models.BooleanField(default=False)
    mediable = models.BooleanField(default=False)
    retaliation = models.BooleanField(default=False)

    class Privacy:
        public = ("id", "kinds", "number", "code", "name", "definition", "language", "serious", "mediable",
                  "retaliation")  # fmt: skip
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("kind of misconduct")
        verbose_name_plural = _("kinds of misconduct")
        constraints = (
            models.UniqueConstraint(
                fields=["kinds", "code"],
                name="complaint_kind_once",
                violation_error_message=_("This kind stands on the list already."),
            ),
            models.CheckConstraint(
                name="complaint_kind_has_a_name",
                condition=~Q(name="") & ~Q(code=""),
                violation_error_message=_("A kind has a name."),
            ),
            models.CheckConstraint(
                name="complaint_serious_is_not_mediated",
                condition=Q(serious=False) | Q(mediable=False),
                violation_error_message=_("What is serious is looked into, not talked away."),
            ),
        )

    def __str__(self) -> str:
        return f"kind {self.code} of list {self.kinds_id}"

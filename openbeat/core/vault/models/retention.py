"""For how long records are kept, and what may not be destroyed at the moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.kit.refs import Ref


class Series(models.Model):
    """A kind of record with one outcome: for how many months it is kept after closing, and under which law."""

    kind = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40, blank=True)  # empty: every outcome without a row of its own
    months = models.PositiveIntegerField()
    law = models.CharField(_("under which law or schedule"), max_length=300)
    language = models.CharField(max_length=12)
    set_at = models.DateTimeField()

    class Privacy:
        public = ("id", "kind", "outcome", "months", "law", "language", "set_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("series of records")
        verbose_name_plural = _("series of records")
        constraints = [
            models.UniqueConstraint(
                name="series_one_an_outcome",
                fields=["kind", "outcome"],
                violation_error_message=_("This outcome has a period already."),
            ),
            models.CheckConstraint(
                name="series_keeps_some_time",
                condition=Q(months__gte=1, months__lte=1200),
                violation_error_message=_("A record is kept for a month at least, and a hundred years at most."),
            ),
            models.CheckConstraint(
                name="series_has_law",
                condition=~Q(law="") & ~Q(language=""),
                violation_error_message=_("A period says under which law or schedule, and in which language that is."),
            ),
        ]

    def __str__(self) -> str:
        return f"series {self.kind} {self.outcome}".strip()


class HoldSort(models.TextChoices):
    """Why a record may not be destroyed for now."""

    HOLD = "hold", _("legal hold")
    REQUEST = "request", _("open request for records")


class Hold(models.Model):
    """While it stands, nobody and no rule destroys the record: who put it there, why, since when, until when."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    sort = models.CharField(max_length=8, choices=HoldSort)
    reason = models.CharField(_("why"), max_length=300)  # a file number, a court; never what the matter is about
    language = models.CharField(max_length=12)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ()
        internal = ("id", "kind", "key", "sort", "reason", "language", "since", "by", "lifted_at", "lifted_by")
        personal = ()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        indexes = [models.Index(fields=["kind", "key"], name="hold_thing")]
        constraints = [
            models.CheckConstraint(
                name="hold_has_a_reason",
                condition=~Q(reason="") & ~Q(language=""),
                violation_error_message=_("A hold says why, and in which language."),
            ),
            models.CheckConstraint(
                name="hold_known_sort",
                condition=Q(sort__in=HoldSort.values),
                violation_error_message=_("What holds a record is a legal hold or an open request."),
            ),
            models.CheckConstraint(
                name="hold_lifted_later",
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("since")),
                violation_error_message=_("A hold cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"

    @property
    def ref(self) -> Ref:
        """The record that it holds."""
        return Ref(self.kind, self.key)

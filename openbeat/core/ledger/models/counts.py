"""What the department published of its log in figures, each with the number of lines that it was counted from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Published(models.Model):
    """So many acts in a year, counted in the first `size` lines of the log. A newer one follows; none is changed."""

    name = models.CharField(max_length=80)  # of a count in hooks.counts
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=200)
    size = models.BigIntegerField()
    published_at = models.DateTimeField()
    seal = models.BinaryField(max_length=64)  # over the row and the one before it: queries.seals

    class Privacy:
        public = ("name", "year", "number", "origin", "size", "published_at")
        internal = ("id", "seal")
        personal = ()

    class Meta:
        verbose_name = _("published count")
        verbose_name_plural = _("published counts")
        constraints = (
            models.UniqueConstraint(
                fields=["name", "year", "origin", "size"],
                name="ledger_published_once",
                violation_error_message=_("A count is published once for each state of the log."),
            ),
            models.CheckConstraint(
                condition=Q(size__gte=0),
                name="ledger_published_size",
                violation_error_message=_("A count says from how many lines it was made."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.number}"

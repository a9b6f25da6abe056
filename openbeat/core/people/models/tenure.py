"""Who holds which post."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.people.models.person import Person


class Tenure(models.Model):
    """Who holds a post, since when and until when. The post and its history stay when the holder changes."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="tenures")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    term_until = models.DateField(_("the term ends"), null=True, blank=True)  # as planned: the holding may go on
    deputy = models.BooleanField(_("as deputy"), default=False)  # of a committee post: acts while the holder is away

    class Privacy:
        public = ("id", "post", "since", "until", "term_until", "deputy")
        internal = ("person",)
        personal = ()
        subject = "person"

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="tenure_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("A tenure cannot end before it began."),
            ),
            models.UniqueConstraint(
                name="tenure_open_once",
                fields=["person", "post"],
                condition=Q(until__isnull=True),
                violation_error_message=_("This person holds this post already."),
            ),
        ]

    def __str__(self) -> str:
        return f"tenure {self.pk}"

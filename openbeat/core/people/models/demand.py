"""Demands from outside for what people gave here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.core.people.models.person import Person


class Demand(models.Model):
    """A demand from outside for what people gave: a warrant, a subpoena, a detainer. It counts in public."""

    class Kind(models.TextChoices):
        WARRANT = "warrant", _("Warrant")
        SUBPOENA = "subpoena", _("Subpoena")
        COURT_ORDER = "court_order", _("Court order")
        DETAINER = "detainer", _("Detainer or immigration request")
        INFORMAL = "informal", _("Request without an order")
        OTHER = "other", _("Another demand")

    class Outcome(models.TextChoices):
        OPEN = "open", _("Open")
        REFUSED = "refused", _("Refused")
        NARROWED = "narrowed", _("Met in part")
        MET = "met", _("Met in full")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(_("kind of demand"), max_length=12, choices=Kind)
    authority = models.CharField(_("who demands it"), max_length=200)
    asks = models.TextField(_("what is demanded"), max_length=4000)
    language = models.CharField(max_length=12)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.OPEN)
    reason = models.TextField(_("why"), max_length=4000, blank=True)
    received_at = models.DateTimeField(_("received"))
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "kind", "outcome", "received_at", "answered_at")
        internal = ("authority", "asks", "language", "reason", "recorded_by")
        personal = ()

    class Meta:
        verbose_name = _("demand from outside")
        verbose_name_plural = _("demands from outside")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="demand_answered_says_why",
                condition=Q(outcome="open", answered_at__isnull=True)
                | (~Q(outcome="open") & Q(answered_at__isnull=False) & ~Q(reason="")),
                violation_error_message=_("A demand that was answered says when and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"demand {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:demand", args=[self.pk])

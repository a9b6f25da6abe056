"""How often an area promises to meet."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Often


class Rhythm(models.Model):
    """The promise of one area; where it is empty, what was promised for the area in which it lies holds."""

    area = models.OneToOneField("places.Area", on_delete=models.PROTECT, related_name="+")
    often = models.CharField(max_length=10, choices=Often, blank=True)
    changed_at = models.DateTimeField()

    class Privacy:
        public = ("id", "area", "often", "changed_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("promised rhythm")
        verbose_name_plural = _("promised rhythms")

    def __str__(self) -> str:
        return f"rhythm of area {self.area_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:rhythm")

"""Printing: pages for paper, tagged so that a screen reader reads them too."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintingConfig(AppConfig):
    name = "openbeat.core.printing"
    label = "printing"
    verbose_name = _("Printing")

"""Redaction: blacks out passages of texts and places on pages; keeps nothing itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedactionConfig(AppConfig):
    name = "openbeat.core.redaction"
    label = "redaction"
    verbose_name = _("Redaction")

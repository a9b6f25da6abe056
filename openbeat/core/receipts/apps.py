"""Receipts: a code to come back with, for whoever has no account."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceiptsConfig(AppConfig):
    name = "openbeat.core.receipts"
    label = "receipts"
    verbose_name = _("Receipts")

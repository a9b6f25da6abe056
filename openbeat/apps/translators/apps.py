"""Translators: what is asked for, who takes it, the draft, the second look, and interpreters for meetings."""

from django.apps import AppConfig


class TranslatorsConfig(AppConfig):
    """Translators: what is asked for, who takes it, the draft, the second look, and interpreters for meetings."""

    name = "openbeat.apps.translators"
    label = "translators"

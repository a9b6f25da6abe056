"""The app of the languages."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Languages, catalogues, and the texts that people wrote."""

    name = "openbeat.core.translation"
    label = "translation"

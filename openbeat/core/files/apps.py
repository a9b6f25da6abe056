"""Photos and papers that people add."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Photos and papers that people add."""

    name = "openbeat.core.files"
    label = "files"

"""Whose house this is."""

from django.apps import AppConfig


class DepartmentConfig(AppConfig):
    """Name, zone, working days, languages, promises, and the settings that somebody must decide."""

    name = "openbeat.core.department"
    label = "department"

"""Complaints about the police: sealed from the first word, on the clock, answered through a receipt."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints about the police: sealed from the first word, on the clock, answered through a receipt."""

    name = "openbeat.apps.complaints"
    label = "complaints"

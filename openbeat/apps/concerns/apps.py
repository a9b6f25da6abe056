"""What residents raise, and what is answered."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """What residents raise, and what is answered."""

    name = "openbeat.apps.concerns"
    label = "concerns"

"""Neighbourhood meetings: agenda, what came of them."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Neighbourhood meetings: agenda, what came of them."""

    name = "openbeat.apps.meetings"
    label = "meetings"

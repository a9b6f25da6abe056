"""Areas and posts."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where things are, and which posts answer for it."""

    name = "openbeat.core.places"
    label = "places"

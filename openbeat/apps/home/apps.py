"""The front page, an area's page, the desk."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page, an area's page, the desk."""

    name = "openbeat.apps.home"
    label = "home"

"""Requests, pages, the look."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every page stands on."""

    name = "openbeat.core.web"
    label = "web"

"""The Progress Chart: each task, who is responsible, by when, what was done, and the problems encountered."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The Progress Chart."""

    name = "openbeat.apps.progress"
    label = "progress"

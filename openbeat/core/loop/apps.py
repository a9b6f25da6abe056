"""Whatever waits for an answer: whose, since when, by when."""

from django.apps import AppConfig


class LoopConfig(AppConfig):
    """The loop that holds everything together."""

    name = "openbeat.core.loop"
    label = "loop"

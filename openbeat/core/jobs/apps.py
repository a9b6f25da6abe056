"""Work for later."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work for later, by name, on the same database and in the same transaction as what asked for it."""

    name = "openbeat.core.jobs"
    label = "jobs"

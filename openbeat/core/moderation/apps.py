"""The app of the public log of what is not shown."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """The policy, the public log and the appeals."""

    name = "openbeat.core.moderation"
    label = "moderation"
    verbose_name = _("What is not shown")

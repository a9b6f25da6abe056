"""The app of the messages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """What people are told, and how each message stands."""

    name = "openbeat.core.notices"
    label = "notices"
    verbose_name = _("Messages")

"""The app of the mail that comes in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    """Letters to areas, and replies to messages."""

    name = "openbeat.core.inbox"
    label = "inbox"
    verbose_name = _("Mail that comes in")

"""People: who takes part, in which role and where, how to reach them, and what they may ask of us."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "openbeat.core.people"
    label = "people"
    verbose_name = _("People")

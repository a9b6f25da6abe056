"""Search: what a visitor may see, found by its words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "openbeat.core.search"
    label = "search"
    verbose_name = _("Search")

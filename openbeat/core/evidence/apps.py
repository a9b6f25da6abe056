"""Files that are sealed while they arrive."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Files that are sealed while they arrive."""

    name = "openbeat.core.evidence"
    label = "evidence"
    verbose_name = _("Sealed files")

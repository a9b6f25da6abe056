"""What is kept about translations that are asked for, and about who translates."""

from openbeat.apps.translators.models.people import Effort, Tongue
from openbeat.apps.translators.models.works import Draft, Work

__all__ = ["Draft", "Effort", "Tongue", "Work"]

"""What the app keeps; one module a noun."""

from openbeat.apps.concerns.models.concerns import Answer, Concern, Reopening

__all__ = ["Answer", "Concern", "Reopening"]

"""The messages of this app."""

from openbeat.apps.translators.notices.works import ASKED, PUBLISHED, RETURNED, WAITS

__all__ = ["ASKED", "PUBLISHED", "RETURNED", "WAITS"]

"""The messages of this app."""

from openbeat.apps.contacts.notices.committee import NEWS_ASKED, NEWS_GIVEN
from openbeat.apps.contacts.notices.inquiries import ANSWERED, RECEIVED, SENT_BACK, TAKEN_UP

__all__ = ["ANSWERED", "NEWS_ASKED", "NEWS_GIVEN", "RECEIVED", "SENT_BACK", "TAKEN_UP"]

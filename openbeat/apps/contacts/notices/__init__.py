"""The messages of this app."""

from openbeat.apps.contacts.notices.inquiries import ANSWERED, RECEIVED, SENT_BACK, TAKEN_UP

__all__ = ["ANSWERED", "RECEIVED", "SENT_BACK", "TAKEN_UP"]

"""The messages of this app."""

from openbeat.apps.contacts.notices.circulars import CIRCULAR, DIGEST, RELEASED, RETURNED, WAITS
from openbeat.apps.contacts.notices.committee import NEWS_ASKED, NEWS_GIVEN
from openbeat.apps.contacts.notices.inquiries import ANSWERED, RECEIVED, SENT_BACK, TAKEN_UP

__all__ = [
    "ANSWERED",
    "CIRCULAR",
    "DIGEST",
    "NEWS_ASKED",
    "NEWS_GIVEN",
    "RECEIVED",
    "RELEASED",
    "RETURNED",
    "SENT_BACK",
    "TAKEN_UP",
    "WAITS",
]

"""What this app keeps."""

from openbeat.apps.contacts.models.cards import PatrolCard
from openbeat.apps.contacts.models.circulars import Circular, CircularText, Digest
from openbeat.apps.contacts.models.committee import HandOver, NewsRequest
from openbeat.apps.contacts.models.inquiries import FollowUp, Inquiry, Turn

__all__ = [
    "Circular",
    "CircularText",
    "Digest",
    "FollowUp",
    "HandOver",
    "Inquiry",
    "NewsRequest",
    "PatrolCard",
    "Turn",
]

"""Who may do what between meetings. Read it aloud to a police chief and to a resident."""

from openbeat.apps.contacts.policies.cards import CARD_POLICY
from openbeat.apps.contacts.policies.circulars import CIRCULAR_POLICY
from openbeat.apps.contacts.policies.committee import NEWS_POLICY, SHEET_POLICY
from openbeat.apps.contacts.policies.inquiries import INQUIRY_POLICY, POLICE_POSTS, WRITABLE

__all__ = [
    "CARD_POLICY",
    "CIRCULAR_POLICY",
    "INQUIRY_POLICY",
    "NEWS_POLICY",
    "POLICE_POSTS",
    "SHEET_POLICY",
    "WRITABLE",
]

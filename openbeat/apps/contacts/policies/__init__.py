"""Who may do what between meetings. Read it aloud to a police chief and to a resident."""

from openbeat.apps.contacts.policies.inquiries import INQUIRY_POLICY, POLICE_POSTS, WRITABLE

__all__ = ["INQUIRY_POLICY", "POLICE_POSTS", "WRITABLE"]

"""What this app keeps."""

from openbeat.apps.contacts.models.inquiries import FollowUp, Inquiry, Turn

__all__ = ["FollowUp", "Inquiry", "Turn"]

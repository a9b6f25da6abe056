"""The outbox, and who follows what."""

from openbeat.core.notices.models.following import Follow
from openbeat.core.notices.models.messages import Message

__all__ = ["Follow", "Message"]

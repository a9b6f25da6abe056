"""What the queue does for itself."""

from django.utils import timezone

from openbeat.core.jobs import services
from openbeat.core.jobs.registry import every
from openbeat.core.web import expired, salts
from openbeat.kit.clock import now


@every(minutes=24 * 60)("jobs.tidy")
def tidy() -> None:
    """Delete what is done and old."""
    services.tidy(at=now())


@every(minutes=10)("jobs.forget_expired")
def forget_expired() -> None:
    """Delete what the shared cache has kept for long enough, sessions that are over, and the salts of past hours."""
    expired.delete_expired(now())
    services.forget_sessions(timezone.now())  # a session ends by the wall clock
    salts.throw_away()

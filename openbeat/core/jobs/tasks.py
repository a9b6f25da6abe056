"""What the queue does for itself."""

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
    """Delete what the shared cache has kept for long enough, and the salts of hours that are over."""
    expired.delete_expired(now())
    salts.throw_away()

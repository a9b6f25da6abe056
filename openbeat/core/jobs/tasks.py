"""What the queue does for itself."""

from openbeat.core.jobs import services
from openbeat.core.jobs.registry import every
from openbeat.kit.clock import now


@every(minutes=24 * 60)("jobs.tidy")
def tidy() -> None:
    """Delete what is done and old."""
    services.tidy(at=now())

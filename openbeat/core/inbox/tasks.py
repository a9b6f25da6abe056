"""What the worker does for mail that came in."""

from openbeat.core.inbox import services
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now


@task("inbox.read")
def read(key: int) -> None:
    """Read one letter."""
    services.read(key, at=now())


@every(minutes=60)("inbox.sweep")
def sweep() -> None:
    """Look for letters that lost their job."""
    services.sweep(at=now())


@every(minutes=24 * 60)("inbox.tidy")
def tidy() -> None:
    """Forget what came a month ago."""
    services.tidy(at=now())

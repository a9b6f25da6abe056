"""What the worker does for messages."""

from typing import Any

from openbeat.core.jobs.registry import every, task
from openbeat.core.notices import services
from openbeat.kit.clock import now


@task("notices.send")
def send(key: int) -> None:
    """Try to send one message."""
    services.send(key, at=now())


@task("notices.fan_out")
def fan_out(facts: dict[str, Any]) -> None:
    """Tell the next of those who follow something."""
    services.fan_out(facts)


@every(minutes=1)("notices.sweep")
def sweep() -> None:
    """Look for messages that a dead worker left behind."""
    services.sweep(at=now())


@every(minutes=60)("notices.purge")
def purge() -> None:
    """Forget words that are a month old."""
    services.purge(at=now())

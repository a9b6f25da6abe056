"""What the worker does between meetings."""

from openbeat.apps.contacts.services import circulars, committee
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now


@every(minutes=60)("contacts.settle")
def settle() -> None:
    """A request for news about what was answered meanwhile is over."""
    committee.settle_requests(at=now())


@task("contacts.send_circular")
def send_circular(key: int, after: int) -> None:
    """Tell the next of those who follow the area."""
    circulars.send(key, after)

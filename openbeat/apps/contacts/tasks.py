"""What the worker does between meetings."""

from openbeat.apps.contacts.services import committee
from openbeat.core.jobs.registry import every
from openbeat.kit.clock import now


@every(minutes=60)("contacts.settle")
def settle() -> None:
    """A request for news about what was answered meanwhile is over."""
    committee.settle_requests(at=now())

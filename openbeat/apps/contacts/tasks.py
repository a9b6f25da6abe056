"""What the worker does between meetings."""

from openbeat.apps.contacts.services import circulars, committee, digests
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


@every(minutes=60)("contacts.digests")
def ask_for_digests() -> None:
    """At the beginning of a month the last one goes to those who follow an area."""
    digests.ask_for_digests(at=now())


@task("contacts.send_digest")
def send_digest(key: int, month: str, after: int) -> None:
    """Send a digest to the next of those who follow the area."""
    digests.send(key, month, after, at=now())

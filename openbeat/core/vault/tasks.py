"""What the worker does here: it throws files and rows away. It holds no key and opens nothing."""

from django.utils import timezone

from openbeat.core.jobs import registry
from openbeat.core.vault import copies, queries, store, vouching
from openbeat.core.vault.services import retention as services
from openbeat.core.vault.services import unlocking
from openbeat.kit.clock import now


@registry.every(minutes=60)("vault.sweep")
def sweep() -> None:
    """Remove wrapped keys that belong to no row; write down beside the database what has ended."""
    store.sweep(queries.known)
    for recipient in queries.ended():
        vouching.end(recipient)


@registry.every(minutes=60)("vault.copies")
def throw_away_copies() -> None:
    """Remove copies of the keys whose days are over, where backups lie within reach, by the wall clock."""
    copies.throw_away(copies.places(), timezone.now())


@registry.every(minutes=1440)("vault.retention")
def retention() -> None:
    """Throw away what opens the matters whose period is over."""
    services.run(at=now())


@registry.every(minutes=1)("vault.forget_idle")
def forget_idle() -> None:
    """Forget what was unlocked and left alone for a quarter of an hour."""
    unlocking.forget_idle(at=now())

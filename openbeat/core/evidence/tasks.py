"""Work that the worker does for sealed files; it holds no key."""

from openbeat.core.evidence import services
from openbeat.core.jobs import registry
from openbeat.kit.clock import now


@registry.every(minutes=60)("evidence.sweep")
def sweep() -> None:
    """Remove what belongs to nothing, and what nobody can open any more."""
    services.destroy_unreadable(at=now())
    services.sweep()

"""What the worker does for complaints: it reminds of what is late. It holds no key, and opens nothing."""

from openbeat.apps.complaints import services
from openbeat.core.jobs.registry import every
from openbeat.kit.clock import now


@every(minutes=60)("complaints.tell_late")
def tell_late() -> None:
    """Remind the readers of a matter once of each promise that is late."""
    services.tell_late(at=now())

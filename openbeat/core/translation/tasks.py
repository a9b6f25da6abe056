"""What translations do later: the list of texts follows what was done."""

from openbeat.core.jobs.registry import every
from openbeat.core.translation import services
from openbeat.kit.clock import now


@every(minutes=1)("translation.gather")
def gather() -> None:
    """Look at the texts of what was done since."""
    services.gather(at=now())

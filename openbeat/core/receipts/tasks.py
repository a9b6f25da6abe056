"""What is done about receipts without anybody asking."""

from openbeat.core.jobs import registry
from openbeat.core.receipts import services
from openbeat.kit.clock import now


@registry.every(minutes=1440)("receipts.tidy")
def tidy() -> None:
    """Take out links that expired long ago."""
    services.tidy(at=now())

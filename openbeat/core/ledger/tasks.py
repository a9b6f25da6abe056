"""What runs beside the jobs: the sequencer of the public log; and once a day the counts that are published of it."""

from openbeat.core.jobs import registry
from openbeat.core.jobs.ticks import tick
from openbeat.core.ledger.services import counts, log
from openbeat.kit.clock import now


@tick("ledger.sequence", seconds=1.0)
def sequence() -> None:
    """Give accountable acts their place in the public log, sign it, publish it."""
    log.sequence(at=now())


@registry.every(minutes=1440)("ledger.counts")
def publish_counts() -> None:
    """Publish the counts that moved, each with the number of lines it was made from."""
    counts.publish(at=now())

"""What runs beside the jobs: the sequencer of the public log."""

from openbeat.core.jobs.ticks import tick
from openbeat.core.ledger.services import log
from openbeat.kit.clock import now


@tick("ledger.sequence", seconds=1.0)
def sequence() -> None:
    """Give accountable acts their place in the public log, sign it, publish it."""
    log.sequence(at=now())

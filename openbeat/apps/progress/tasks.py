"""What the worker does for the chart."""

from openbeat.apps.progress.services import silence
from openbeat.core.jobs.registry import every
from openbeat.kit.clock import now


@every(minutes=60)("progress.lapse")
def lapse() -> None:
    """A completed task of which nobody has said anything for three weeks counts as not confirmed."""
    silence.lapse_all(at=now())

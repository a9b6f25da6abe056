"""What the worker does for concerns."""

from openbeat.apps.concerns import queries, services
from openbeat.core.jobs.registry import task
from openbeat.kit.clock import now

FRESH_DAYS = 2


@task("concerns.tell_owner")
def tell_owner(key: int) -> None:
    """Tell whoever owns a new concern; what was raised long ago is on their desk anyhow."""
    concern, at = queries.by_number(key), now()
    if concern and (at - concern.raised_at).days < FRESH_DAYS:
        services.tell_owner(concern, at=at)

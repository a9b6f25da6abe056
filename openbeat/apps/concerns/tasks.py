"""What the worker does for concerns: who owns a new one is told; a word before a date, the commander after it."""

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.services import calling
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now

FRESH_DAYS = 2


@task("concerns.tell_owner")
def tell_owner(key: int) -> None:
    """Tell whoever owns a new concern; what was raised long ago is on their desk anyhow."""
    concern, at = queries.by_number(key), now()
    if concern and (at - concern.raised_at).days < FRESH_DAYS:
        services.tell_owner(concern, at=at)


@every(minutes=60)("concerns.nudge")
def nudge() -> None:
    """Remind of what is due within two working days."""
    services.nudge(at=now())


@every(minutes=1440)("concerns.forget_drafts")
def forget_drafts() -> None:
    """Throw away replies that were kept and that nobody wanted."""
    services.forget_drafts(at=now())


@every(minutes=30)("concerns.escalate")
def escalate() -> None:
    """Bring what is late before the commander."""
    services.escalate(at=now())


@every(minutes=30)("concerns.call_rounds")
def call_rounds() -> None:
    """Whoever follows an area hears that a round of dots has opened there."""
    calling.all_opened(at=now())

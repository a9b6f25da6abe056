"""What the worker does about translations."""

from openbeat.apps.translators.services import machines, telling, updates
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now


@every(minutes=60)("translators.renew")
def renew() -> None:
    """Ask for updates of what is stale, and tidy up."""
    updates.renew(at=now())


@task("translators.tell_asked")
def tell_asked(key: int) -> None:
    """Tell translators that a text waits."""
    telling.tell_asked(key)


@task("translators.tell_waits")
def tell_waits(key: int) -> None:
    """Tell translators that a draft waits for a second look."""
    telling.tell_waits(key)


@task("translators.machine")
def draft_by_machine(key: int, person: int) -> None:
    """Let a machine draft what has no words yet."""
    machines.draft(key, person, at=now())

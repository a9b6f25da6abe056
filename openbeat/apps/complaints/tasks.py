"""What the worker does for complaints: it reminds of what is late. It holds no key, and opens nothing."""

from openbeat.apps.complaints import services
from openbeat.apps.complaints.services import counting, elsewhere, mediating, recordings, summaries
from openbeat.core.jobs.registry import every, task
from openbeat.kit.clock import now


@every(minutes=60)("complaints.destroy_unsent")
def destroy_unsent() -> None:
    """Destroy what somebody began and neither sent nor changed for 30 days."""
    services.destroy_unsent(at=now())


@every(minutes=60)("complaints.warn_overwritten")
def warn_overwritten() -> None:
    """Warn once at 7, 3 and 1 days before a recording that was asked for is overwritten."""
    recordings.warn_overwritten(at=now())


@every(minutes=360)("complaints.follow_up")
def follow_up() -> None:
    """Remind those who lead, once, that somebody is to be asked whether what was agreed in a talk holds."""
    mediating.remind_of_follow_ups(at=now())


@every(minutes=60)("complaints.tell_late")
def tell_late() -> None:
    """Remind the readers of a matter once of each promise that is late, and who sent something of a late reply."""
    services.tell_late(at=now())
    elsewhere.remind_of_replies(at=now())


@every(minutes=60)("complaints.escalate")
def escalate() -> None:
    """Bring what is late for longer before those above, each once."""
    services.escalate(at=now())


@every(minutes=60)("complaints.tell_delays")
def tell_delays() -> None:
    """Tell whoever complained that it takes longer, why, and by when there will be an answer."""
    services.tell_delays(at=now())


@task("complaints.count")
def count(cause: str) -> None:
    """Count the published figures anew, because something that they stand on was changed."""
    counting.refresh(counting.Cause(cause), at=now())


@task("complaints.find_summaries")
def find_summaries() -> None:
    """Let the search find the published cases anew, because another profile holds, or none."""
    summaries.find_again()


@every(minutes=24 * 60)("complaints.count_nightly")
def count_nightly() -> None:
    """Count the published figures anew."""
    counting.refresh(counting.Cause.NIGHTLY, at=now())


@every(minutes=60)("complaints.ask_about_harm")
def ask_about_harm() -> None:
    """Ask whoever complained, in their receipt, whether somebody harms them for it."""
    services.ask_about_harm(at=now())


@every(minutes=360)("complaints.warn_of_limits")
def warn_of_limits() -> None:
    """Warn of the state's limit for discipline, 90, 60 and 30 days before."""
    services.warn_of_limits(at=now())


@every(minutes=60)("complaints.go_on_unheard")
def go_on_unheard() -> None:
    """Let cases go on that the outside body did not read within its days."""
    services.go_on_unheard(at=now())

"""Work for later: the example town built anew."""

from openbeat.apps.home.services import town
from openbeat.core.jobs.registry import task


@task("home.start_again")
def start_again() -> None:
    """Build the example town anew."""
    town.start_again()

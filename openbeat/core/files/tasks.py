"""Work that the worker does for the files."""

from openbeat.core.files import services
from openbeat.core.jobs import registry


@registry.every(minutes=60)("files.sweep")
def sweep() -> None:
    """Remove what belongs to nothing."""
    services.sweep()

"""What became of tasks in a month, in an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.progress.models import Slip, Task
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.models import Area


def completed_in(area: Area, since: datetime, until: datetime) -> list[Task]:
    """The tasks of an area that were completed in a span, oldest first."""
    rows = Task.objects.filter(area__in=places.below(area), completed_at__gte=since, completed_at__lt=until)
    return list(rows.order_by("completed_at", "pk"))


def slipped_in(area: Area, since: datetime, until: datetime) -> list[Slip]:
    """The dates that were moved in a span, with their tasks, oldest first."""
    rows = Slip.objects.filter(task__area__in=places.below(area), at__gte=since, at__lt=until)
    return list(rows.select_related("task").order_by("at", "pk"))

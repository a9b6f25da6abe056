"""Which rows of a file were taken before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.models import ImportedRow

if TYPE_CHECKING:
    from collections.abc import Iterable


def imported(source: str, keys: Iterable[str]) -> set[str]:
    """Of these keys of a source, those whose rows were taken already."""
    return set(ImportedRow.objects.filter(source=source, key__in=list(keys)).values_list("key", flat=True))

"""Read what was done, act by act."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from openbeat.core.ledger.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from openbeat.kit.refs import Ref


def of(ref: Ref) -> QuerySet[Entry]:
    """What was done to one thing, oldest first, for those who may see it; a public page shows acts and dates only."""
    return Entry.objects.filter(kind=ref.kind, key=ref.key).select_related("by").order_by("pk")


def readings(kind: str, keys: Iterable[str]) -> QuerySet[Entry]:
    """Who opened these personal or sealed things, newest first."""
    found = Entry.objects.filter(kind=kind, key__in=list(keys), act="open")
    return found.select_related("by").order_by("-pk")


class Touched(NamedTuple):
    """That something was done to a thing, and when."""

    entry: int
    kind: str
    key: str
    at: datetime


def touched(after: int, at_once: int) -> Iterator[list[Touched]]:
    """What was done to since an act, oldest first, so many acts at once."""
    while rows := [
        Touched(*row)
        for row in Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "kind", "key", "at")[:at_once]
    ]:
        yield rows
        after = rows[-1].entry

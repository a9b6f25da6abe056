"""Recounts the published counts: each says what the lines said that it was counted from, whatever came later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Count

from openbeat.core.hooks import counts
from openbeat.core.ledger.models import Checkpoint, Published
from openbeat.core.ledger.queries import counts as figures
from openbeat.core.ledger.queries import heads, seals
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference

CHUNK = 2000


def published_counts(head: Checkpoint | None) -> Iterator[Difference]:
    """Each is as it was sealed, follows the one before it, and comes out again.

    Figures of an app that is gone cannot be counted again; that nobody changed them since shows the seal.
    """
    if head is None:
        return
    keys, before = seals.usual_keys(), None
    for row in Published.objects.order_by("pk").iterator(CHUNK):
        if not seals.holds(seals.of_count(row, before), row.seal, keys.get(row.origin, "")):
            facts = {"name": row.name, "year": row.year, "said": row.number}
            yield difference(Kind.COUNT_UNSEALED, Published, row.pk, **facts)
        before = row
    names = Published.objects.order_by("name").values_list("name").annotate(Count("pk"))
    for name, _count in names:
        if (count := counts.of(name)) is not None:
            yield from _again(count, head)


def _again(count: counts.Count, head: Checkpoint) -> Iterator[Difference]:
    """One walk through the acts of a count, past each state of the log from which it was published."""
    found: Counter[int] = Counter()
    steps = figures.steps(count)
    ahead = next(steps, None)
    for size, row in _by_size(Published.objects.filter(name=count.name).order_by("pk"), head):
        while ahead is not None and ahead[0] < size:
            found[ahead[1]] += 1
            ahead = next(steps, None)
        if found[row.year] != row.number or size > head.size:
            facts = {"name": row.name, "year": row.year, "said": row.number, "size": row.size}
            yield difference(Kind.COUNT_DIFFERS, Published, row.pk, **facts, number=found[row.year])


def _by_size(rows: Iterable[Published], head: Checkpoint) -> list[tuple[int, Published]]:
    """From how many of today's lines each was counted: every new log moved them by one place."""
    number = heads.number_of(head.origin)
    found = [(row.size + number - heads.number_of(row.origin), row) for row in rows]
    return sorted(found, key=lambda each: (each[0], each[1].pk))

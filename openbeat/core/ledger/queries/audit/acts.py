"""Recounts the acts: each accountable one has its line or waits, and a matter's numbers have no gap and no disorder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import BinaryField, Count, F, Max, Min, Q, Subquery, Window
from django.db.models.functions import Coalesce, Lag, Substr

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf
from openbeat.core.ledger.policies import LOG, LogAct
from openbeat.core.ledger.queries import matters
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.queries.matters import PATIENCE, Waiting
from openbeat.core.ledger.registry import Log
from openbeat.kit import tlog

CHUNK = 2000


def without_line() -> Iterator[Difference]:
    """Acts that say that they have a place, wherever that is, and no line tells of them; one statement."""
    rows = Entry.objects.filter(sequence__isnull=False, leaf=None).order_by("pk")
    for pk, said in rows.values_list("pk", "sequence").iterator(CHUNK):
        yield difference(Kind.ACT_WITHOUT_LINE, Entry, pk, said=said)


def hidden() -> Iterator[Difference]:
    """Acts that belong in the log by what they are, and are not marked for it, since their sort does."""
    named, ours = since_named(), ~copies()
    for kind, acts in registry.named().items():
        first = Entry.objects.filter(kind=kind, act__in=list(acts), log__isnull=False).order_by().values_list("act")
        since = dict(first.annotate(since=Min("pk")))
        for act in acts:
            begun = [pk for pk in (since.get(act), named.get((kind, act))) if pk is not None]
            rows = (
                Entry.objects.filter(ours, kind=kind, act=act, log=None, pk__gt=min(begun))
                if begun
                else Entry.objects.none()
            )
            for pk, key in rows.order_by("pk").values_list("pk", "key").iterator(CHUNK):
                yield difference(Kind.ACT_HIDDEN, Entry, pk, act=act, thing=f"{kind}:{key}")


def since_named() -> dict[tuple[str, str], int]:
    """Since which entry each sort of act belongs in the log, as the ledger says."""
    rows = Entry.objects.filter(kind=LOG, act=LogAct.NAME).order_by("-pk").values_list("pk", "facts")
    return {(facts["named"], act): pk for pk, facts in rows for act in facts["acts"]}


def public_now() -> dict[tuple[str, str], list[str]]:
    """Which facts of each sort of act are public, as the ledger says last."""
    rows = Entry.objects.filter(kind=LOG, act=LogAct.NAME).order_by("pk").values_list("facts", flat=True)
    return {(facts["named"], act): names for facts in rows for act, names in _public(facts).items()}


def since_public() -> dict[tuple[str, str, str], int]:
    """Since which entry each fact of each sort of act is public, as the ledger says."""
    rows = Entry.objects.filter(kind=LOG, act=LogAct.NAME).order_by("-pk").values_list("pk", "facts")
    return {
        (facts["named"], act, name): pk for pk, facts in rows for act, names in _public(facts).items() for name in names
    }


def _public(facts: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = facts.get("public", {})
    return found


def copies() -> Q:
    """The entries that are copies of others in the example city, as the ledger says; nowhere else are there any."""
    found = Q(pk__in=[])
    if settings.OPENBEAT_DEMO:
        rows = Entry.objects.filter(kind=LOG, act=LogAct.COPY).order_by("pk").values_list("facts", flat=True)
        for facts in rows:
            found |= Q(pk__gte=facts["first"], pk__lte=facts["last"])
    return found


def held() -> Iterator[Difference]:
    """Acts that wait and are not marked as their sort is."""
    waiting = Entry.objects.filter(log__isnull=False, sequence=None).order_by("pk")
    for pk, how, kind, act, key in waiting.values_list("pk", "log", "kind", "act", "key").iterator(CHUNK):
        if registry.is_accountable(kind) and how != registry.how(kind, act):
            yield difference(Kind.ACT_HELD, Entry, pk, act=act, thing=f"{kind}:{key}")


def late(waiting: Waiting) -> Iterator[Difference]:
    """More waits than a minute's work, or a batch that did not come."""
    if waiting.late and waiting.since:
        since = f"{waiting.since:%Y-%m-%d %H:%M} UTC"
        yield difference(Kind.ACT_LATE, Entry, None, count=waiting.count, since=since)
    elif waiting.late:
        yield difference(Kind.BATCH_LATE, Checkpoint, None)


def ahead(at: datetime) -> Iterator[Difference]:
    """A last batch of a time that is still to come."""
    if slot := matters.batch_ahead(at):
        yield difference(Kind.BATCH_AHEAD, Checkpoint, None, slot=f"{slot:%Y-%m-%d %H:%M} UTC")


def numbers(end: int) -> Iterator[Difference]:
    """The numbers of each matter: from 1, without gap, and in the order of the lines."""
    rows = (
        Leaf.objects.filter(matter__isnull=False, sequence__lt=end)
        .annotate(number_before=_before("number", 0))
        .annotate(line_before=_before("sequence", -1))
        .filter(~Q(number=F("number_before") + 1) | Q(sequence__lt=F("line_before")))
        .order_by("matter_id", "number")
        .values_list("pk", "matter_id", "number", "number_before", "sequence", "line_before")
    )
    for pk, matter, number, number_before, sequence, line_before in rows.iterator(CHUNK):
        if number != number_before + 1:
            yield difference(Kind.NUMBER_MISSING, Leaf, pk, matter=matter, number=number_before + 1)
        if sequence < line_before:
            yield difference(Kind.NUMBER_DISORDER, Leaf, pk, matter=matter, number=number)


def disorder(end: int) -> Iterator[Difference]:
    """Open acts that are dated before the act that they follow in their matter."""
    rows = (
        Leaf.objects.filter(matter__isnull=False, sequence__lt=end, entry__log=Log.OPEN)
        .annotate(at_before=_before("entry__at"))
        .filter(entry__at__lt=F("at_before"))
        .order_by("sequence")
        .values_list("entry_id", "entry__at", "at_before", "sequence")
    )
    for pk, at, before, sequence in rows.iterator(CHUNK):
        if at < before - PATIENCE:
            times = {"at": f"{at:%Y-%m-%d %H:%M} UTC", "before": f"{before:%Y-%m-%d %H:%M} UTC"}
            yield difference(Kind.ACT_DISORDER, Entry, pk, line=sequence, **times)


def twice(end: int) -> Iterator[Difference]:
    """Places that occur again: who holds the secret of a matter finds one story at the first, another at the second."""
    place = Substr("data", 1, tlog.PLACE, output_field=BinaryField())
    rows = (
        Leaf.objects.filter(sequence__lt=end)
        .exclude(entry=None, filling=None)
        .annotate(place=place)
        .order_by()
        .values("place")
    )
    again = rows.annotate(count=Count("pk"), last=Max("pk")).filter(count__gt=1).order_by("last")
    for pk, sequence in again.values_list("last", Max("sequence")).iterator(CHUNK):
        yield difference(Kind.PLACE_TWICE, Leaf, pk, line=sequence)


def _before(name: str, default: int | None = None) -> Window:
    """What the act before it in the same matter has there."""
    return Window(Lag(name, default=default), partition_by="matter", order_by="number")


def beyond(head: Checkpoint | None) -> Iterator[Difference]:
    """Lines that no summary covers, and summaries over lines that are not there; one statement each, so it may grow."""
    newest = Checkpoint.objects.order_by("-pk").values("size")[:1]
    lines = Leaf.objects.filter(sequence__gte=Coalesce(Subquery(newest), 0)).order_by("sequence")
    if first := lines.values_list("pk", "sequence").first():
        yield difference(Kind.SUMMARY_MISSING, Leaf, first[0], line=first[1])
    if head:
        last = Leaf.objects.order_by("-sequence").values("sequence")[:1]
        ahead = Checkpoint.objects.filter(origin=head.origin, size__gt=Coalesce(Subquery(last) + 1, 0))
        for pk, size in ahead.order_by("pk").values_list("pk", "size"):
            yield difference(Kind.SUMMARY_AHEAD, Checkpoint, pk, size=size)

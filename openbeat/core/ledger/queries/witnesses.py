"""Read who watches the log from outside, and what they signed last."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from openbeat.core.ledger.models import Cosignature, Witness


@dataclass(frozen=True, slots=True)
class Watch:
    """A witness, and the newest checkpoint that they co-signed."""

    witness: Witness
    last: Cosignature | None


def known() -> QuerySet[Witness]:
    """The witnesses whose signatures are taken, the oldest first."""
    return Witness.objects.filter(ended_at=None).order_by("pk")


def watches() -> list[Watch]:
    """Each witness that is known, with what they signed last; two queries."""
    newest = Cosignature.objects.filter(witness=OuterRef("pk")).order_by("-checkpoint_id")
    witnesses = list(known().annotate(newest=Subquery(newest.values("pk")[:1])))
    keys = [row.newest for row in witnesses]
    rows = Cosignature.objects.filter(pk__in=keys).select_related("checkpoint").order_by("pk")
    found = {row.witness_id: row for row in rows}
    return [Watch(witness, found.get(witness.pk)) for witness in witnesses]

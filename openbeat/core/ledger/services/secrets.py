"""The secret of a matter: out of the code of its first receipt, so that its holder finds the matter in the log."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_bytes

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Matter
from openbeat.kit import tlog
from openbeat.kit.refs import Ref


def give(ref: Ref, code: str) -> None:
    """The matter's secret comes out of this code, if it has none yet and its acts stand in the log; one statement."""
    if registry.is_accountable(ref.kind):
        _insert([Matter(kind=ref.kind, key=ref.key, secret=tlog.secret_of(code))])


def matters(refs: Iterable[Ref]) -> dict[Ref, Matter]:
    """The matter of each of these things; whatever has no secret yet gets a random one. At most three statements."""
    wanted = set(refs)
    found = _find(wanted)
    if missing := wanted - found.keys():
        _insert([Matter(kind=ref.kind, key=ref.key, secret=token_bytes(tlog.SECRET)) for ref in sorted(missing)])
        found = _find(wanted)
    return found


def _insert(rows: list[Matter]) -> None:
    Matter.objects.bulk_create(rows, ignore_conflicts=True)  # whoever was first keeps it


def _find(refs: set[Ref]) -> dict[Ref, Matter]:
    kinds, keys = {ref.kind for ref in refs}, {ref.key for ref in refs}
    rows = Matter.objects.filter(kind__in=kinds, key__in=keys).order_by("pk")
    return {ref: row for row in rows if (ref := Ref(row.kind, row.key)) in refs}

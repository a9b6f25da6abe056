"""What may not be forgotten now: what a hold or an open request protects, and what is in its period.

For records of every kind, sealed or not. Whoever blanks or deletes something asks here first: a person's wish to be
forgotten, a rule that forgets after some time, and a line that somebody takes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault import queries, records
from openbeat.core.vault.months import after
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.core.vault.records import RecordKind

HELD = _(
    "Something of this is under a legal hold or an open request for records. Nobody can forget it until that is lifted."
)
IN_PERIOD = _(
    "A law sets for how long something of this is kept, and that time is not over. See “How long we keep records”."
)


def why_kept(refs: Collection[Ref], *, at: datetime) -> StrPromise | str:
    """Why one of these records may not be forgotten now, in a sentence; "" where all may."""
    wanted = set(refs)
    if wanted & held(ref.kind for ref in wanted):
        return HELD
    keys: dict[str, list[str]] = defaultdict(list)
    for ref in wanted:
        keys[ref.kind].append(ref.key)
    return IN_PERIOD if any(_in_period(kind, some, at) for kind, some in sorted(keys.items())) else ""


def held(kinds: Collection[str] | Iterator[str]) -> set[Ref]:
    """The records of these kinds that a hold or an open request protects."""
    rows = queries.holds().filter(kind__in=set(kinds)).order_by().values_list("kind", "key").distinct()
    return {Ref(kind, key) for kind, key in rows}


def held_keys(kind: str) -> set[int]:
    """The numbers of the records of one kind that are protected."""
    return {int(ref.key) for ref in held([kind]) if ref.key.isdecimal()}


def but_held(kind: str = "kind", key: str = "key") -> Q:
    """For rows that name their record by kind and key in these columns: those whose record nothing protects."""
    kept = Q(pk__in=[])
    for each in queries.holds().order_by().values("kind", "key").distinct():
        kept |= Q(**{kind: each["kind"], key: each["key"]})
    return ~kept


def _in_period(kind: str, keys: list[str], at: datetime) -> bool:
    known: RecordKind | None = records.of(kind)
    months = queries.months(kind, "") if known and known.begins else 0
    if not known or not known.begins or not months:
        return False
    began = known.begins(keys)
    return any(day is None or after(day, months) > at for day in began.values())

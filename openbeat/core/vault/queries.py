"""Who has a key, what is wrapped for whom, what stands in the way of sealing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault import outside, records, store, vouching
from openbeat.core.vault.models import Half, Hold, Key, Safe, Series, Side, Sort, Wrap
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model

    from openbeat.core.people.models import Person


REST = _("all other outcomes")


def key_of(person: Person | int | None) -> Key | None:
    """The key that this person has now."""
    if person is None:
        return None
    return next(iter(keys_of([person]).values()), None)


def keys_of(people: Iterable[Person | int]) -> dict[int, Key]:
    """The keys of these people, by the person; left out is whoever has none, or one that nothing vouches for."""
    numbers = [each if isinstance(each, int) else each.pk for each in people]
    found = Key.objects.filter(person__in=numbers, retired_at=None).select_related("person").order_by("pk")
    return {key.person_id: key for key in found if vouching.stands(key)}


def how_many_keys() -> int:
    """How many people have a key."""
    return Key.objects.filter(retired_at=None).count()


def oversight() -> list[Key]:
    """The keys of the outside body: of those who hold the role and have made one."""
    return list(keys_of(outside.people()).values())


def halves() -> dict[str, Half]:
    """The two halves of recovery as they are now, by their side; never one that nothing vouches for."""
    found = Half.objects.filter(replaced_at=None).order_by("pk")
    return {half.side: half for half in found if vouching.stands(half)}


def half(side: Side) -> Half | None:
    """The half that is kept on this side now."""
    return halves().get(side)


def safe_of(thing: Model | Ref) -> Safe | None:
    """The safe of a matter, where it has one."""
    ref = thing if isinstance(thing, Ref) else Ref.of(thing)
    return Safe.objects.filter(kind=ref.kind, key=ref.key).first()


def is_vouched(safe: Safe) -> bool:
    """Whether the recipient of a safe is the one that it was made with."""
    return vouching.holds(safe.mark, "safe", safe.kind, safe.key, safe.recipient, safe.outside_only)


def unvouched() -> int:
    """How many recipients in the database nothing vouches for: somebody put them there, or ended them, by SQL."""
    bad = sum(not vouching.stands(key) for key in Key.objects.order_by("pk").iterator())
    bad += sum(not vouching.stands(half) for half in Half.objects.order_by("pk").iterator())
    return bad + sum(not is_vouched(safe) for safe in Safe.objects.filter(destroyed_at=None).order_by("pk").iterator())


def safes_of(refs: Iterable[Ref]) -> dict[Ref, Safe]:
    """The safes of a page of matters, with one query."""
    keys: dict[str, list[str]] = {}
    for ref in refs:
        keys.setdefault(ref.kind, []).append(ref.key)
    wanted = Q(pk__in=[])
    for kind, some in keys.items():
        wanted |= Q(kind=kind, key__in=some)
    return {safe.ref: safe for safe in Safe.objects.filter(wanted).order_by("pk")}


def wraps(safe: Safe) -> QuerySet[Wrap]:
    """Who can open this safe now."""
    return wraps_of([safe])


def wraps_of(safes: Iterable[Safe]) -> QuerySet[Wrap]:
    """Who can open any of these safes now."""
    found = Wrap.objects.filter(safe__in=list(safes), removed_at=None)
    return found.select_related("reader", "by").order_by("pk")


def readers(safe: Safe) -> list[Wrap]:
    """The people who can open this safe now, the longest first; each with since when and by whom."""
    return list(wraps(safe).filter(sort=Sort.PERSON))


def reads(person: Person | int, kind: str = "") -> QuerySet[Safe]:
    """The safes that are wrapped to this person's key now; of one kind of matter, or of all."""
    mine = Wrap.objects.filter(safe=OuterRef("pk"), reader=person, removed_at=None).order_by()
    found = Safe.objects.filter(Exists(mine), destroyed_at=None)
    return (found.filter(kind=kind) if kind else found).order_by("pk")


def stale_recovery() -> QuerySet[Safe]:
    """The safes whose wrap for recovery is missing, or made for a half that was replaced."""
    now = halves()
    fresh: dict[str, Any] = {"inside": now.get(Side.INSIDE), "outside": now.get(Side.OUTSIDE)}
    good = Wrap.objects.filter(safe=OuterRef("pk"), sort=Sort.RECOVERY, removed_at=None, **fresh).order_by()
    return Safe.objects.filter(~Exists(good), destroyed_at=None, alone=False).order_by("pk")


def stale_for(keys: Iterable[str]) -> Iterator[Safe]:
    """Of these, what one of these recipients opens: one after the other, so that whoever has enough stops there."""
    mine = Wrap.objects.filter(recipient__in=list(keys), removed_at=None, safe__in=stale_recovery().order_by())
    rows = mine.exclude(sort=Sort.RECOVERY).order_by("safe", "pk").values_list("safe", "token")
    for several in batched(rows, 100):
        there = {number for number, token in several if store.there(token)}
        yield from Safe.objects.filter(pk__in=there).order_by("pk")


def astray() -> int:
    """How many safes are wrapped for somebody to a key that they do not have (any more)."""
    live = Key.objects.filter(person=OuterRef("reader"), recipient=OuterRef("recipient"), retired_at=None).order_by()
    found = Wrap.objects.filter(~Exists(live), sort=Sort.PERSON, removed_at=None, safe__destroyed_at=None)
    return found.count()


def ended() -> Iterable[str]:
    """The recipients of all keys and halves that have ended."""
    yield from Key.objects.exclude(retired_at=None).order_by("pk").values_list("recipient", flat=True).iterator()
    yield from Half.objects.exclude(replaced_at=None).order_by("pk").values_list("recipient", flat=True).iterator()


def stale_keys() -> QuerySet[Key]:
    """The keys of people that recovery, as it is now, could not open."""
    now = halves()
    good = Q(inside=now.get(Side.INSIDE), outside=now.get(Side.OUTSIDE), inside__isnull=False)
    return Key.objects.filter(~good, retired_at=None).select_related("person").order_by("pk")


def known(tokens: Iterable[str]) -> set[str]:
    """Which of these files belong to a row that still counts."""
    names = list(tokens)
    live = Wrap.objects.filter(token__in=names, removed_at=None, safe__destroyed_at=None).order_by()
    keys = Key.objects.filter(retired_at=None).order_by()
    return {
        *live.values_list("token", flat=True),
        *keys.filter(token__in=names).values_list("token", flat=True),
        *keys.filter(recovery__in=names).values_list("recovery", flat=True),
    }


def files() -> Iterable[str]:
    """The names of all files that must be there."""
    live = Wrap.objects.filter(removed_at=None, safe__destroyed_at=None).order_by("pk")
    yield from live.values_list("token", flat=True).iterator()
    keys = Key.objects.filter(retired_at=None).order_by("pk")
    for token, recovery in keys.values_list("token", "recovery").iterator():
        yield token
        if recovery:
            yield recovery


def months(kind: str, outcome: str) -> int | None:
    """For how many months such a record is kept; None where nobody has said."""
    rows = dict(Series.objects.filter(kind=kind, outcome__in=(outcome, "")).values_list("outcome", "months").order_by())
    known = records.of(kind)
    return rows.get(outcome) or rows.get("") or (known.months if known else None)


def kinds_without_period() -> list[str]:
    """The kinds of matter with a safe of which nobody has said for how long they are kept."""
    kinds = Safe.objects.filter(destroyed_at=None).order_by("kind").values_list("kind", flat=True).distinct()
    return [kind for kind in kinds if months(kind, "") is None]


@dataclass(frozen=True, slots=True)
class Kept:
    """For how long one kind of record with one outcome is kept, and why; `language` is empty where nobody decided."""

    label: Any
    outcome: Any
    months: int
    law: Any
    language: str = ""
    days: int = 0

    @property
    def time(self) -> str:
        """For how long, in words."""
        if self.days:
            return ngettext("%(number)s day", "%(number)s days", self.days) % {"number": self.days}
        years, rest = divmod(self.months, 12)
        if years and not rest:
            return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}
        if self.months:
            return ngettext("%(number)s month", "%(number)s months", self.months) % {"number": self.months}
        return gettext("until the person asks that it be forgotten")


def periods() -> list[Kept]:
    """For how long each kind of record is kept, with one query: what was decided, else what protects until then."""
    rows = {(row.kind, row.outcome): row for row in Series.objects.order_by("pk")}
    found = []
    for known in records.offered():
        rest = rows.get((known.kind, ""))
        for code, label in (*known.outcomes, ("", REST if known.outcomes else known.part)):
            row = rows.get((known.kind, code)) or rest
            facts: tuple[int, Any, str] = (row.months, row.law, row.language) if row else (known.months, known.why, "")
            found.append(Kept(known.label, label, *facts, days=known.days))
    return found


def holds(ref: Ref | None = None) -> QuerySet[Hold]:
    """The holds and open requests that stand, of one record or of all, the newest first."""
    found = Hold.objects.filter(lifted_at=None).select_related("by").order_by("-pk")
    return found.filter(kind=ref.kind, key=ref.key) if ref else found


def is_there(ref: Ref) -> bool:
    """Whether a record of this kind has this number; true where the kind is no table of ours."""
    try:
        model = apps.get_model(ref.kind)
    except (LookupError, ValueError):
        return True
    return bool(model._default_manager.filter(pk=ref.key).exists())


def over(at: datetime) -> QuerySet[Safe]:
    """The safes whose period is over and that nothing holds, the oldest first."""
    return Safe.objects.filter(keep_until__lte=at, held=0, destroyed_at=None).order_by("keep_until", "pk")


def gone_by(at: datetime) -> datetime | None:
    """When the last matter was destroyed of which people were told that by now no copy of its keys is left."""
    gone = Safe.objects.filter(gone_on__lte=at.date()).exclude(destroyed_at=None)
    last: datetime | None = gone.aggregate(last=Max("destroyed_at"))["last"]
    return last


def destroyed() -> QuerySet[Safe]:
    """What has been destroyed, the newest first."""
    return Safe.objects.exclude(destroyed_at=None).order_by("-destroyed_at", "-pk")

"""What waits, for whom, and how the promises are kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Func, IntegerField, Q

from openbeat.core.department import promises
from openbeat.core.department import queries as department
from openbeat.core.loop.models import Obligation
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor

FEW = 5  # durations: below that no median is given
OPEN = Q(kept_at=None, released_at=None)


def open_rows() -> QuerySet[Obligation]:
    """All that waits, by date."""
    rows = Obligation.objects.filter(OPEN).select_related("owner", "owner__area", "area", "version")
    rows = rows.defer("owner__area__boundary", "area__boundary")
    return rows.order_by("due_at", "pk")


def waiting_for(actor: Actor) -> QuerySet[Obligation]:
    """What waits for this actor: owed by a post it holds (a deputy's too), or by the person itself; by date."""
    if actor.person is None:
        return open_rows().none()
    held = Tenure.objects.filter(person=actor.person, until=None).values("post")
    stands_in = Q(owner__role=Role.LIAISON, owner__area__in=actor.areas(Role.DEPUTY))
    return open_rows().filter(Q(person=actor.person) | Q(owner__in=held) | stands_in)


def late_under(actor: Actor, at: datetime) -> QuerySet[Obligation]:
    """What is late in the areas an actor commands, owed by others; by date.

    Sealed matters are left out: what is late in them goes up by the rule of the app whose they are, step by step.
    """
    areas = [*actor.areas(Role.COMMANDER), *actor.areas(Role.COUNCIL)]
    found = open_rows().filter(area__in=areas, due_at__lt=at, paused_at=None)
    return found.exclude(promise__in=promises.sealed())


def late(area: Area | None, at: datetime) -> QuerySet[Obligation]:
    """What is late today, in an area or everywhere; paused clocks left out, and sealed matters: see late_sealed."""
    rows = open_rows().filter(due_at__lt=at, paused_at=None, owner__isnull=False)
    rows = rows.exclude(promise__in=promises.sealed())
    return rows.filter(area=area) if area else rows


def owed_by(post: Post) -> QuerySet[Obligation]:
    """What a post owes, whoever holds it; by date."""
    return open_rows().filter(owner=post)


def owed_in(areas: Iterable[int], roles: Iterable[str]) -> QuerySet[Obligation]:
    """What posts of these roles owe in these areas (by key); by date."""
    return open_rows().filter(area__in=list(areas), owner__role__in=list(roles))


def by_key(key: int) -> Obligation | None:
    """The row with this key, open or ended."""
    rows = Obligation.objects.select_related("owner", "owner__area", "area").filter(pk=key)
    return rows.defer("owner__area__boundary", "area__boundary").first()


def of_things(refs: Iterable[Ref]) -> dict[Ref, list[Obligation]]:
    """The promises about a page of things, open and ended, oldest first; one query a kind."""
    refs = list(dict.fromkeys(refs))
    found: dict[Ref, list[Obligation]] = {ref: [] for ref in refs}
    ordered = sorted(refs)
    for kind, group in groupby(ordered, key=lambda ref: ref.kind):
        rows = Obligation.objects.filter(kind=kind, key__in=[ref.key for ref in group])
        rows = rows.select_related("owner", "owner__area").defer("owner__area__boundary").prefetch_related("shifts")
        for row in rows.order_by("pk"):
            found[Ref(row.kind, row.key)].append(row)
    return found


def refs_of(rows: Iterable[Obligation]) -> list[Ref]:
    """What these rows are about."""
    return [Ref(row.kind, row.key) for row in rows]


@dataclass(frozen=True, slots=True)
class Kept:
    """How one promise was kept in a span: counts of obligations, and whole hours from made to kept.

    `due` counts those whose date (as first promised) lay in the span, or that were kept in it; open ones are counted.
    `in_time` of them were kept by the date first promised. `hours` says of how many each duration was, in order.
    """

    promise: str
    due: int
    in_time: int
    open: int
    late: int
    hours: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float | None:
        """In time of all due, 0 to 1; None where nothing was due."""
        return self.in_time / self.due if self.due else None

    @property
    def done(self) -> int:
        """How many were kept in the span."""
        return sum(many for _hours, many in self.hours)

    @property
    def half_within(self) -> float | None:
        """Median number of days, to a tenth; None where there are too few for one."""
        if (done := self.done) < FEW:
            return None
        return round((_nth(self.hours, (done - 1) // 2) + _nth(self.hours, done // 2)) / 48, 1)


def _nth(hours: tuple[tuple[int, int], ...], place: int) -> int:
    """The duration at this place, from 0, were they written one after the other."""
    for value, many in hours:
        if (place := place - many) < 0:
            return value
    raise IndexError(place)


class _Hours(Func):
    """Whole hours from one moment to another."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        # Some seconds are added: the difference of two Julian days may fall a little short of whole hours.
        template = "CAST((JULIANDAY(%(expressions)s)) * 24 + 0.001 AS integer)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - JULIANDAY(", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 3600) AS integer)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ", **more)


def kept(since: datetime, at: datetime, area: Area | None = None, *, is_over: bool = False) -> list[Kept]:
    """How each promise was kept between `since` and `at`, open matters counted, by name.

    `at` is now, or the end of a span that is over: then what was answered later counts as open.

    This is for everybody to see. So promises about sealed matters are counted in whole months that are over, and what
    is late of them as it stood at the last midnight, in the whole department alone. Of these counts also what one
    person owes, such as whoever investigates: no resident is ever asked for something under such a promise.
    """
    rows = Obligation.objects.filter(person=None)
    rows = rows.filter(area=area) if area else rows
    sealed = promises.sealed()
    parts = (_open_at(at), Q(kept_at__lt=at)) if is_over else (OPEN, Q())
    found = _counted(rows.exclude(promise__in=sealed), parts, since, at)
    if sealed:
        then = month_began(at)
        parts = (_open_at(then), Q(kept_at__lt=then))
        whoever = (
            Obligation.objects.filter(area=area) if area else Obligation.objects.all()
        )  # also what one person owes
        past = _counted(whoever.filter(promise__in=sealed), parts, month_began(since), then)
        late = late_sealed(at) if area is None or area.parent_id is None else {}
        for name in {*past, *late}:
            found[name] = replace(past.get(name, Kept(name, 0, 0, 0, 0, ())), late=late.get(name, 0))
    return [found[name] for name in sorted(found)]


def late_sealed(at: datetime, since: datetime | None = None) -> dict[str, int]:
    """How many promises about sealed matters were late at the last midnight, by name; no line of them is public.

    With `since`: how many of them were due before that moment.
    """
    midnight = _midnight(at)
    due = min(since, midnight) if since else midnight
    rows = Obligation.objects.filter(_open_at(midnight), promise__in=promises.sealed(), due_at__lt=due)
    rows = rows.filter(Q(paused_at=None) | Q(paused_at__gte=midnight))
    return {name: counts["late"] for name, counts in _by_promise(rows, late=Count("pk")).items()}


def month_began(at: datetime) -> datetime:
    """When the month of this moment began, where the department is."""
    return _midnight(at).replace(day=1)


def _midnight(at: datetime) -> datetime:
    return at.astimezone(department.zone()).replace(hour=0, minute=0, second=0, microsecond=0)


def _open_at(moment: datetime) -> Q:
    """What was open at a moment that is over."""
    kept, released = Q(kept_at=None) | Q(kept_at__gte=moment), Q(released_at=None) | Q(released_at__gte=moment)
    return Q(made_at__lt=moment) & kept & released


def _counted(rows: QuerySet[Obligation], parts: tuple[Q, Q], since: datetime, at: datetime) -> dict[str, Kept]:
    """The figures of these rows: of those that wait, and of those that were kept. Three queries."""
    rows = rows.filter(made_at__lte=at)
    done = rows.filter(parts[1], kept_at__gte=since)
    waiting = _by_promise(
        rows.filter(parts[0]),
        open=Count("pk"),
        due=Count("pk", filter=Q(first_due_at__lt=at)),
        late=Count("pk", filter=Q(due_at__lt=at, paused_at=None)),
    )
    over = _by_promise(done, done=Count("pk"), in_time=Count("pk", filter=Q(kept_at__lte=F("first_due_at"))))
    hours: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spans = done.annotate(hours=_Hours("kept_at", "made_at")).values("promise", "hours").annotate(many=Count("pk"))
    for row in spans.order_by("promise", "hours"):
        hours[row["promise"]].append((row["hours"], row["many"]))
    return {name: _kept(name, waiting[name], over[name], hours[name]) for name in sorted({*waiting, *over})}


def _by_promise(rows: QuerySet[Obligation], **counts: Count) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows.order_by("promise").values("promise").annotate(**counts):
        found[row["promise"]] = {name: row[name] for name in counts}  # type: ignore[literal-required]
    return found


def _kept(name: str, waiting: dict[str, int], over: dict[str, int], hours: list[tuple[int, int]]) -> Kept:
    return Kept(name, over["done"] + waiting["due"], over["in_time"], waiting["open"], waiting["late"], tuple(hours))


def open_by_area(at: datetime) -> dict[int, tuple[int, int]]:
    """For each area: how many promises are open, and how many of them are late. Sealed matters: see `kept`."""
    rows = Obligation.objects.filter(area__isnull=False, person=None).order_by("area").values("area")
    sealed = promises.sealed()
    found = rows.filter(OPEN).exclude(promise__in=sealed)
    found = found.annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at, paused_at=None)))
    figures = {row["area"]: (row["open"], row["late"]) for row in found}
    past = rows.filter(_open_at(month_began(at)), promise__in=sealed).annotate(open=Count("pk")) if sealed else []
    for row in past:
        many, late = figures.get(row["area"], (0, 0))
        figures[row["area"]] = (many + row["open"], late)
    return figures

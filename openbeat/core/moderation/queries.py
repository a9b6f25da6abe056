"""The public log of what is not shown, what of it is one's own, and the appeals that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.hooks import moderation as port
from openbeat.core.hooks import roles, texts
from openbeat.core.hooks.origins import Card
from openbeat.core.moderation.models import Appeal, Removal
from openbeat.core.moderation.policies import is_author, may_decide, reads
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.web import dates
from openbeat.core.web.columns import Column
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

KIND = "moderation.appeal"
PER_PAGE = 50
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: what everybody may know, in words."""

    at: datetime
    area: str
    kind: Any
    part: Any
    reason: Any
    role: Any
    shown_at: datetime | None
    appeal: Appeal | None


def _rows() -> QuerySet[Removal]:
    with_appeals = Prefetch("appeals", Appeal.objects.order_by("pk"))
    return Removal.objects.prefetch_related(with_appeals).order_by("-decided_at", "-pk")


def log(reason: str, month: str, number: str) -> tuple[Page[Removal], list[Line]]:
    """One page of the log, newest first, narrowed to a reason code and a month (2026-11) where they are given."""
    rows = _rows()
    rows = rows.filter(reason=reason) if reason else rows
    if spanned := _span(month):
        rows = rows.filter(decided_at__gte=spanned[0], decided_at__lt=spanned[1])
    page = Paginator(rows, PER_PAGE).get_page(number)
    return page, [line(removal) for removal in page]


def _span(month: str) -> tuple[datetime, datetime] | None:
    zone = department.zone()
    try:
        first = datetime.strptime(month, "%Y-%m").replace(tzinfo=zone)
        after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        return first.astimezone(UTC), after.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def line(removal: Removal) -> Line:
    """What the log says of one removal; asks no database where it came with its appeals."""
    offered = port.of(removal.kind)
    area = places.area(removal.area_id)
    return Line(
        at=removal.decided_at,
        area=area.name if area else "",
        kind=offered.label if offered else removal.kind,
        part=offered.parts.get(removal.part, removal.part) if offered else removal.part,
        reason=port.reasons().get(removal.reason, removal.reason),
        role=roles.label(removal.role),
        shown_at=removal.lifted_at,
        appeal=next(iter(removal.appeals.all()), None),
    )


def by_month(at: datetime) -> list[Column]:
    """How many parts were withheld in each of the last twelve months, the oldest first."""
    zone = department.zone()
    local = at.astimezone(zone).date().replace(day=1)
    firsts = [_back(local, count) for count in reversed(range(MONTHS))]
    since = datetime.combine(firsts[0], time(), tzinfo=zone).astimezone(UTC)
    rows = Removal.objects.filter(decided_at__gte=since).annotate(month=TruncMonth("decided_at", tzinfo=zone))
    found = {row["month"].date(): row["n"] for row in rows.order_by("month").values("month").annotate(n=Count("pk"))}
    return [Column(dates.words(first, "month"), found.get(first, 0)) for first in firsts]


def _back(first: Any, count: int) -> Any:
    months = first.year * 12 + first.month - 1 - count
    return first.replace(year=months // 12, month=months % 12 + 1)


def by_reason() -> list[tuple[str, Any, int]]:
    """How often each reason was given, over all the time, the most frequent first; a reason never given counts too."""
    rows = Removal.objects.order_by("reason").values("reason").annotate(n=Count("pk"))
    found = {row["reason"]: row["n"] for row in rows}
    counted = [(code, words, found.get(code, 0)) for code, words in port.reasons().items()]
    return sorted(counted, key=lambda item: (-item[2], item[0]))


def total() -> int:
    """How many parts were ever withheld."""
    return Removal.objects.count()


def of(ref: Ref, actor: Actor) -> list[Removal]:
    """What is withheld of a thing, for whoever wrote it; nothing for anybody else."""
    found = list(_rows().filter(kind=ref.kind, key=ref.key))
    return found if found and is_author(actor, found[0]) else []


def own(key: int, actor: Actor) -> Removal | None:
    """One removal, for whoever wrote it."""
    removal = _rows().filter(pk=key).first()
    return removal if removal and is_author(actor, removal) else None


def appeal_for(actor: Actor, key: int) -> Appeal | None:
    """One appeal, for those who decide it."""
    appeal = Appeal.objects.select_related("removal").filter(pk=key).first()
    return appeal if appeal and reads(actor, appeal) else None


def appeals_for(actor: Actor) -> list[Appeal]:
    """The appeals that this actor decides, those that wait first, the oldest of them first."""
    if not (actor.holds(Role.COMMANDER) or actor.holds(Role.ADMINISTRATOR)):
        return []
    rows = Appeal.objects.select_related("removal").order_by("outcome", "made_at", "pk")
    return [appeal for appeal in rows[:200] if may_decide(actor, appeal)]


def waiting(actor: Actor) -> int:
    """How many appeals wait for this actor."""
    return sum(not appeal.outcome for appeal in appeals_for(actor))


def cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of appeals for the desk; what the actor does not decide is left out."""
    rows = Appeal.objects.select_related("removal").filter(pk__in=[key for key in keys if key.isdigit()])
    return [_card(appeal) for appeal in rows.order_by("pk") if may_decide(actor, appeal)]


def _card(appeal: Appeal) -> Card:
    area = places.area(appeal.removal.area_id)
    return Card(
        ref=Ref.of(appeal),
        title=_("Appeal: something is not shown"),
        language=get_language() or "en",
        url=appeal.get_absolute_url(),
        kind_label=_("Appeal"),
        area=area.name if area else "",
    )


def standing(ref: Ref) -> int:
    """How many parts of a thing are not shown now."""
    return Removal.objects.filter(kind=ref.kind, key=ref.key, lifted_at=None).count()


def appeal_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was written in these appeals and answered to them; never for everybody."""
    for appeal in Appeal.objects.select_related("removal").filter(pk__in=texts.numbers(keys)).order_by("pk"):
        here = texts.About(reverse("moderation:decide", args=[appeal.pk]), area=appeal.removal.area_id)
        yield from texts.of_thing(appeal, ("words", "answer"), here, public=False)


def appeals_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """The appeals about which this actor decides."""
    rows = Appeal.objects.select_related("removal").filter(pk__in=texts.numbers(keys)).order_by("pk")
    return [str(appeal.pk) for appeal in rows if reads(actor, appeal)]


def decides_about(actor: Actor, ref: Ref) -> bool:
    """Whether this actor has an appeal about the thing to decide, and so may look at what is not shown."""
    rows = Appeal.objects.select_related("removal").filter(removal__kind=ref.kind, removal__key=ref.key, outcome="")
    return any(may_decide(actor, appeal) for appeal in rows.order_by("pk"))

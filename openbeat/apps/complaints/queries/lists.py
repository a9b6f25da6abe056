"""Complaints as rows: never a word of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Count, Max, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openbeat.apps.complaints.lifecycle import NEXT, STATIONS, Promise, Stage
from openbeat.apps.complaints.lifecycle.clocks import TO_THEM
from openbeat.apps.complaints.lifecycle.summaries import Owed
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.policies import INSIDE, KIND, OVERSIGHT
from openbeat.core.department import queries as department
from openbeat.core.evidence import queries as evidence
from openbeat.core.hooks.origins import Card
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.people.holder import Holder
from openbeat.core.vault import queries as vault
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.department.queries import Standing
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

GOES_UP = (*Promise, Owed.SUMMARY)  # what is late of these comes before those above


def rows() -> QuerySet[Complaint]:
    """All complaints, for services; oldest first."""
    return Complaint.objects.order_by("filed_at", "pk")


def unsent(before: datetime) -> list[Complaint]:
    """What was begun and not sent, nor saved since then: for the rule that destroys it."""
    return list(rows().filter(stage=Stage.WRITING, filed_at__lt=before))


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """What a receipt opens; and for a handler, what is sealed to them. Newest first. To anybody else: nothing."""
    if isinstance(actor, Holder):
        found = rows().filter(actor.owns(Complaint) | Q(split_from__in=_held(actor)))
    elif actor.person:
        found = readable_by(actor.person)
    else:
        found = rows().none()
    return found.order_by("-filed_at", "-pk")


def _held(holder: Holder) -> list[int]:
    """The numbers of the matters whose receipts somebody has."""
    return [int(ref.key) for ref in holder.refs if ref.kind == KIND and ref.key.isdigit()]


def leading(complaint: Complaint) -> Complaint:
    """The matter that says how far this one is: the one it is joined to; else itself."""
    return complaint.joined_to or complaint


def alike_to(complaint: Complaint, actor: Actor) -> QuerySet[Complaint]:
    """The other matters that somebody may read and that say the same, oldest first; nothing where none does."""
    found = visible_to(actor).filter(alike=complaint.alike).exclude(alike="").exclude(pk=complaint.pk)
    return found.order_by("filed_at", "pk")


def parts_of(complaint: Complaint) -> QuerySet[Complaint]:
    """The matters that were split from it, oldest first."""
    return rows().filter(split_from=complaint)


def first_of(complaint: Complaint) -> Complaint:
    """The matter that it was split from; else itself. The receipt is given for that one."""
    return complaint.split_from or complaint


def same_receipt(complaint: Complaint) -> QuerySet[Complaint]:
    """The matters that one receipt opens: the first one and all parts of it, in the order of their numbers."""
    first = complaint.split_from_id or complaint.pk
    return rows().filter(Q(pk=first) | Q(split_from=first)).order_by("pk")


def parts_before(complaint: Complaint) -> list[Complaint]:
    """The parts that there were before this one: what was written into the file until then stands in their safes.

    One query; none for what was not split off.
    """
    return list(same_receipt(complaint).filter(pk__lt=complaint.pk)) if complaint.split_from_id else []


def parts_before_for(complaint: Complaint, actor: Actor) -> list[tuple[Complaint, bool]]:
    """The same, each with whether somebody finds it; one query more."""
    parts = parts_before(complaint)
    if not parts:
        return []
    reads = set(visible_to(actor).filter(pk__in=[one.pk for one in parts]).values_list("pk", flat=True))
    return [(one, one.pk in reads) for one in parts]


def readable_by(person: Person) -> QuerySet[Complaint]:
    """What is sealed to somebody who holds a post for such matters, newest first."""
    found = rows().filter(pk__in=readable(person)).order_by("-filed_at", "-pk")
    if person.holds(OVERSIGHT):
        return found
    return found.filter(outside_only=False) if any(person.holds(role) for role in INSIDE) else found.none()


def readable(person: Person) -> Any:
    """The numbers of what is wrapped to somebody's key, for a query."""
    safes = vault.reads(person, KIND).order_by()
    return safes.annotate(number=Cast("key", BigIntegerField())).values("number")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the desk: where a matter stands, what is owed next, and whether there is something unread."""

    complaint: Complaint
    owed: Obligation | None
    late: bool
    news: bool


def lines(found: Iterable[Complaint], at: datetime) -> list[Line]:
    """These complaints as rows: five queries, however many there are."""
    found = list(found)
    refs = [Ref.of(complaint) for complaint in found]
    owed, read = loop.of_things(refs), _last_read(refs)
    return [_line(complaint, owed[Ref.of(complaint)], read.get(str(complaint.pk)), at) for complaint in found]


def _last_read(refs: list[Ref]) -> dict[str, datetime]:
    """When somebody of the office last read each of them, or a file of it; whoever has the receipt is none of them."""
    keys = [ref.key for ref in refs]
    by_people = ledger.readings(KIND, keys).filter(actor="person")
    last = {row["key"]: row["last"] for row in by_people.order_by("key").values("key").annotate(last=Max("at"))}
    for key, at in evidence.last_read(KIND, keys).items():
        last[key] = max(at, last.get(key, at))
    return last


def _line(complaint: Complaint, owed: list[Obligation], read: datetime | None, at: datetime) -> Line:
    waits = sorted((row for row in owed if not row.kept_at and not row.released_at), key=lambda row: row.due_at)
    first = waits[0] if waits else None
    told = complaint.news_at or complaint.filed_at
    return Line(complaint, first, late=bool(first and first.due_at < at), news=read is None or read < told)


@dataclass(frozen=True, slots=True)
class Alike:
    """What shares the words of one campaign: the keyed fingerprint, how many, and which."""

    alike: str
    count: int
    complaints: tuple[Complaint, ...]


def alike_groups(person: Person) -> list[Alike]:
    """Of what somebody reads, what came with the same words more than once, the largest group first; none is left out.

    A complaint that stands in no group stands in the list as ever.
    """
    mine = readable_by(person).exclude(alike="").order_by()
    several = mine.values("alike").annotate(count=Count("pk")).filter(count__gt=1).values("alike")
    groups: dict[str, list[Complaint]] = {}
    for complaint in readable_by(person).filter(alike__in=several):
        groups.setdefault(complaint.alike, []).append(complaint)
    found = [Alike(alike, len(each), tuple(each)) for alike, each in groups.items()]
    return sorted(found, key=lambda group: (-group.count, group.alike))


def promised(complaint: Complaint) -> dict[str, Obligation]:
    """The newest row of each promise about it, by its short name: acknowledge, answer."""
    ref = Ref.of(complaint)
    return {row.promise.rpartition(".")[2]: row for row in loop.of_things([ref])[ref]}


def promises_to_them(at: datetime) -> list[Standing]:
    """What is promised to whoever complains now, in how many days: not what the office owes to itself on the way."""
    return [department.standing(name, at) for name in TO_THEM]


def late(at: datetime) -> list[tuple[Obligation, Complaint]]:
    """Every promise about a complaint that is late now, with its complaint."""
    late_rows = loop.open_rows().filter(kind=KIND, promise__in=GOES_UP, due_at__lt=at, paused_at=None)
    found = list(late_rows)
    by_key = {str(complaint.pk): complaint for complaint in rows().filter(pk__in=[row.key for row in found])}
    return [(row, by_key[row.key]) for row in found if row.key in by_key]


def cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of these complaints for other apps: that it is one, and where it stands; never a word of it."""
    found = visible_to(actor).filter(Q(pk__in=[key for key in keys if key.isascii() and key.isdigit()]))
    return [_card(complaint, actor) for complaint in found]


def own_url(complaint: Complaint) -> str:
    """The page of whoever has the code: what is not sent yet goes on where it is looked through."""
    if complaint.stage == Stage.WRITING:
        return reverse("complaints:step", args=[complaint.pk, "look"])
    return reverse("complaints:own", args=[complaint.pk])


def _title(stage: Stage, *, own: bool) -> str:
    if not own:
        return _("Sealed matter %(number)s")
    return _("What you began to write: it is not sent yet") if stage == Stage.WRITING else _("Your complaint")


def _card(complaint: Complaint, actor: Actor) -> Card:
    stage, own = Stage(complaint.stage), isinstance(actor, Holder)
    return Card(
        ref=Ref.of(complaint),
        title=_title(stage, own=own) % {"number": complaint.pk},
        language=get_language() or "en",
        url=own_url(complaint) if own else complaint.get_absolute_url(),
        kind_label=gettext_lazy("Complaint"),
        station=STATIONS[stage],
        stage_label=stage.label,
        own=own,
        next_step=NEXT[stage],
    )

"""What is owed in a matter and by whom, where its clock stood still and why, and what has to go further up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from openbeat.apps.complaints.lifecycle import OPEN, Promise, Sort
from openbeat.apps.complaints.lifecycle.clocks import DELAY, ESCALATION, TERMS, Level, Reason
from openbeat.apps.complaints.lifecycle.sides import REFERRAL_LABEL, REFERRAL_REPLY
from openbeat.apps.complaints.models import CasePause, DelayNotice
from openbeat.apps.complaints.policies import KIND, OVERSIGHT
from openbeat.apps.complaints.queries.lists import GOES_UP, late, rows
from openbeat.core.department import queries as department
from openbeat.core.hooks import roles
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.places import queries as places
from openbeat.kit.clock import add_working_days
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened

SHOWN = frozenset({*TERMS, REFERRAL_REPLY})  # to the readers of a matter
OUTSIDE = frozenset({OVERSIGHT, "council"})  # before whom that comes which is for the outside body alone


def is_open(complaint: Complaint) -> bool:
    """Whether whoever said it waits for an answer; nobody waits for one to praise."""
    return complaint.stage in OPEN and complaint.sort != Sort.PRAISE


def delayed(at: datetime) -> list[Complaint]:
    """The complaints of which somebody may have to be told now that they take longer, the oldest first."""
    ago = at - timedelta(days=department.standing(DELAY, at).days)
    waiting = rows().filter(stage__in=OPEN, filed_at__lt=ago).exclude(sort=Sort.PRAISE)
    told = DelayNotice.objects.filter(at__gte=ago).order_by()
    found = {complaint.pk: complaint for complaint in waiting.exclude(pk__in=told.values("complaint"))}
    found |= {complaint.pk: complaint for row, complaint in late(at) if row.promise == Promise.ANSWER}
    return sorted(found.values(), key=lambda complaint: (complaint.filed_at, complaint.pk))


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise about a matter, as its readers see it: what, who owes it, by when, whether it stands still."""

    label: Any
    who: Any
    row: Obligation
    late: bool


def owed_in(complaint: Complaint, at: datetime) -> list[Owed]:
    """All that is owed about it and all that was, what is open first, each by date; replies from others too."""
    refs = [Ref.of(complaint), *(Ref.of(sent) for sent in complaint.referrals.order_by("pk"))]
    rows = [row for some in loop.of_things(refs).values() for row in some if not row.released_at]
    found = [_owed(row, at) for row in rows if row.promise in SHOWN]
    return sorted(found, key=lambda each: (each.row.kept_at is not None, each.row.due_at, each.row.pk))


def _owed(row: Obligation, at: datetime) -> Owed:
    label = REFERRAL_LABEL if row.promise == REFERRAL_REPLY else TERMS[Promise(row.promise)].label
    who = row.person.name if row.person else roles.label(row.owner.role) if row.owner else ""
    late = row.kept_at is None and row.paused_at is None and row.due_at < at
    return Owed(label, who, row, late)


@dataclass(frozen=True, slots=True, repr=False)
class Stood:
    """One time in which the clock stood still: why, words for whoever complained, since when, until when."""

    reason: Any
    words: str
    language: str
    since: datetime
    until: datetime | None
    looked_at: datetime
    days: int


def stood(complaint: Complaint, opened: Opened, at: datetime) -> list[Stood]:
    """Where its clock stood still, the first one first. Raises Shut where it is damaged."""
    return [
        Stood(
            Reason(row.reason).label,
            opened.text(row.words).rstrip(),
            row.language,
            row.since,
            row.until,
            row.looked_at,
            ((row.until or at) - row.since).days,
        )
        for row in CasePause.objects.filter(complaint=complaint).order_by("since", "pk")
    ]


@dataclass(frozen=True, slots=True)
class Raised:
    """What is late has to come before these people: the promise, how far up, and to whom."""

    row: Obligation
    level: Level
    people: tuple[Person, ...]


def above(at: datetime) -> Iterator[Raised]:
    """What is late for so long that it goes further up, at each level; what is for the outside body, there alone."""
    found = late(at)
    posts, before = (_holders(), cuts(at)) if found else ({}, {})
    for row, complaint in found:
        for level, rung in ESCALATION.items():
            if rung.roles and row.due_at < before[level]:
                wanted = [role for role in rung.roles if not complaint.outside_only or role in OUTSIDE]
                yield Raised(row, level, tuple(person for role in wanted for person in posts.get(role, ())))


def late_before(person: Person, at: datetime) -> QuerySet[Obligation]:
    """What others owe and is late for so long that it comes before this person, by date: never which matter it is."""
    posts, before = _holders(), cuts(at)
    roles_held = [role for role, holders in posts.items() if person in holders]
    seen = Q(pk__in=[])
    for level, rung in ESCALATION.items():
        for role in set(rung.roles) & set(roles_held):
            seen |= Q(due_at__lt=before[level]) & (Q() if role in OUTSIDE else ~Q(key__in=_sealed_outside()))
    found = loop.open_rows().filter(seen, kind=KIND, promise__in=GOES_UP, paused_at=None)
    return found.exclude(person=person).exclude(owner__role__in=roles_held)


def _sealed_outside() -> QuerySet[Complaint, Any]:
    """The keys of what is for the outside body alone, for a query."""
    found = rows().filter(outside_only=True).order_by()
    return found.annotate(written=Cast("pk", CharField())).values("written")


def cuts(at: datetime) -> dict[Level, datetime]:
    """Before which moment something must have been due to come before each level now."""
    zone, calendar = department.zone(), department.calendar()
    today, found = at.astimezone(zone).date(), {}
    for level in ESCALATION:
        days, day = department.standing(level, at).days, today
        while add_working_days(day, days, calendar) >= today:
            day -= timedelta(days=1)
        found[level] = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return found


def _holders() -> dict[str, list[Person]]:
    """Who holds each of the posts to which something goes up, for the whole department."""
    whole = places.root()
    wanted = {role for rung in ESCALATION.values() for role in rung.roles}
    posts = {post.role: post.pk for post in places.posts_of(whole).filter(role__in=wanted)} if whole else {}
    found = people.holders_of(list(posts.values()))
    return {role: found[key] for role, key in posts.items()}

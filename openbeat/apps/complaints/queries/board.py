"""The review board: who its members are, when it sits, which cases it has, and what everybody may read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import PartSort, StaysOut, Vote, quorum
from openbeat.apps.complaints.models import (
    Bar,
    BoardName,
    BoardVote,
    CaseEntry,
    Finding,
    Packet,
    PacketPart,
    Recusal,
    Remark,
    Sitting,
)
from openbeat.apps.complaints.policies import mark_of
from openbeat.apps.complaints.policies.board import BOARD
from openbeat.apps.complaints.queries.accused import are_accused
from openbeat.apps.complaints.queries.reading import account_of, turns_of
from openbeat.apps.complaints.queries.summaries import facts_of, points_said
from openbeat.core.department import queries as department
from openbeat.core.hooks.calendar import Event
from openbeat.core.people import queries as people
from openbeat.core.places import queries as places
from openbeat.core.vault import queries as vault
from openbeat.kit.policy import ALLOWED, Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened
    from openbeat.kit.actors import Actor

PACKET = "complaints.packet"
ANSWERED = "answer"
NOT_SITTING = _(
    "Members discuss and vote here only while the board sits, and only in a sitting that was announced in time. "
    "None is on now."
)


# Who


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the board as everybody sees them: the name they chose, or none; since when, and until when."""

    person: Person
    name: str
    since: datetime
    term_until: date | None


def members(at: datetime) -> list[Member]:
    """Who is on the board now, the longest first; nobody who works for the department."""
    whole = places.root()
    post = places.post(whole, BOARD) if whole else None
    held = people.tenures_by_post([post.pk], at)[post.pk] if post else []
    keys = [tenure.person_id for tenure in held]
    names = dict(BoardName.objects.filter(person__in=keys).values_list("person", "name"))
    staff = people.staff_among(keys, at)
    return [
        Member(tenure.person, names.get(tenure.person_id, ""), tenure.since, tenure.term_until)
        for tenure in held
        if tenure.person_id not in staff
    ]


def first_readers_of_packet(complaint: Complaint, at: datetime) -> tuple[list[Person], list[Person]]:
    """The members to whom a packet of this case is sealed, and those who stay out because they appear in it."""
    all_of_them = [member.person for member in members(at)]
    barred = _who_appears(complaint, all_of_them)
    return [one for one in all_of_them if one.pk not in barred], [one for one in all_of_them if one.pk in barred]


def _who_appears(complaint: Complaint, some: list[Person]) -> set[int]:
    """Whom the case is about, or from whom it is kept."""
    kept_from = set(Bar.objects.filter(complaint=complaint).order_by().values_list("mark", flat=True))
    return are_accused(complaint, some) | {one.pk for one in some if mark_of(one.pk, complaint.pk) in kept_from}


# When it sits


def notice_hours() -> int:
    """How many hours before a sitting it must have been announced; 0 where no such act applies."""
    return department.number("open_meetings")


def may_speak(at: datetime) -> Verdict:
    """Whether members may discuss and vote on this site now, or why not."""
    hours = notice_hours()
    if not hours:
        return ALLOWED
    on = Sitting.objects.filter(starts_at__lte=at, ends_at__gt=at, cancelled_at=None)
    in_time = any(one.starts_at - one.noticed_at >= timedelta(hours=hours) for one in on.order_by("pk"))
    return ALLOWED if in_time else Verdict(allowed=False, reason=NOT_SITTING)


def sittings(since: datetime) -> list[Sitting]:
    """The sittings that end after this moment, the soonest first, those that were called off too."""
    return list(Sitting.objects.filter(ends_at__gt=since).order_by("starts_at", "pk"))


def sitting_events(_actor: Actor, area: Any, since: datetime, until: datetime) -> list[Event]:
    """Sittings for the calendars: of the whole department, so in none of an area alone."""
    if area is not None and area.parent_id is not None:
        return []
    found = Sitting.objects.filter(starts_at__gte=since, starts_at__lt=until).order_by("starts_at", "pk")
    return [_event(sitting) for sitting in found]


def soonest_sittings(_actor: Actor, since: datetime, until: datetime, most: int) -> list[Event]:
    """The first few that take place."""
    found = Sitting.objects.filter(starts_at__gte=since, starts_at__lt=until, cancelled_at=None)
    return [_event(sitting) for sitting in found.order_by("starts_at", "pk")[:most]]


def _event(sitting: Sitting) -> Event:
    return Event(
        uid=f"board-sitting-{sitting.pk}",
        title=str(_("Sitting of the review board")),
        language=sitting.language,
        starts=sitting.starts_at,
        ends=sitting.ends_at,
        url=sitting.get_absolute_url(),
        place=sitting.place,
        kind="board",
        cancelled=sitting.cancelled_at is not None,
        changed_at=sitting.cancelled_at or sitting.noticed_at,
    )


# What it has


def packets_of(person: Person) -> QuerySet[Packet]:
    """The packets that are sealed to this member and were sent, the newest first."""
    keys = [int(key) for key in vault.reads(person, PACKET).values_list("key", flat=True)]
    found = Packet.objects.filter(pk__in=keys, sent_at__isnull=False).select_related("recommendation")
    return found.order_by("-sent_at", "-pk")


def packets_in(complaint: Complaint) -> list[Packet]:
    """The packets that were made of a case, the newest first."""
    return list(Packet.objects.filter(complaint=complaint).select_related("recommendation").order_by("-round"))


def being_made(complaint: Complaint) -> Packet | None:
    """The packet of this case that is not sent yet."""
    return Packet.objects.filter(complaint=complaint, sent_at=None).order_by("pk").first()


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """A text of a packet or of its discussion, opened."""

    number: int
    label: Any
    words: str
    language: str
    by: Person | None = None
    at: datetime | None = None


def parts_of(packet: Packet, opened: Opened) -> list[Piece]:
    """The parts of a packet, opened, in order. Raises Shut where one is damaged."""
    rows = PacketPart.objects.filter(packet=packet).order_by("number")
    return [Piece(row.number, PartSort(row.sort).label, _text(opened, row.words), row.language) for row in rows]


def remarks_of(packet: Packet, opened: Opened) -> list[Piece]:
    """What members said, opened, in order. Raises Shut where one is damaged."""
    rows = Remark.objects.filter(packet=packet).select_related("by").order_by("number")
    return [Piece(row.number, "", _text(opened, row.words), row.language, row.by, row.at) for row in rows]


def votes_of(packet: Packet, opened: Opened) -> list[Piece]:
    """How members voted and why, opened, in order. Raises Shut where one is damaged."""
    rows = BoardVote.objects.filter(packet=packet).select_related("person").order_by("pk")
    return [
        Piece(n, Vote(row.vote).label, _text(opened, row.reason), row.language, row.person, row.at)
        for n, row in enumerate(rows, 1)
    ]


def _text(opened: Opened, cipher: bytes) -> str:
    return opened.text(cipher).rstrip()


def who_may_vote(packet: Packet, at: datetime) -> list[Person]:
    """The members who have no reason to stay out."""
    out = set(Recusal.objects.filter(packet=packet).values_list("person", flat=True))
    return [member.person for member in members(at) if member.person.pk not in out]


def votes_needed(packet: Packet, at: datetime) -> int:
    """How many must have voted before the board can recommend anything."""
    return quorum(len(who_may_vote(packet, at)))


def points_of(packet: Packet) -> list[tuple[int, str]]:
    """The findings with which the board can disagree: numbers, and what each is about."""
    facts = facts_of(packet.complaint)
    return [(point.number, f"{point.number}. {point.kind}: {point.finding}") for point in points_said(facts)]


def recused(packet: Packet) -> list[tuple[Person, Any]]:
    """Who stays out, and why."""
    rows = Recusal.objects.filter(packet=packet).select_related("person").order_by("pk")
    return [(row.person, StaysOut(row.bar).label) for row in rows]


@dataclass(frozen=True, slots=True, repr=False)
class Origin:
    """A text of a case of which a part of a packet can be made: what it is, its key, and its words, opened."""

    sort: PartSort
    key: int
    words: str
    language: str

    @property
    def label(self) -> Any:
        """What it is."""
        return self.sort.label


def origins_of(complaint: Complaint, opened: Opened) -> list[Origin]:
    """All texts of a case that the board may be given once they are blacked out. Raises Shut where one is damaged."""
    said = account_of(complaint, opened)
    parts = (said.words, said.happened_when, said.happened_where, said.about)
    found = [Origin(PartSort.ACCOUNT, 0, "\n".join(part for part in parts if part), said.language)]
    found += [
        Origin(PartSort.FINDING, row.pk, _text(opened, row.reasons), row.language)
        for row in Finding.objects.filter(allegation__complaint=complaint).order_by("pk")
    ]
    found += [
        Origin(PartSort.ENTRY, entry.pk, _text(opened, entry.words), entry.language)
        for entry in CaseEntry.objects.filter(complaint=complaint).order_by("number")
    ]
    turns = enumerate(turns_of(complaint, opened))
    return found + [Origin(PartSort.ANSWER, n, turn.words, turn.language) for n, turn in turns if turn.kind == ANSWERED]

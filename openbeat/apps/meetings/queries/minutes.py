"""The minutes of a meeting, passage by passage, as they stand and as they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from openbeat.apps.meetings.lifecycle import AmendmentStage, MinutesStage, Part, Side, Words
from openbeat.apps.meetings.models import (
    AgendaItem,
    Amendment,
    Approval,
    Meeting,
    Minutes,
    MinutesVersion,
    OwnVersion,
)
from openbeat.apps.meetings.policies import leads
from openbeat.apps.meetings.queries.agenda import items_of
from openbeat.apps.meetings.queries.answers import Answered, answers_in, answers_of, kept, questions_in
from openbeat.core.hooks import origins
from openbeat.core.hooks.texts import slot_of
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.hooks.origins import Card
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

POSTS = frozenset({Role.LIAISON, Role.DEPUTY, Role.CHAIR, Role.LEADER, Role.BLOCK_CONTACT})
SUM = "sum"  # the key of the passage that sums the meeting up; every other key is that of an item


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of minutes as somebody may read it: what it is about, what was said, and each side's own version."""

    key: str
    part: str
    head: bool
    title: Words
    card: Card | None
    hidden: bool
    text: Words
    own: dict[str, Words] = field(default_factory=dict)
    answers: tuple[Answered, ...] = ()  # to questions that were sent in

    @property
    def label(self) -> str:
        """What our own pages call it: the part of the agenda, or nothing where it has words of its own."""
        return str(Part(self.part).label) if self.part else ""


def of_meetings() -> QuerySet[Minutes]:
    """All minutes with their meetings, in the order of these; who may read them is asked of each."""
    rows = Minutes.objects.select_related("meeting", "meeting__area").defer("meeting__area__boundary")
    return rows.order_by("meeting__starts_at", "pk")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, where somebody began to write them."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes:
        minutes.meeting = meeting
    return minutes


def minutes_or_new(meeting: Meeting, at: datetime) -> Minutes:
    """The minutes of a meeting, or empty ones that are not kept yet."""
    return minutes_of(meeting) or Minutes(meeting=meeting, began_at=at)


def text_of(minutes: Minutes, item: AgendaItem | None) -> Words:
    """What a passage says now."""
    if item is None:
        return Words(minutes.summary, minutes.summary_language, _sum_slot(minutes))
    return Words(item.note, item.note_language, slot_of(Ref.of(item), "note"))


def _sum_slot(minutes: Minutes) -> str:
    """By what the sum is found in other languages: it is what came of the meeting."""
    return slot_of(Ref("meetings.meeting", str(minutes.meeting_id)), "summary")


def frozen(minutes: Minutes) -> list[dict[str, Any]]:
    """All passages as a version keeps them. Things of other apps by reference only: each may be hidden later."""
    answers = answers_of(minutes.meeting)
    owns: dict[int | None, dict[str, dict[str, str]]] = {}
    for own in OwnVersion.objects.filter(minutes=minutes).order_by("pk"):
        said = {"text": own.text, "language": own.text_language, "slot": slot_of(Ref.of(own), "text")}
        owns.setdefault(own.item_id, {})[own.side] = said
    sum_of_it = {"key": SUM, "part": "", "head": True, "title": "", "title_language": "", "ref": "",
                 "text": minutes.summary, "language": minutes.summary_language, "own": owns.get(None, {}),
                 "answers": kept(answers.get("", ())), "slot": _sum_slot(minutes)}  # fmt: skip
    rows = [_frozen(item, owns.get(item.pk, {})) for item in items_of(minutes.meeting)]
    return [sum_of_it, *(row | {"answers": kept(answers.get(row["key"], ()))} for row in rows)]


def _frozen(item: AgendaItem, own: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": str(item.pk),
        "slot": slot_of(Ref.of(item), "note"),
        "part": item.part,
        "head": item.position == 0,
        "title": item.title,
        "title_language": item.language,
        "ref": str(item.ref) if item.ref else "",
        "text": item.note,
        "language": item.note_language,
        "own": own,
    }


def read(passages: Iterable[dict[str, Any]], actor: Actor) -> list[Passage]:
    """Passages of a version as this actor may see them: one query for each kind of things on the agenda.

    A part of the agenda under which nothing stands is left out.
    """
    rows = list(passages)
    refs = {row["key"]: Ref.parse(row["ref"]) for row in rows if row["ref"]}
    cards = origins.cards(refs.values(), actor)
    asked = questions_in(rows)
    found = [_read(row, cards.get(refs[row["key"]]) if row["ref"] else None, answers_in(row, asked)) for row in rows]
    spoken = {one.part for one in found if one.text.text or one.own or one.answers or not one.head}
    return [passage for passage in found if passage.key == SUM or passage.part in spoken]


def _read(row: dict[str, Any], card: Card | None, answers: tuple[Answered, ...]) -> Passage:
    return Passage(
        key=row["key"],
        part=row["part"],
        head=row["head"],
        title=Words(row["title"], row["title_language"], _title_slot(row)),
        card=card,
        hidden=bool(row["ref"]) and card is None,
        text=Words(row["text"], row["language"], row.get("slot", "")),
        own={side: Words(own["text"], own["language"], own.get("slot", "")) for side, own in row["own"].items()},
        answers=answers,
    )


def _title_slot(row: dict[str, Any]) -> str:
    return slot_of(Ref("meetings.agendaitem", row["key"]), "title") if row["title"] else ""


def versions(minutes: Minutes) -> QuerySet[MinutesVersion]:
    """Every version, the first one first."""
    return MinutesVersion.objects.filter(minutes=minutes).order_by("number")


def newest(minutes: Minutes) -> MinutesVersion | None:
    """The version that everybody reads now."""
    return versions(minutes).last()


def in_words(version: MinutesVersion) -> str:
    """All that a version says, to compare it with another one: titles of things that a visitor may not see left out."""
    lines = []
    for passage in read(version.passages, VISITOR):
        title = passage.card.title if passage.card else passage.title.text
        own = [f"{Side(side).label}: {words.text}" for side, words in sorted(passage.own.items())]
        said = [line for line in (passage.text.text, *own, *(one.answer.text for one in passage.answers)) if line]
        lines += [title or passage.label, *said] if said else []
    return "\n\n".join(line for line in lines if line)


def corrections(found: Iterable[MinutesVersion]) -> list[MinutesVersion]:
    """The versions that put published minutes right, oldest first."""
    return [version for version in found if version.edition == "corrected"]


def approvals_of(minutes: Minutes) -> list[Approval]:
    """Both sides, whether they approved or not; nothing before they were asked."""
    return list(Approval.objects.filter(minutes=minutes).order_by("side"))


def amendments_of(minutes: Minutes) -> list[Amendment]:
    """What was proposed, oldest first."""
    found = Amendment.objects.filter(minutes=minutes).select_related("item").order_by("proposed_at", "pk")
    rows = list(found)
    for row in rows:
        row.minutes = minutes
    return rows


def words_are_shown() -> Q:
    """The amendments whose words everybody reads: they were answered, and whoever answered shows them."""
    return Q(words_shown=True, answered_at__isnull=False)


def amendment_is_open(actor: Actor, amendment: Amendment) -> bool:
    """Whether its page opens nobody else's words to this actor: they are shown to all, one's own, or not shown."""
    shown = amendment.words_shown and amendment.answered_at is not None
    return shown or actor.is_subject_of(amendment) or not leads(actor, amendment)


def open_amendments(minutes: Minutes) -> int:
    """How many proposals nobody answered yet."""
    return Amendment.objects.filter(minutes=minutes, stage=AmendmentStage.PROPOSED).count()


def amendments() -> QuerySet[Amendment]:
    """All proposals with what they are about; who may read their words is asked of each."""
    rows = Amendment.objects.select_related("item", "minutes", "minutes__meeting", "minutes__meeting__area")
    return rows.defer("minutes__meeting__area__boundary").order_by("pk")


def to_close(at: datetime) -> QuerySet[Minutes]:
    """Drafts whose time for amendments is over."""
    return of_meetings().filter(stage=MinutesStage.OPEN, amendable_until__lt=at)


def to_publish(at: datetime) -> QuerySet[Minutes]:
    """Drafts that a side did not approve in the days it had."""
    return of_meetings().filter(stage=MinutesStage.CHECKED, approve_by__lt=at)


def with_letters(waiting: dict[str, int]) -> list[tuple[Minutes, int]]:
    """The published minutes for which letters wait, the oldest first, and how many."""
    found = of_meetings().filter(pk__in=[key for key in waiting if key.isdigit()], published_at__isnull=False)
    return [(minutes, waiting[str(minutes.pk)]) for minutes in found]


@memory.for_seconds(2)
def that_speak_of(ref: Ref) -> list[AgendaItem]:
    """The items of meetings, newest first, that were about a thing of another app, where the draft is out or more."""
    rows = AgendaItem.objects.filter(ref_kind=ref.kind, ref_key=ref.key, meeting__stage__in=["drafted", "noted"])
    rows = rows.select_related("meeting").order_by("-meeting__starts_at", "pk")
    return [item for item in rows if item.note or item.taken_up_at]


def post_holders(area: Area, at: datetime) -> list[Person]:
    """Whoever holds a post in this area, and so gets its minutes."""
    posts = [post.pk for post in places.posts_of(area) if post.role in POSTS]
    return [person for held in people.holders_of(posts, at).values() for person in held]


def approvals() -> QuerySet[Approval]:
    """All approvals that were asked for, with what they are about."""
    rows = Approval.objects.select_related("minutes", "minutes__meeting", "minutes__meeting__area")
    return rows.defer("minutes__meeting__area__boundary").order_by("pk")

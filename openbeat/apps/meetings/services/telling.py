"""Tell whoever said that they come: a place, a change, that it does not take place; each of them once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import Stage
from openbeat.apps.meetings.services import together
from openbeat.core.department import queries as department
from openbeat.core.hooks.texts import Quote
from openbeat.core.jobs import services as jobs
from openbeat.core.notices import services as outbox
from openbeat.core.people import services as people
from openbeat.core.web import dates

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Coming, Contribution, Meeting
    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.facts import Contact
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

LATER, ANSWERS = "meetings.tell_all", "meetings.tell_askers"
MOVES = frozenset({"starts_at", "ends_at", "place", "address", "online"})


def somebody(contact: Contact | None, language: str, *, by: Actor, at: datetime) -> Person | None:
    """Whoever left a way to be told; an e-mail address is used once its owner says that it is theirs."""
    if contact is None:
        return None
    return people.take_contact(replace(contact, neutral=False), language, by=by, at=at)  # a meeting is public


def later(meeting: Meeting, *, at: datetime) -> None:
    """Ask that all who come, and all who follow an area of it, are told how it stands now, after the commit."""
    jobs.later(LATER, meeting.pk)
    followed(notices.OFF_HERE if meeting.stage == Stage.CANCELLED else notices.MOVED_HERE, meeting, at=at)


def answers_later(meeting: Meeting) -> None:
    """What came of it is published: ask that whoever asked something beforehand is told, after the commit."""
    jobs.later(ANSWERS, meeting.pk)


def tell_all(key: int, *, at: datetime) -> int:
    """Tell everybody how the meeting stands now; gives how many. Done twice, each is told once."""
    meeting = queries.by_key(key)
    if meeting is None or at >= meeting.ends_at:
        return 0
    notice = notices.CANCELLED if meeting.stage == Stage.CANCELLED else notices.MOVED
    everybody = list(queries.to_tell(meeting))
    why = Quote.of(meeting, "reason")
    for coming in everybody:
        tell(notice, coming, at=at, once=f"{notice.name}|{coming.pk}|{meeting.sequence}", reason=why)
    return len(everybody)


def followed(notice: Notice, meeting: Meeting, *, at: datetime) -> None:
    """Tell whoever follows one of the areas that it is for; whoever said that they come is told otherwise."""
    day = meeting.starts_at.astimezone(department.zone()).date()
    besides = [coming.person for coming in queries.to_tell(meeting)]
    areas = together.everyone_in(meeting)
    outbox.tell_followers(notice, areas, about=meeting, at=at, besides=besides, area=meeting.area.name, day=day)


def place(coming: Coming, *, at: datetime) -> None:
    """Tell whoever waited that there is a place."""
    tell(notices.PLACE, coming, at=at, once=f"{notices.PLACE.name}|{coming.pk}")


def tell(notice: Notice, coming: Coming, *, at: datetime, once: str, **words: Any) -> None:
    """Tell one of them, if anybody knows how; the moment is said in their language."""
    about(notice, coming, coming.meeting, at=at, once=once, **words)


def about(
    notice: Notice, thing: Coming | Contribution, meeting: Meeting, *, at: datetime, once: str, **words: Any
) -> None:
    """Tell whoever said this thing to a meeting; the words name the meeting, its moment and its place."""
    where = ", ".join(part for part in (meeting.place, meeting.address) if part)
    facts = {"title": Quote.of(meeting, "title"), "when": _Moment(meeting.starts_at), "place": where, **words}
    outbox.tell(notice, thing.person, about=thing, at=at, once=once, **facts)


class _Moment:
    """A moment that is put into words when it is read: in the language of whoever is told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __str__(self) -> str:
        return dates.words(self.at, "weekday")

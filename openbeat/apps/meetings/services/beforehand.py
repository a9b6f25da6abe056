"""Say something before a meeting; and what whoever leads it makes of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import BEFOREHAND, Arrival, BeforehandAct, Words
from openbeat.apps.meetings.models import Absence, AgendaItem, Contribution
from openbeat.apps.meetings.policies import BEFOREHAND_POLICY, may_say
from openbeat.apps.meetings.services import dates_owed, items, telling
from openbeat.apps.meetings.services.coming import digest
from openbeat.apps.meetings.services.held import held
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.notices.notice import Notice
    from openbeat.kit.actors import Actor

PLAIN = Arrival()


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: which sort, the words, and on which item if it is a comment."""

    sort: str
    words: Words
    item: AgendaItem | None = None


@transaction.atomic
def send(meeting: Meeting, said: Said, *, by: Actor, at: datetime, arrival: Arrival = PLAIN) -> Contribution:
    """Say it: from now on a look, or an answer to the proposal, is owed before the meeting. Sent twice counts once."""
    meeting = held(meeting)
    once = digest(arrival.once, (said.sort, said.words, said.item.pk if said.item else None))
    if before := queries.said_by(once):
        return before
    _require(may_say(by, BeforehandAct.SEND, meeting, at))
    row = Contribution.objects.create(
        meeting=meeting,
        sort=said.sort,
        item=said.item,
        words=said.words.text,
        language=said.words.language,
        person=by.person or telling.somebody(arrival.contact, said.words.language, by=by, at=at),
        sent_at=at,
        once=once,
    )
    ledger.record(BeforehandAct.SEND, row, by=by, at=at, meeting=meeting.pk, sort=str(said.sort))
    promise = dates_owed.promise_of(row)
    due = dates_owed.answer_by(promise, meeting, at)
    loop.owe(promise, row, debtor=dates_owed.debtor(meeting), at=at, due=due)
    return row


@transaction.atomic
def show(said: Contribution, *, by: Actor, at: datetime) -> Contribution:
    """Let everybody read a comment."""
    return _decided(_held(said), BeforehandAct.SHOW, by=by, at=at, reason="")


@transaction.atomic
def withhold(said: Contribution, *, reason: str, by: Actor, at: datetime) -> Contribution:
    """Do not show it, for a reason that everybody can read; whoever said it is told."""
    said = _decided(_held(said), BeforehandAct.WITHHOLD, by=by, at=at, reason=reason)
    _tell(notices.NOT_SHOWN, said, at=at)
    return said


@transaction.atomic
def accept(said: Contribution, *, part: str, by: Actor, at: datetime, wording: Words | None = None) -> Contribution:
    """Put a proposal or a question on the agenda, in its own words or in those of whoever leads; its sender is told.

    Its own words go when its sender is forgotten; words of whoever leads are the committee's, and stay.
    """
    said = _held(said)
    BEFOREHAND_POLICY.require(by, BeforehandAct.ACCEPT, said)
    sent = Words(said.words, said.language)
    item = items.add(said.meeting, part=part, words=wording or sent, by=by, at=at)
    reworded = wording is not None and wording.text != sent.text
    said = _decided(said, BeforehandAct.ACCEPT, by=by, at=at, item=item, reworded=reworded)
    _tell(notices.ON_AGENDA, said, at=at)
    return said


@transaction.atomic
def decline(said: Contribution, *, why: Words, by: Actor, at: datetime) -> Contribution:
    """Do not put it on the agenda, and say why; whoever sent it is told where the reason stands."""
    why_not = {"answer": why.text, "answer_language": why.language}
    said = _decided(_held(said), BeforehandAct.DECLINE, by=by, at=at, **why_not)
    _tell(notices.NOT_ON_AGENDA, said, at=at)
    return said


@transaction.atomic
def suit(meeting: Meeting, days: list[int], hours: list[str], *, once: str, at: datetime, by: Actor) -> None:
    """Say which days and hours would suit whoever cannot come; it is only counted."""
    mark = digest(once, (days, hours))
    if queries.was_said(mark):
        return
    _require(may_say(by, BeforehandAct.SUIT, meeting, at))
    row = Absence.objects.create(meeting=meeting, days=days, hours=hours, said_at=at, once=mark)
    ledger.record(BeforehandAct.SUIT, row, by=by, at=at, meeting=meeting.pk)


def tell_askers(key: int, *, at: datetime) -> int:
    """Tell whoever asked or proposed something where the answer stands, each once; gives how many."""
    meeting = queries.by_key(key)
    found = queries.to_answer(meeting) if meeting else []
    for said in found:
        place = f"{reverse('meetings:detail', args=[key])}#item-{said.item_id}"
        _tell(notices.ANSWERED, said, at=at, **({"link": place} if said.person and said.person.email else {}))
    return len(found)


def _decided(said: Contribution, act: BeforehandAct, *, by: Actor, at: datetime, **facts: Any) -> Contribution:
    BEFOREHAND_POLICY.require(by, act, said)
    for name, value in {**facts, "stage": BEFOREHAND.after(act), "decided_at": at}.items():
        setattr(said, name, value)
    said.save(update_fields=["stage", "decided_at", *facts])
    ledger.record(act, said, by=by, at=at, meeting=said.meeting_id, reason=facts.get("reason", ""))
    loop.keep(dates_owed.promise_of(said), said, at=at)
    return said


def _held(said: Contribution) -> Contribution:
    meeting = held(said.meeting)
    said = queries.contribution(said.pk).get()
    said.meeting = meeting
    return said


def _tell(notice: Notice, said: Contribution, *, at: datetime, **words: Any) -> None:
    once = f"{notice.name}|{said.pk}"
    telling.about(notice, said, said.meeting, at=at, once=once, **words)


def _require(found: Any) -> None:
    if not found:
        raise Refused(found.reason)

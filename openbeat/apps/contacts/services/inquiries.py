"""Write to a post; take it up, log what was done, answer; and what whoever wrote says of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import lazy

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.inquiries import INQUIRIES, Act, Promise, TurnKind
from openbeat.apps.contacts.models import FollowUp, Inquiry, Turn
from openbeat.apps.contacts.notices import ANSWERED, RECEIVED, SENT_BACK, TAKEN_UP
from openbeat.apps.contacts.policies import INQUIRY_POLICY as POLICY
from openbeat.apps.contacts.policies.inquiries import is_own, role_of
from openbeat.core.department import services as department
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as notices
from openbeat.core.people import services as people
from openbeat.core.people.roles import COMMITTEE
from openbeat.core.web import dates

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Done, Words
    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor

in_words = lazy(dates.words, str)  # said when the message is written, in the language of whoever reads it


@transaction.atomic(savepoint=False)
def write(words: Words, post: Post, *, area: Area, arrival: Arrival, by: Actor, at: datetime) -> Inquiry:
    """Put a person's words before a post, which owes an answer from now on, whoever holds it.

    The same form sent again, word by word, gives the inquiry that was made the first time.
    """
    POLICY.require(by, Act.WRITE, post)
    return _once(Act.WRITE, words, _To(post, area, arrival), by=by, at=at)


@transaction.atomic
def enter(words: Words, post: Post, *, area: Area, arrival: Arrival, by: Actor, at: datetime) -> Inquiry:
    """Write down what somebody said to a post by telephone, in person or on paper: same clock, same receipt."""
    POLICY.require(by, Act.ENTER, post)
    return _once(Act.ENTER, words, _To(post, area, arrival), by=by, at=at)


@dataclass(frozen=True, slots=True)
class _To:
    """Where an inquiry goes, and how it came."""

    post: Post
    area: Area
    arrival: Arrival


def _once(act: Act, words: Words, to: _To, *, by: Actor, at: datetime) -> Inquiry:
    once = _digest(words, to)
    try:
        with transaction.atomic():  # pressed twice: the database lets one of them through
            before = _made_before(once) if to.arrival.contact else None  # nobody is asked twice by e-mail
            return before or _make(act, words, to, once, by=by, at=at)
    except IntegrityError:
        if before := _made_before(once):
            return before
        raise


def _digest(words: Words, to: _To) -> str | None:
    if not to.arrival.once:
        return None
    said = sha256(f"{to.post.pk}|{words.language}|{words.text}".encode()).hexdigest()
    return salted_hmac("openbeat.contacts.once", f"{to.arrival.once}:{said}", algorithm="sha256").hexdigest()


def _made_before(once: str | None) -> Inquiry | None:
    return queries.rows().filter(once=once).first() if once else None


def _make(act: Act, words: Words, to: _To, once: str | None, *, by: Actor, at: datetime) -> Inquiry:
    inquiry = Inquiry.objects.create(
        post=to.post,
        area=to.area,
        words=words.text,
        language=words.language,
        channel=to.arrival.channel,
        once=once,
        written_at=at,
        **_people(act, words, to.arrival, by=by, at=at),
    )
    _recorded(act, inquiry, by=by, at=at, channel=str(to.arrival.channel))
    loop.owe(promise_of(inquiry), inquiry, debtor=Debtor(to.post.area, to.post), at=at)
    _tell_holders(RECEIVED, inquiry, at=at)
    return inquiry


def _people(act: Act, words: Words, arrival: Arrival, *, by: Actor, at: datetime) -> dict[str, Any]:
    somebody = people.take_contact(arrival.contact, words.language, by=by, at=at) if arrival.contact else None
    if act is Act.ENTER:
        return {"written_by": somebody, "entered_by": by.person}
    return {"written_by": by.person or somebody}


def promise_of(inquiry: Inquiry) -> Promise:
    """What is promised about it: neighbours who give their time have longer than the department."""
    return Promise.COMMITTEE if inquiry.post.role in COMMITTEE else Promise.INQUIRY


@transaction.atomic
def take_up(inquiry: Inquiry, *, by: Actor, at: datetime) -> Inquiry:
    """Say that it was read and is being seen to; whoever wrote is told by when there is an answer."""
    inquiry = _step(inquiry, Act.TAKE_UP, by=by, at=at, owned_at=at)
    _tell_writer(TAKEN_UP, inquiry, by=by, at=at, due=_due(inquiry))
    return inquiry


@transaction.atomic
def log(inquiry: Inquiry, done: Done, *, by: Actor, at: datetime) -> FollowUp:
    """Write down a call, a letter, a visit: for whoever holds the post after this day."""
    inquiry = _locked(inquiry)
    POLICY.require(by, Act.LOG, inquiry)
    role = role_of(by, inquiry)
    made = FollowUp.objects.create(
        inquiry=inquiry, kind=done.kind, on=done.on, words=done.words, language=done.language, role=role, at=at
    )
    _recorded(Act.LOG, inquiry, by=by, at=at, kind=str(done.kind))
    return made


@transaction.atomic
def answer(inquiry: Inquiry, words: Words, *, by: Actor, at: datetime) -> Inquiry:
    """Answer: whoever wrote is told, and asked whether it is enough. Each answer is kept. Raises Refused."""
    before = _locked(inquiry)
    facts = {"owned_at": before.owned_at or at, "answered_at": at, "turns_taken": before.turns_taken + 1}
    inquiry = _step(inquiry, Act.ANSWER, by=by, at=at, **facts)
    _turn(inquiry, TurnKind.ANSWER, words, by=by, at=at)
    loop.keep(promise_of(inquiry), inquiry, at=at)
    if inquiry.written_by:
        loop.owe(Promise.CONFIRM, inquiry, debtor=Debtor(inquiry.area, person=inquiry.written_by), at=at)
    _tell_writer(ANSWERED, inquiry, by=by, at=at)
    return inquiry


@transaction.atomic
def confirm(inquiry: Inquiry, *, by: Actor, at: datetime) -> Inquiry:
    """Say that the answer was enough: the loop is closed."""
    inquiry = _step(inquiry, Act.CONFIRM, by=by, at=at, confirmed_at=at)
    loop.keep(Promise.CONFIRM, inquiry, at=at)
    return inquiry


@transaction.atomic
def send_back(inquiry: Inquiry, words: Words, *, by: Actor, at: datetime) -> Inquiry:
    """Say that the answer was not enough, and why: an answer is owed again, and earlier ones stay."""
    number = _locked(inquiry).turns_taken + 1
    inquiry = _step(inquiry, Act.SEND_BACK, by=by, at=at, confirmed_at=None, turns_taken=number)
    _turn(inquiry, TurnKind.SENT_BACK, words, by=by, at=at)
    loop.keep(Promise.CONFIRM, inquiry, at=at)
    loop.owe(promise_of(inquiry), inquiry, debtor=Debtor(inquiry.post.area, inquiry.post), at=at)
    _tell_holders(SENT_BACK, inquiry, at=at)
    return inquiry


@transaction.atomic
def claim(key: str, *, by: Person, at: datetime) -> bool:
    """Whoever holds the receipt says who they are: from now on they are told. Gives whether it is theirs now."""
    inquiry = _locked(queries.by_key(key))
    writer = inquiry.written_by
    if writer and writer.email is None and writer.claimed_at is None:
        inquiry.written_by = None  # a record that nobody signs in to: whoever has the receipt is the one it tells of
    if not POLICY.verdict(by, Act.CLAIM, inquiry):
        return by.is_subject_of(inquiry)
    inquiry.written_by = by
    inquiry.save(update_fields=["written_by"])
    _recorded(Act.CLAIM, inquiry, by=by, at=at)
    return True


def opened(inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """Record that its words are shown, where a page answers to a form; one's own reading is nobody's business."""
    if not is_own(by, inquiry):
        ledger.record(Reading.OPEN, inquiry, by=by, at=at)


def _locked(inquiry: Inquiry) -> Inquiry:
    return queries.rows().select_for_update(of=("self",)).get(pk=inquiry.pk)


def _step(inquiry: Inquiry, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Inquiry:
    inquiry = _locked(inquiry)
    POLICY.require(by, act, inquiry)
    was, inquiry.stage = inquiry.stage, INQUIRIES.after(act)
    for name, value in changes.items():
        setattr(inquiry, name, value)
    inquiry.save(update_fields=["stage", *changes])
    _recorded(act, inquiry, by=by, at=at, was=was, stage=inquiry.stage)
    return inquiry


def _recorded(act: Act, inquiry: Inquiry, *, by: Actor, at: datetime, **facts: Any) -> None:
    ledger.record(act, inquiry, by=by, at=at, role=role_of(by, inquiry), **facts)


def _turn(inquiry: Inquiry, kind: TurnKind, words: Words, *, by: Actor, at: datetime) -> None:
    Turn.objects.create(
        inquiry=inquiry,
        number=inquiry.turns_taken,
        kind=kind,
        words=words.text,
        language=words.language,
        given_by=by.person,
        at=at,
    )


def _due(inquiry: Inquiry) -> str:
    row = queries.promised(inquiry)
    return in_words(row.due_at, "day") if row else ""


def _tell_writer(notice: Notice, inquiry: Inquiry, *, by: Actor, at: datetime, **words: Any) -> None:
    if inquiry.written_by is None or by.is_subject_of(inquiry):
        return
    notices.tell(notice, inquiry.written_by, about=inquiry, at=at, area=inquiry.area.name, **words)


def _tell_holders(notice: Notice, inquiry: Inquiry, *, at: datetime) -> None:
    day = in_words(department.due(promise_of(inquiry), at), "day")
    area, label = inquiry.area.name, inquiry.post.label
    for person in queries.told_of(inquiry.post, at):
        if not person.is_subject_of(inquiry):
            notices.tell(notice, person, about=inquiry, at=at, area=area, post=label, due=day)

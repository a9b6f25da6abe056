"""What people do about messages: see to one, stop more of them; and their words are forgotten in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.notices import channels, hours, queries
from openbeat.core.notices.lifecycle import LIFECYCLE, Act, Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.policies import POLICY
from openbeat.core.notices.services.sending import AT_ONCE, fail, keep
from openbeat.core.notices.services.telling import ask_to_send
from openbeat.core.people import services as people
from openbeat.core.people.models import Person
from openbeat.core.vault import keeping
from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref

CALL_AGAIN = timedelta(minutes=180)  # STANDARDS of telephone surveys: nobody answered, try three hours later
OPEN = (Stage.QUEUED, Stage.SENDING)
WORDS_KEPT = timedelta(days=30)
MESSAGE = "notices.message"


@transaction.atomic
def see_to(message: Message, act: Act, *, by: Actor, at: datetime) -> Message:
    """Do what a person decided about a message that failed, is unknown, or goes by hand. Raises Refused."""
    found = Message.objects.select_for_update(of=("self",)).select_related("way", "person")
    message = found.get(pk=message.pk)
    POLICY.require(by, act, message)
    _EFFECTS[act](message, act, at)
    ledger.record(act, message, by=by, at=at, stage=message.stage, channel=message.channel)
    return message


def _finish(message: Message, act: Act, at: datetime) -> None:
    keep(message, stage=LIFECYCLE.after(act), reason=Reason.NONE, settled_at=at, closed_at=at)


def _call_later(message: Message, _act: Act, at: datetime) -> None:
    next_at, way = at + CALL_AGAIN, message.way
    if way:
        next_at = hours.next_safe(next_at, way.safe_from, way.safe_until, department.department().zone)
    keep(message, attempts=message.attempts + 1, next_at=next_at)


def _wrong(message: Message, _act: Act, at: datetime) -> None:
    fail(message, Reason.WRONG, at=at)


def _resend(message: Message, act: Act, at: datetime) -> None:
    keep(message, stage=LIFECYCLE.after(act), reason=Reason.NONE, detail="", settled_at=None, next_at=at)
    if channels.find(message.channel):
        ask_to_send(message)


def _give_up(message: Message, act: Act, at: datetime) -> None:
    keep(message, stage=LIFECYCLE.after(act), reason=Reason.GIVEN_UP, settled_at=at, closed_at=at)


_EFFECTS: dict[Act, Callable[[Message, Act, datetime], None]] = {
    Act.TOLD: _finish,
    Act.POSTED: _finish,
    Act.CONFIRM: _finish,
    Act.NO_ANSWER: _call_later,
    Act.WRONG: _wrong,
    Act.RESEND: _resend,
    Act.GIVE_UP: _give_up,
}


@transaction.atomic
def stop(key: int | None, *, at: datetime) -> bool:
    """Whoever has the link of a message wants no more at that address; gives whether the link was still good."""
    message = queries.by_link(key)
    if message is None:
        return False
    message = Message.objects.select_for_update(of=("self",)).select_related("way__person").get(pk=message.pk)
    if message.link_used_at or message.way is None:
        return False
    if message.way.stopped_at is None:
        people.stop_way(message.way, by=message.way.person, at=at)
    keep(message, link_used_at=at)
    ledger.record(Act.STOP, message, by=message.way.person, at=at)
    return True


@transaction.atomic
def forget(person: Person, things: Sequence[Ref], *, at: datetime) -> None:
    """Somebody is forgotten: nothing is sent to them any more, and no message tells of their things."""
    waiting = Message.objects.filter(person=person, closed_at=None).exclude(stage=Stage.SENDING)
    waiting.update(stage=Stage.FAILED, reason=Reason.STOPPED, settled_at=at, closed_at=at)
    for thing in things:
        about = Message.objects.filter(about_kind=thing.kind, about_key=thing.key).exclude(stage__in=OPEN)
        about.update(subject="", body="", blanked_at=at)


def purge(*, at: datetime) -> int:
    """Forget the words and addresses of what was seen to a month ago; that it was sent stays. Gives how many."""
    old = Message.objects.filter(closed_at__lt=at - WORDS_KEPT, blanked_at=None)
    old = old.filter(keeping.but_held("about_kind", "about_key")).exclude(pk__in=keeping.held_keys(MESSAGE))
    keys = list(old.order_by("pk").values_list("pk", flat=True)[: AT_ONCE * 10])
    return Message.objects.filter(pk__in=keys).update(address="", subject="", body="", blanked_at=at)


assert set(_EFFECTS) == set(LIFECYCLE.moves), "every act of the lifecycle has its effect"  # noqa: S101

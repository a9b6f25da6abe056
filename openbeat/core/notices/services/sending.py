"""Send what is due. An attempt is claimed and committed before the first byte leaves: so each message goes once, or is
known not to be known."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from openbeat.core.department import queries as department
from openbeat.core.notices import channels, hours, queries
from openbeat.core.notices.channels import Outcome, Result
from openbeat.core.notices.lifecycle import BY_HAND, Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.notice import opens
from openbeat.core.notices.services.telling import ask_to_send, instead
from openbeat.core.receipts import queries as receipts
from openbeat.core.receipts import services as links
from openbeat.kit.refs import Ref

logger = logging.getLogger("openbeat.notices")

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 960))
STUCK = timedelta(minutes=5)  # no attempt takes so long: who claimed it is dead
LOST = timedelta(minutes=10)
LINK_GOOD_FOR = timedelta(days=14)
AT_ONCE = 200


def send(key: int, *, at: datetime) -> None:
    """Try to send one message; nothing happens where it is not due, or was taken. Not inside a transaction."""
    if (message := claim(key, at=at)) is not None:
        settle(message, _attempt(message), at=at)


def claim(key: int, *, at: datetime) -> Message | None:
    """Take a message that is due, so that nobody else sends it; committed before this returns."""
    with transaction.atomic(durable=True):
        due = Message.objects.select_for_update(of=("self",)).select_related("way", "person")
        message = due.filter(pk=key, stage=Stage.QUEUED, next_at__lte=at).first()
        if message is None or channels.find(message.channel) is None:
            return None
        if reason := _too_late(message, at):
            _fail(message, reason, "", at=at)
            return None
        message.stage, message.claimed_at, message.attempts = Stage.SENDING, at, message.attempts + 1
        message.save(update_fields=["stage", "claimed_at", "attempts"])
        return _openable(message, at)


def _openable(message: Message, at: datetime) -> Message:
    """Whoever has no account gets a link that opens their own matter once; it is made for each attempt, kept nowhere.

    Somebody who only follows it gets the address of its page, like everybody.
    """
    if link := opening_link(message, at=at):
        message.link, message.opens_once = link, True
    return message


def opening_link(message: Message, *, at: datetime) -> str:
    """A new link that opens the matter of this message once, for whoever has no account; else empty.

    So has everybody who gets a message of a kind that says so.
    """
    ref = Ref(message.about_kind, message.about_key)
    without = message.person and not message.person.email
    theirs = without and queries.is_theirs(message) and receipts.has_receipt(ref)
    if not theirs and not (opens(message.kind) and message.about_key):
        return ""
    token = links.link(ref, at=at, good_for=LINK_GOOD_FOR)
    with translation.override(message.language):
        return reverse("receipts:link", args=[token])


def _too_late(message: Message, at: datetime) -> Reason | None:
    if message.expires_at and message.expires_at < at:
        return Reason.EXPIRED
    if not message.address or (message.way and message.way.stopped_at):
        return Reason.STOPPED
    return None


def _attempt(message: Message) -> Outcome:
    sender = channels.find(message.channel)
    if sender is None:
        return Outcome(Result.RETRY)
    try:
        return sender.send(message)
    except Exception as problem:
        logger.exception("message %s: the channel %s broke", message.pk, message.channel, exc_info=settings.DEBUG)
        return Outcome(Result.UNKNOWN, type(problem).__name__)


@transaction.atomic
def settle(message: Message, outcome: Outcome, *, at: datetime) -> None:
    """Write down what became of an attempt; a message that a person has seen to meanwhile stays as it is."""
    # An attempt thought dead may come back late: what it knows is better than not knowing.
    open_ = Message.objects.select_for_update(of=("self",)).select_related("way", "person")
    current = open_.filter(
        pk=message.pk, attempts=message.attempts, stage__in=[Stage.SENDING, Stage.UNKNOWN], closed_at=None
    ).first()
    if current is None:
        return
    match outcome.result:
        case Result.SENT | Result.DELIVERED:
            _done(current, Stage(outcome.result.value), outcome.detail, at=at)
        case Result.RETRY:
            _retry(current, outcome.detail, at=at)
        case Result.REFUSED:
            _fail(current, Reason.ADDRESS if outcome.detail == "address" else Reason.REFUSED, outcome.detail, at=at)
        case Result.UNKNOWN:
            _lose(current, outcome.detail, at=at)


def _done(message: Message, stage: Stage, detail: str, *, at: datetime) -> None:
    keep(
        message, stage=stage, reason=Reason.NONE, detail=detail, settled_at=at, closed_at=at, **_forgotten(message, at)
    )


def _retry(message: Message, detail: str, *, at: datetime) -> None:
    if message.attempts > len(DELAYS):
        _fail(message, Reason.EXHAUSTED, detail, at=at)
        return
    next_at = at + DELAYS[message.attempts - 1]
    if message.way:
        next_at = hours.next_safe(next_at, message.way.safe_from, message.way.safe_until, department.department().zone)
    if message.expires_at and message.expires_at < next_at:
        _fail(message, Reason.EXPIRED, detail, at=at)
        return
    keep(message, stage=Stage.QUEUED, detail=detail, next_at=next_at)
    ask_to_send(message, at=next_at)


def _fail(message: Message, reason: Reason, detail: str, *, at: datetime) -> None:
    """It will not arrive this way: the next way takes over, else a person sees to it."""
    replaced = instead(message, at=at)
    over = replaced is not None or message.fleeting or (reason == Reason.STOPPED)
    facts: dict[str, Any] = {"closed_at": at} if over else {}
    keep(message, stage=Stage.FAILED, reason=reason, detail=detail, settled_at=at, **facts, **_forgotten(message, at))


def fail(message: Message, reason: Reason, *, at: datetime) -> None:
    """A person says that it does not arrive this way."""
    _fail(message, reason, "", at=at)


def _lose(message: Message, detail: str, *, at: datetime) -> None:
    # Nobody asks what became of a code: its reader asks for another one.
    facts: dict[str, Any] = {"closed_at": at} if message.fleeting else {}
    keep(message, stage=Stage.UNKNOWN, detail=detail, **facts, **_forgotten(message, at))


def _forgotten(message: Message, at: datetime) -> dict[str, Any]:
    if not message.fleeting or settings.OPENBEAT_DEMO:
        return {}
    return {"subject": "", "body": "", "address": "", "blanked_at": at}


def keep(message: Message, **facts: Any) -> None:
    """Change these facts of the message."""
    for name, value in facts.items():
        setattr(message, name, value)
    message.save(update_fields=list(facts))


def sweep(*, at: datetime) -> None:
    """What a dead worker was sending becomes unknown; what lost its job is asked for again."""
    stuck = Message.objects.filter(stage=Stage.SENDING, claimed_at__lt=at - STUCK).order_by("pk")[:AT_ONCE]
    for message in stuck:
        settle(message, Outcome(Result.UNKNOWN, "worker"), at=at)
    lost = Message.objects.filter(stage=Stage.QUEUED, next_at__lt=at - LOST).exclude(channel__in=sorted(BY_HAND))
    for message in lost.order_by("next_at", "pk").only("fleeting")[:AT_ONCE]:
        ask_to_send(message)

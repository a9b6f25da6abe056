"""Take a letter over for good; read it later, once; forget it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation

from openbeat.core.files.checking import while_asked
from openbeat.core.hooks import inbox
from openbeat.core.hooks.inbox import Done, Told
from openbeat.core.inbox import addresses, counting, queries, reading
from openbeat.core.inbox.counting import PEER, mark
from openbeat.core.inbox.models import Outcome, Parcel
from openbeat.core.jobs import services as jobs
from openbeat.core.vault import keeping
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.core.hooks.inbox import Letter
    from openbeat.core.inbox.addresses import Target
    from openbeat.core.notices.models import Message

logger = logging.getLogger("openbeat.inbox")

READ = "inbox.read"
MOST_A_DAY = 20  # letters on one way: whoever sends more is a program, whatever the head of its letters says
ANSWERS_A_DAY = 5  # of one sender that are answered by a message of ours, on whichever way they came
REPLIES = "+"  # no area has this name: the address to reply to is another one each time, and a loop counts as one
KEPT = timedelta(days=30)
PARCEL = "inbox.parcel"


@transaction.atomic
def take(raw: bytes, *, sender: str, receivers: Sequence[str], at: datetime, peer: str = "") -> int:
    """Keep a letter for each receiver, before the other side is told that we have it; gives how many are new.

    `peer` is the address of whoever handed it over. The same letter again (a sender that did not hear our yes)
    changes nothing.
    """
    new = 0
    for receiver in receivers:
        facts = {"receiver": _safe(receiver), "raw": _with(sender, peer, raw), "received_at": at}
        parcel, made = Parcel.objects.get_or_create(mark=mark("letter", *_facts(raw, receiver)), defaults=facts)
        if made:
            jobs.later(READ, parcel.pk)
            new += 1
    return new


def _with(sender: str, peer: str, raw: bytes) -> bytes:
    """Who SMTP says it is goes in front, as mail servers write it down; it is read, and goes, with the letter."""
    heads = {"Return-Path": f"<{_printable(sender)}>", PEER: _printable(peer)}
    return "".join(f"{name}: {value}\r\n" for name, value in heads.items()).encode("utf-8", "replace") + raw


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:320]


def _head(raw: bytes, name: str) -> str:
    try:
        return str(BytesHeaderParser(policy=compat32).parsebytes(raw[:200_000]).get(name, ""))
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def _from(raw: bytes) -> str:
    return parseaddr(_head(raw, "From"))[1].strip().lower()


def _facts(raw: bytes, receiver: str) -> tuple[str, ...]:
    name = " ".join(_head(raw, "Message-ID").split()) or sha256(raw).hexdigest()
    return name, _from(raw), receiver.lower()


def _safe(receiver: str) -> str:
    return receiver.encode("utf-8", "replace").decode()[:320]


def read(key: int, *, at: datetime) -> Outcome | None:
    """Read a letter and give it to the app it is for; None where that was done before. May be called again."""
    parcel = Parcel.objects.filter(pk=key, outcome=Outcome.WAITS).first()
    if parcel is None or parcel.raw is None:
        return None
    raw = bytes(parcel.raw)
    with while_asked(), translation.override(reading.spoken(raw)):
        found = reading.read(raw, once=parcel.mark, envelope=parseaddr(_head(raw, "Return-Path"))[1])
        with transaction.atomic():
            return _hand_over(key, found, at=at)


def _hand_over(key: int, found: reading.Read, *, at: datetime) -> Outcome | None:
    parcel = Parcel.objects.select_for_update().filter(pk=key, outcome=Outcome.WAITS).first()
    if parcel is None:
        return None
    target = addresses.find(parcel.receiver)
    marks = counting.marks(found, target.area.slug if target and target.area else REPLIES)
    parcel.sender_mark, parcel.way_mark = marks.sender, marks.way
    done = _done(parcel, found, target, at=at)
    parcel.outcome, parcel.raw, parcel.read_at = Outcome(done.outcome), None, at
    parcel.kind, parcel.key = done.ref or ("", "")
    parcel.receiver = addresses.kept(parcel.receiver)
    parcel.save(update_fields=["outcome", "raw", "read_at", "kind", "key", "receiver", "sender_mark", "way_mark"])
    return parcel.outcome


def _done(parcel: Parcel, found: reading.Read, target: Target | None, *, at: datetime) -> Done:
    if found.automatic:
        return Done(Outcome.AUTOMATIC)
    if queries.on_way(parcel.way_mark, parcel.received_at) >= MOST_A_DAY:
        return Done(Outcome.TOO_MANY)
    answered = queries.from_sender(parcel.sender_mark, parcel.received_at)
    return _given(target, found.letter, answers=answered < ANSWERS_A_DAY, at=at)


def _given(target: Target | None, letter: Letter, *, answers: bool, at: datetime) -> Done:
    if target and target.area and (to_area := inbox.to_area()):
        return to_area(target.area, letter, answers=answers, at=at)
    if target and target.message and (told := _told(target.message)) and (reply := inbox.reply(told.ref.kind)):
        return reply(told, letter, answers=answers, at=at)
    return Done(Outcome.NOBODY)


def _told(message: Message) -> Told | None:
    if message.person is None or message.person.forgotten_at:
        return None
    ref = Ref(message.about_kind, message.about_key)
    return Told(message.kind, message.person, ref, message.address, message.queued_at)


def tidy(*, at: datetime) -> int:
    """Forget that letters came a month ago; what was not read stays."""
    old = Parcel.objects.filter(keeping.but_held(), read_at__lt=at - KEPT)
    gone, _each = old.exclude(pk__in=keeping.held_keys(PARCEL)).delete()
    return gone


def sweep(*, at: datetime) -> None:
    """Ask again for letters that lost their job."""
    waits = Parcel.objects.filter(outcome=Outcome.WAITS, received_at__lt=at - queries.STUCK)
    for key in waits.order_by("pk").values_list("pk", flat=True)[:100]:
        jobs.later(READ, key)

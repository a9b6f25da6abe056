"""What was sent to whom, and what waits for a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from openbeat.core.notices.lifecycle import BY_HAND, Channel, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.policies import AREA_ROLES
from openbeat.core.people.models import Need, Person, Way
from openbeat.core.people.roles import Role
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from openbeat.kit.actors import Actor

WAITING = Q(closed_at__isnull=True) & (
    Q(stage__in=[Stage.UNKNOWN, Stage.FAILED]) | Q(stage=Stage.QUEUED, channel__in=sorted(BY_HAND))
)
LATE = timedelta(minutes=15)


def visible_to(actor: Actor) -> QuerySet[Message]:
    """Messages about the areas for which the actor answers; for an administrator all, without their words."""
    found = Message.objects.select_related("area", "person").defer("area__boundary").order_by("next_at", "pk")
    if actor.holds(Role.ADMINISTRATOR):
        return found
    areas = {area for role in AREA_ROLES for area in actor.areas(role)}
    return found.filter(area__in=areas)


def waiting(actor: Actor) -> QuerySet[Message]:
    """What failed, what nobody knows about, and who must be told by voice or letter: the oldest first."""
    return visible_to(actor).filter(WAITING)


def mine(actor: Actor) -> QuerySet[Message]:
    """What was sent to the actor, newest first; each once, and no sign-in codes."""
    found = Message.objects.filter(person=actor.person) if actor.person else Message.objects.none()
    return found.filter(instead_of=None, fleeting=False).order_by("-queued_at", "-pk")


def outbox() -> QuerySet[Message]:
    """Every message, newest first; for the example town only."""
    return Message.objects.select_related("person").order_by("-queued_at", "-pk")


def chain(message: Message) -> list[Message]:
    """The message and what it was sent instead of, back to the first."""
    found = [message]
    while (before := found[-1].instead_of) is not None:
        found.append(before)
    return found


def ways_of(person: Person) -> list[Way]:
    """All ways to reach a person, whether they may be used or not."""
    return list(Way.objects.filter(person=person).order_by("pk"))


def wants_voice(person: Person) -> bool:
    """Whether the person is told by voice, because reading is hard."""
    return Need.objects.filter(person=person, kind=Need.Kind.BY_VOICE).exists()


def letters(actor: Actor, about: Model) -> QuerySet[Message]:
    """The letters about a thing that still have to be posted, of the areas for which the actor answers."""
    ref = Ref.of(about)
    waiting = Message.objects.filter(about_kind=ref.kind, about_key=ref.key, channel=Channel.LETTER)
    areas = {area for role in AREA_ROLES for area in actor.areas(role)}
    return waiting.filter(stage=Stage.QUEUED, closed_at=None, area__in=areas).select_related("person").order_by("pk")


def letters_waiting(actor: Actor, kind: str) -> dict[str, int]:
    """How many letters about each thing of this kind still have to be posted, where the actor answers; by key."""
    areas = {area for role in AREA_ROLES for area in actor.areas(role)}
    rows = Message.objects.filter(about_kind=kind, channel=Channel.LETTER, stage=Stage.QUEUED, closed_at=None)
    counted = rows.filter(area__in=areas).order_by("about_key").values_list("about_key").annotate(Count("pk"))
    return dict(counted)


def by_link(key: int | None) -> Message | None:
    """The message whose link was opened."""
    return Message.objects.filter(pk=key).first() if key is not None else None


def late(at: datetime) -> int:
    """How many messages should have gone out by now: a sign that no worker or no mail server runs."""
    return Message.objects.filter(stage=Stage.QUEUED, channel=Channel.EMAIL, next_at__lt=at - LATE).count()


def in_doubt() -> int:
    """How many messages nobody can say arrived."""
    return Message.objects.filter(stage=Stage.UNKNOWN, closed_at=None).count()

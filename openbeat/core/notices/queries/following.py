"""Who follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Model, Q

from openbeat.core.notices.models import Follow
from openbeat.core.people.models import Person
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from openbeat.core.notices.models import Message
    from openbeat.kit.actors import Actor


def ref_of(what: Ref | Model) -> Ref:
    """What is meant, as a Ref."""
    return what if isinstance(what, Ref) else Ref.of(what)


def followers_of(refs: Iterable[Ref | Model]) -> QuerySet[Person]:
    """Who follows any of these, each once, by key; whoever was forgotten is left out."""
    wanted = Q(pk__in=[])
    for ref in {ref_of(what) for what in refs}:
        wanted |= Q(kind=ref.kind, key=ref.key)
    found = Follow.objects.filter(wanted).order_by().values("person")
    return Person.objects.filter(pk__in=found, forgotten_at=None).order_by("pk")


def is_following(actor: Actor, what: Ref | Model) -> bool:
    """Whether the actor follows it."""
    ref = ref_of(what)
    return bool(actor.person) and Follow.objects.filter(person=actor.person, kind=ref.kind, key=ref.key).exists()


def following(person: Person, what: Ref) -> Follow | None:
    """That this person follows it; None where they do not."""
    return Follow.objects.filter(person=person, kind=what.kind, key=what.key).first()


def followed_by(actor: Actor) -> QuerySet[Follow]:
    """What the actor follows, newest first."""
    return Follow.objects.filter(actor.owns(Follow)).order_by("-made_at", "-pk")


def thing_of(ref: Ref) -> Model | None:
    """The thing itself, of whichever app; None where there is none, or the ref is of no table."""
    try:
        model = apps.get_model(ref.kind)
    except (LookupError, ValueError):
        return None
    found: Model | None = model._default_manager.filter(pk=ref.key).first()
    return found


def is_theirs(message: Message) -> bool:
    """Whether the message tells a person of what is their own, and not of what they only follow."""
    thing = thing_of(Ref(message.about_kind, message.about_key)) if message.about_key else None
    return bool(thing and message.person and message.person.is_subject_of(thing))

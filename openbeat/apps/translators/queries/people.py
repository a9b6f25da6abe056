"""Who translates into which language, and for how long they have worked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.models import Effort, Tongue, Work
from openbeat.apps.translators.policies import is_staff
from openbeat.core.people.models import Person
from openbeat.core.people.roles import STAFF, Role
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.kit.actors import Actor


def all_tongues() -> QuerySet[Tongue]:
    """The languages that people translate into or would, waiting ones first."""
    found = Tongue.objects.filter(ended_at=None, person__forgotten_at=None).select_related("person")
    return found.order_by("admitted_at", "language", "pk")


def own_tongues(actor: Actor) -> list[Tongue]:
    """What somebody says of themselves."""
    return list(all_tongues().filter(actor.owns(Tongue))) if actor.person else []


def waiting_tongues() -> QuerySet[Tongue]:
    """What nobody has decided yet, oldest first."""
    return all_tongues().filter(admitted_at=None).order_by("said_at", "pk")


def tongues_of(actor: Actor) -> frozenset[str]:
    """The languages for which somebody was admitted, as long as they are translator or staff."""
    if actor.person is None or not (actor.holds(Role.TRANSLATOR) or is_staff(actor)):
        return frozenset()
    found = Tongue.objects.filter(person=actor.person, ended_at=None, admitted_at__isnull=False)
    return frozenset(found.order_by("pk").values_list("language", flat=True))


def translators_into(language: str) -> list[Person]:
    """Whoever was admitted for a language and still holds a post that lets them translate."""
    at = now()
    admitted = Tongue.objects.filter(language=language, ended_at=None, admitted_at__isnull=False).order_by("pk")
    roles = [Role.TRANSLATOR, *STAFF]
    found = Person.objects.filter(pk__in=admitted.values("person"), forgotten_at=None)
    holds = found.filter(tenures__post__role__in=roles, tenures__since__lte=at, tenures__until=None)
    return list(holds.distinct().order_by("pk"))


@dataclass(frozen=True, slots=True)
class Hours:
    """What somebody gave: minutes in all, and how many texts of theirs are published."""

    minutes: int
    published: int

    @property
    def hours(self) -> int:
        """Whole hours."""
        return self.minutes // 60

    @property
    def rest(self) -> int:
        """Minutes beyond the whole hours."""
        return self.minutes % 60


def hours_of(person: Person) -> Hours:
    """How long somebody has worked on translations, and what came of it."""
    spent = Effort.objects.filter(person=person).aggregate(sum=Sum("minutes", default=0))
    done = Work.objects.filter(taken_by=person, stage=Stage.PUBLISHED).aggregate(n=Count("pk"))
    return Hours(int(spent["sum"]), int(done["n"]))

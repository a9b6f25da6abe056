"""What was tried and what worked, across all beats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet

from openbeat.apps.progress.models import Reopening, Tried
from openbeat.core.places import queries as places
from openbeat.core.search import queries as search

if TYPE_CHECKING:
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

KIND = "progress.tried"


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for among what was tried."""

    words: str = ""
    field: str = ""
    worked: str = ""
    area: Area | None = None


def tried_visible_to(actor: Actor) -> QuerySet[Tried]:
    """The last word on each task that says what was tried: public, whoever asks. Newest first.

    `came_back` says whether the task was opened again after it.
    """
    again = Reopening.objects.filter(task=OuterRef("task"), at__gt=OuterRef("at"))
    found = Tried.objects.filter(newest=True).select_related("task__area").defer("task__area__boundary")
    return found.annotate(came_back=Exists(again)).order_by(F("at").desc(), "-pk")


def sought(wish: Sought, actor: Actor) -> QuerySet[Tried]:
    """What fits the wish, newest first."""
    found = tried_visible_to(actor)
    if wish.words.strip():
        found = found.filter(pk__in=[int(key) for key in search.keys(wish.words, KIND)])
    if wish.field:
        found = found.filter(field=wish.field)
    if wish.worked:
        found = found.filter(worked=wish.worked)
    return found.filter(task__area__in=places.below(wish.area)) if wish.area else found

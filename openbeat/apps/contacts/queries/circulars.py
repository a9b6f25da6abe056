"""Circulars: who sees which, in which language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.translation import get_language, gettext, gettext_lazy

from openbeat.apps.contacts.lifecycle.circulars import CircularStage
from openbeat.apps.contacts.models import Circular, CircularText
from openbeat.apps.contacts.policies.circulars import AUTHORS, MODERATORS, areas_of
from openbeat.core.department import queries as department
from openbeat.core.hooks import roles
from openbeat.core.hooks.news import News
from openbeat.core.hooks.origins import Card
from openbeat.core.places import queries as places
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

CIRCULAR_KIND = "contacts.circular"
OPEN = (CircularStage.DRAFT, CircularStage.WAITING, CircularStage.RETURNED)
STATIONS = {CircularStage.SENT: Station.ANSWERED, CircularStage.WAITING: Station.HEARD}


def all_circulars() -> QuerySet[Circular]:
    """All circulars with their areas, newest first; for services."""
    found = Circular.objects.select_related("area", "written_by").defer("area__boundary")
    return found.order_by("-begun_at", "-pk")


def circulars_for(actor: Actor) -> QuerySet[Circular]:
    """What was sent, one's own, and what was handed in where the actor looks at it; with the texts."""
    handed_in = Q(area__in=areas_of(actor, MODERATORS)) & ~Q(stage__in=(CircularStage.DRAFT, CircularStage.WITHDRAWN))
    mine = Q(stage=CircularStage.SENT) | actor.owns(Circular) | handed_in
    return _with_texts(all_circulars().filter(mine))


def _with_texts(found: QuerySet[Circular]) -> QuerySet[Circular]:
    # The source first: in_language() takes it where none fits. Where it is blank, its author was forgotten.
    found = found.filter(texts__source=True, texts__title__gt="")
    return found.prefetch_related(Prefetch("texts", CircularText.objects.order_by("-source", "language")))


def sent_in(area: Area, count: int) -> list[Circular]:
    """What was sent in an area and in those in which it lies, newest first. Two queries."""
    found = all_circulars().filter(stage=CircularStage.SENT, area__in=places.above(area))
    return list(_with_texts(found).order_by("-sent_at", "-pk")[:count])


def own_open(actor: Actor) -> list[Circular]:
    """What the actor began and did not send yet."""
    return list(_with_texts(all_circulars().filter(actor.owns(Circular), stage__in=OPEN)))


def waiting_for_look(actor: Actor) -> list[Circular]:
    """What waits for a look where the actor looks, oldest first; one's own left out."""
    areas = areas_of(actor, MODERATORS)
    if not areas:
        return []
    found = all_circulars().filter(stage=CircularStage.WAITING, area__in=areas)
    return list(_with_texts(found.exclude(actor.owns(Circular))).order_by("submitted_at", "pk"))


def areas_to_write_to(actor: Actor) -> list[Area]:
    """The areas to whose followers the actor may write."""
    return [area for key in areas_of(actor, AUTHORS) if (area := places.area(key))]


def circulars_of_month(area: Area, at: datetime) -> QuerySet[Circular]:
    """What was handed in in this month of the department, and waits or was sent."""
    first = at.astimezone(department.zone()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    counted = (CircularStage.WAITING, CircularStage.SENT)
    return Circular.objects.filter(area=area, stage__in=counted, submitted_at__gte=first)


def texts_of(circular: Circular) -> list[CircularText]:
    """The texts, the source first."""
    return list(CircularText.objects.filter(circular=circular).order_by("-source", "language"))


def in_language(texts: Sequence[CircularText], language: str) -> CircularText:
    """The text in this language, else the one that was written first."""
    return next((text for text in texts if text.language == language), texts[0])


def circular_cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of these circulars for other apps and the desk."""
    found = circulars_for(actor).filter(pk__in=[key for key in keys if key.isascii() and key.isdigit()])
    return [_card(circular, actor) for circular in found]


def _card(circular: Circular, actor: Actor) -> Card:
    text = in_language(list(circular.texts.all()), get_language() or "en")
    return Card(
        ref=Ref.of(circular),
        title=text.title or gettext("Circular"),
        language=text.language,
        url=circular.get_absolute_url(),
        kind_label=gettext_lazy("Circular"),
        station=STATIONS.get(CircularStage(circular.stage), Station.OWNED),
        stage_label=circular.get_stage_display(),
        area=circular.area.name,
        own=actor.is_subject_of(circular),
    )


def circular_news(area: Area | None, count: int) -> list[News]:
    """What was sent lately, as a visitor may read it: in the language in which it was written first."""
    found = all_circulars().filter(stage=CircularStage.SENT)
    found = found.filter(area__in=places.below(area)) if area else found
    rows = _with_texts(found).order_by("-sent_at", "-pk")[:count]
    return [_news(circular, circular.texts.all()[0], circular.sent_at) for circular in rows if circular.sent_at]


def _news(circular: Circular, text: CircularText, at: datetime) -> News:
    return News(
        uid=f"{CIRCULAR_KIND}:{circular.pk}",
        title=text.title,
        language=text.language,
        text=text.words,
        url=circular.get_absolute_url(),
        at=at,
        area=circular.area.name,
    )


def author_of(circular: Circular) -> str:
    """Who wrote it, as everybody reads it: a name of their choosing, or the role."""
    person = circular.written_by
    label = str(roles.label(circular.role))
    return f"{person.name_public}, {label}" if person and person.name_public else label

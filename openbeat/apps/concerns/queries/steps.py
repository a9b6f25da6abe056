"""What stands between raised and answered: sentences, voices, wishes, dates; and what was written for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count

from openbeat.apps.concerns.lifecycle import OPEN, Promise, Stage
from openbeat.apps.concerns.models import Concern, MeToo, Question, ReopenRequest, Understanding
from openbeat.apps.concerns.queries.lists import KIND, visible_to, within
from openbeat.core.department import queries as department
from openbeat.core.department.services import END_OF_DAY
from openbeat.core.loop import queries as loop
from openbeat.kit.clock import add_working_days
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from openbeat.core.loop.models import Obligation
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

CATEGORY = "concerns.category"
NUDGED = (Promise.TAKE_UP, Promise.ANSWER)
DAYS_BEFORE = 2  # working days


def category_ref(area_key: int, category: str) -> Ref:
    """A kind of concern in an area, to be followed."""
    return Ref(CATEGORY, f"{area_key}-{category}")


def sentences_of(concern: Concern) -> QuerySet[Understanding]:
    """What was understood, each time it was written, oldest first."""
    return Understanding.objects.filter(concern=concern).order_by("number")


def merged_into(concern: Concern) -> list[Concern]:
    """What goes on with this concern, oldest first."""
    rows = Concern.objects.filter(duplicate_of=concern).select_related("area", "raised_by").defer("area__boundary")
    return list(rows.order_by("raised_at", "pk"))


def voices(concern: Concern) -> int:
    """How many say that it is so for them too, of what was merged into it as well; a person counts once."""
    keys = [concern.pk, *Concern.objects.filter(duplicate_of=concern).order_by("pk").values_list("pk", flat=True)]
    rows = MeToo.objects.filter(concern__in=keys)
    counted = rows.aggregate(people=Count("person", distinct=True), devices=Count("device"))
    return int(counted["people"]) + int(counted["devices"])


def own_voice(concern: Concern, actor: Actor, mark: str) -> QuerySet[MeToo]:
    """What this person, or the device with this mark, said of a concern: one row or none."""
    rows = MeToo.objects.filter(concern=concern)
    if actor.person:
        return rows.filter(person=actor.person)
    return rows.filter(device=mark) if mark else rows.none()


def requests_of(concern: Concern) -> list[ReopenRequest]:
    """Each wish to open it again, oldest first."""
    return list(ReopenRequest.objects.filter(concern=concern).order_by("pk"))


def open_request(concern: Concern) -> ReopenRequest | None:
    """The wish that waits for a decision."""
    return ReopenRequest.objects.filter(concern=concern, decided_at=None).select_related("concern").first()


def requests_by_key(keys: Sequence[str], actor: Actor) -> list[ReopenRequest]:
    """These wishes, where the actor may see the concern; with one query."""
    numbers = [key for key in keys if key.isascii() and key.isdigit()]
    rows = ReopenRequest.objects.filter(pk__in=numbers, concern__in=visible_to(actor).order_by())
    return list(rows.select_related("concern").order_by("pk"))


def request_by_number(key: str) -> ReopenRequest | None:
    """The wish with this key; whoever asks has asked who may."""
    if not (key.isascii() and key.isdigit()):
        return None
    return ReopenRequest.objects.select_related("concern").filter(pk=key).first()


# Dates


def soon(at: datetime) -> datetime:
    """The end of the second working day from now."""
    zone = department.zone()
    day = add_working_days(at.astimezone(zone).date(), DAYS_BEFORE, department.calendar())
    return datetime.combine(day, END_OF_DAY, tzinfo=zone).astimezone(at.tzinfo)


def due_soon(at: datetime, until: datetime) -> list[tuple[Concern, Obligation]]:
    """What has to be acknowledged or answered between now and then, with the promise; by date. Two queries."""
    rows = list(
        loop.open_rows().filter(promise__in=NUDGED, kind=KIND, due_at__gt=at, due_at__lte=until, paused_at=None)
    )
    found = Concern.objects.select_related("area").defer("area__boundary").in_bulk([int(row.key) for row in rows])
    return [(found[int(row.key)], row) for row in rows if int(row.key) in found]


def late_unseen(at: datetime) -> QuerySet[Concern]:
    """Answers that are late and were not brought before the commander yet, the latest first."""
    rows = Concern.objects.filter(stage__in=sorted(OPEN), due_at__lt=at, escalated_at=None)
    return rows.order_by("due_at", "pk")


# What everybody reads of private concerns


def published_questions(area: Area | None = None) -> QuerySet[Question]:
    """Private questions and their answers, as they were written anew for everybody; newest first."""
    rows = Question.objects.select_related("area").defer("area__boundary").order_by("-published_on", "-pk")
    return rows.filter(within(area)) if area else rows


def question_of(concern: Concern) -> Question | None:
    """What everybody reads of this private concern, for who handles it."""
    return Question.objects.filter(concern=concern).first()


def goes_on_with(concern: Concern) -> Concern | None:
    """The concern that this one was merged into, with its area."""
    if concern.duplicate_of_id is None:
        return None
    rows = Concern.objects.select_related("area").defer("area__boundary")
    return rows.filter(pk=concern.duplicate_of_id).exclude(stage=Stage.DUPLICATE).first()

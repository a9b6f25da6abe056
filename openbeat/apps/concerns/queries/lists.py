"""Lists of concerns, and how one of them appears in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.db.models.enums import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import NEXT, OPEN, STATIONS, Act, Stage
from openbeat.apps.concerns.models import Answer, Concern
from openbeat.apps.concerns.policies import POLICY, READERS, words_are_out
from openbeat.apps.concerns.queries.lines import Shown, lines, placed
from openbeat.core.hooks.news import News
from openbeat.core.hooks.origins import Card
from openbeat.core.places import queries as places
from openbeat.core.search import queries as search
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

KIND = "concerns.concern"
LATELY = timedelta(days=90)
PER_PAGE = 25
SOLVED = (Stage.ANSWERED, Stage.CONFIRMED)
AGAIN = "reopened"


def _rows() -> QuerySet[Concern]:
    return Concern.objects.select_related("area").defer("area__boundary")


def visible_to(actor: Actor) -> QuerySet[Concern]:
    """Public concerns (rows, not words), one's own, and all of the areas where the actor reads what is private."""
    return Concern.objects.filter(Q(private=False) | _closer_to(actor)).order_by("-raised_at", "-pk")


def _closer_to(actor: Actor) -> Q:
    areas = {area for role in READERS for area in actor.areas(role)}
    own = actor.owns(Concern)
    return own | Q(area__in=areas) if areas else own


def own(actor: Actor) -> QuerySet[Concern]:
    """What this actor raised, newest first."""
    return _rows().filter(actor.owns(Concern)).order_by("-raised_at", "-pk")


def by_key(key: str | int) -> Concern:
    """The concern with this key, for acts that another app calls for; raises Concern.DoesNotExist."""
    return _rows().get(pk=key)


def by_task(task: str) -> Concern | None:
    """The concern that this task on the chart (as a Ref in text) was made from."""
    return _rows().filter(task=task).order_by("pk").first()


class Sort(TextChoices):
    """In which order a list comes."""

    NEWEST = "newest", _("newest first")
    OLDEST = "oldest", _("oldest first")
    LATE = "late", _("what is late, or due next, first")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to."""

    area: Area | None = None
    category: str = ""
    stage: str = ""
    words: str = ""
    sort: str = Sort.NEWEST


ORDERS: dict[str, tuple[Any, ...]] = {
    Sort.NEWEST: ("-raised_at", "-pk"),
    Sort.OLDEST: ("raised_at", "pk"),
    Sort.LATE: (F("due_at").asc(nulls_last=True), "-raised_at", "-pk"),
}


def within(area: Area) -> Q:
    """Of an area, and of all that lies in it; a neighbourhood shows the beats across which it lies."""
    return Q(area__in=_areas(area))


def _areas(area: Area) -> list[int]:
    if area.kind == "neighbourhood":
        return [beat.pk for beat in places.beats_of(area)]
    return sorted(places.below(area))


def listed(actor: Actor, wanted: Filter) -> QuerySet[Concern]:
    """What this actor may see, narrowed and in the order asked for."""
    return _narrowed(visible_to(actor), actor, wanted).order_by(*ORDERS[wanted.sort])


def _narrowed(rows: QuerySet[Concern], actor: Actor, wanted: Filter) -> QuerySet[Concern]:
    if wanted.area:
        rows = rows.filter(within(wanted.area))
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.stage == AGAIN:
        rows = rows.filter(reopened_at__isnull=False)
    elif wanted.stage:
        rows = rows.filter(stage__in=OPEN if wanted.stage == "open" else [wanted.stage])
    if wanted.words:
        rows = rows.filter(_with_words(actor, wanted))
    return rows


def found(actor: Actor, wanted: Filter, number: str, at: datetime) -> tuple[Page[int], Sequence[Shown]]:
    """One page of that, and how each appears there.

    What everybody sees is asked for once in a second or two; what is the actor's own, or private, anew each time.
    """
    reads = any(actor.areas(role) for role in READERS)
    hers = {} if reads or actor is VISITOR else _own_keys(actor)
    more = _narrowed(_private_to(actor), actor, wanted).count() if reads or any(hers.values()) else 0
    total = listed(actor, wanted).count() if wanted.words else more + _count_for_all(wanted)
    page = Paginator(range(total), PER_PAGE).get_page(number)
    if reads or more or wanted.words:
        return page, _shown_to(actor, wanted, page.number, at)
    shown = _shown_to_all(wanted, page.number)
    here = [line.key for line in shown if line.key in hers]
    own_lines = lines(Concern.objects.filter(pk__in=here).order_by("pk"), actor, at) if here else ()
    anew = {line.concern.pk: line.shown for line in own_lines}
    return page, [anew.get(line.key, line) for line in shown]


def _own_keys(actor: Actor) -> dict[int, bool]:
    """The keys of what this actor raised, and whether each is private."""
    return dict(Concern.objects.filter(actor.owns(Concern)).order_by("pk").values_list("pk", "private"))


def _private_to(actor: Actor) -> QuerySet[Concern]:
    return Concern.objects.filter(_closer_to(actor), private=True)


def _age(wanted: Filter) -> float:
    """For how many seconds a number is kept: that of all in a large city, a hundred thousand, for a minute."""
    all_of_them = (wanted.area, wanted.category, wanted.stage, wanted.words) == (None, "", "", "")
    return 60 if all_of_them and places.is_large() else 2


@memory.for_seconds(_age)
def _count_for_all(wanted: Filter) -> int:
    """How many everybody sees."""
    return listed(VISITOR, wanted).count()


@memory.for_seconds(1, most=64)
def _shown_to_all(wanted: Filter, number: int) -> list[Shown]:
    return _shown_to(VISITOR, wanted, number, now())


def _shown_to(actor: Actor, wanted: Filter, number: int, at: datetime) -> list[Shown]:
    rows = listed(actor, wanted)[(number - 1) * PER_PAGE : number * PER_PAGE]
    return [line.shown for line in lines(rows, actor, at)]


def _with_words(actor: Actor, wanted: Filter) -> Q:
    """By the public search; and for whoever may read more, by the words in the title and the story."""
    words, areas = wanted.words, _areas(wanted.area) if wanted.area else None
    found = Q(pk__in=[int(key) for key in search.keys(words, KIND, areas)])
    hers = actor.owns(Concern) | Q(area__in={area for role in READERS for area in actor.areas(role)})
    inside = Q()
    for word in words.split()[:8]:
        inside &= Q(title__icontains=word) | Q(story__icontains=word)
    return found | (hers & inside)


def cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of these concerns for other apps, with one query; what the actor may not see is left out."""
    rows = visible_to(actor).filter(pk__in=[key for key in keys if key.isascii() and key.isdigit()])
    return [card(placed(concern), actor) for concern in rows]


def card(concern: Concern, actor: Actor) -> Card:
    """The card of one concern."""
    named = bool(POLICY.verdict(actor, Act.NAME, concern)) and bool(concern.title)
    stage = Stage(concern.stage)
    return Card(
        ref=Ref.of(concern),
        title=concern.title if named else str(concern.get_category_display()),
        language=concern.language if named else get_language() or "en",
        url=concern.get_absolute_url(),
        kind_label=_("Private concern") if concern.private else _("Concern"),
        station=STATIONS[stage],
        stage_label=concern.standing,
        area=concern.area.name,
        own=actor.is_subject_of(concern),
        next_step=NEXT[stage],
        due_at=concern.due_at,
    )


# For the parts of other pages


def counts(area: Area | None = None) -> dict[str, int]:
    """How many public concerns stand at each stage, in an area or everywhere."""
    rows = Concern.objects.filter(private=False)
    rows = rows.filter(within(area)) if area else rows
    found = dict(rows.order_by("stage").values_list("stage").annotate(Count("pk")))
    return {stage.value: found.get(stage.value, 0) for stage in Stage}


def stations(area: Area | None = None) -> list[tuple[Stage, int]]:
    """The same by stage, in the order of the loop."""
    found = counts(area)
    return [(stage, found[stage.value]) for stage in Stage]


def answered_lately(actor: Actor, area: Area | None, count: int) -> list[tuple[Concern, Answer]]:
    """What was answered last, with the answer that stands, where its words are released; newest first. Two queries."""
    rows = _released().filter(stage__in=SOLVED, answered_at__isnull=False)  # the index of what was answered is partial
    rows = (rows.filter(within(area)) if area else rows).order_by("-answered_at", "-pk")
    # The few are chosen before their areas are looked up: else SQLite looks through the concerns of every area.
    newest = rows.select_related(None).defer(None).values("pk")[:count]
    found = _rows().filter(pk__in=newest).order_by("-answered_at", "-pk")
    return _with_answers([concern for concern in found if words_are_out(actor, concern)])


def _released() -> QuerySet[Concern]:
    """Public concerns whose words everybody may read."""
    return _rows().filter(private=False, looked_at__isnull=False, words_withheld="").exclude(title="")


def _with_answers(concerns: list[Concern]) -> list[tuple[Concern, Answer]]:
    newest = Answer.objects.filter(concern__in=concerns, number=F("concern__answers_given"))
    by_concern = {answer.concern_id: answer for answer in newest.order_by("pk")}
    return [(concern, by_concern[concern.pk]) for concern in concerns if concern.pk in by_concern]


def new_since(actor: Actor, area: Area, since: datetime, count: int) -> QuerySet[Concern]:
    """What was raised in an area since a moment and is open, oldest first."""
    rows = visible_to(actor).filter(within(area), private=False, stage__in=OPEN, raised_at__gte=since)
    return rows.order_by("raised_at", "pk")[:count]


def to_look_at(actor: Actor, count: int) -> list[Concern]:
    """What waits for a look where this actor looks, oldest first."""
    areas = {area for role in READERS for area in actor.areas(role)}
    if not areas:
        return []
    unseen = Q(looked_at=None) | Q(reopenings__looked_at=None, reopenings__isnull=False)
    unseen |= Q(further__looked_at=None, further__isnull=False)
    rows = _rows().filter(unseen, area__in=areas, private=False).order_by("raised_at", "pk").distinct()
    return list(rows[:count])


def news(area: Area | None, count: int) -> list[News]:
    """What was answered lately, as a visitor may read it."""
    return [
        News(
            uid=f"concerns.answer:{answer.pk}",
            title=concern.title,
            language=concern.language,
            text=answer.text,
            url=concern.get_absolute_url(),
            at=answer.given_at,
            area=concern.area.name,
        )
        for concern, answer in answered_lately(VISITOR, area, count)
    ]

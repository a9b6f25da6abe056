"""The committee's posts, their hand-over sheets, and what the committee waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openbeat.apps.contacts.lifecycle.committee import NewsAct, NewsPromise, Over
from openbeat.apps.contacts.models import HandOver, NewsRequest
from openbeat.apps.contacts.policies import NEWS_POLICY
from openbeat.apps.contacts.policies.committee import ASKED, any_committee
from openbeat.core.department import promises
from openbeat.core.department import queries as department
from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Card
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.people.roles import COMMITTEE
from openbeat.core.places import queries as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Tenure
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor

NEWS_KIND = "contacts.newsrequest"
MOST = 200  # rows looked at for one committee


def sheets_of(post: Post) -> list[HandOver]:
    """All versions of the hand-over sheet of a post, the newest first."""
    return list(HandOver.objects.filter(post=post).order_by("-number"))


def newest_sheet(post: Post, *, lock: bool = False) -> HandOver | None:
    """The hand-over sheet that stands."""
    rows = HandOver.objects.select_for_update(of=("self",)) if lock else HandOver.objects.all()
    return rows.filter(post=post).order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Ending:
    """A post that somebody holds on a committee: the end of the term, and when its sheet was written last."""

    post: Post
    term_until: Any
    deputy: bool
    sheet_at: datetime | None
    is_over: bool


def own_posts(actor: Actor, at: datetime) -> list[Ending]:
    """The committee's posts that this actor holds, with their terms and sheets."""
    if actor.person is None:
        return []
    held = [each for each in people.tenures_of(actor.person).filter(until=None) if each.post.role in COMMITTEE]
    sheets: dict[int, datetime] = {}
    for sheet in HandOver.objects.filter(post__in=[each.post_id for each in held]).order_by("number"):
        sheets[sheet.post_id] = sheet.written_at
    today = at.astimezone(department.zone()).date()
    return [_ending(tenure, sheets, today) for tenure in held]


def _ending(tenure: Tenure, sheets: dict[int, datetime], today: date) -> Ending:
    over = tenure.term_until is not None and tenure.term_until < today
    return Ending(tenure.post, tenure.term_until, tenure.deputy, sheets.get(tenure.post_id), over)


# What is owed


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a post owes: its card as the reader may see it (or none), by when, by the name of the promise."""

    row: Obligation
    card: Card | None
    label: Any


@dataclass(frozen=True, slots=True)
class Awaited(Owed):
    """Something that a committee waits for, the last request for news, and whether it may be asked for now."""

    asked: NewsRequest | None
    may_ask: bool


def owed_by(post: Post, actor: Actor) -> list[Owed]:
    """What a post owes, for its hand-over sheet: what the reader may not see is counted without its words."""
    rows = list(loop.owed_by(post)[:MOST])
    cards = origins.cards(loop.refs_of(rows), actor)
    labels = _labels()
    return [Owed(row, cards.get(Ref(row.kind, row.key)), labels.get(row.promise, row.promise)) for row in rows]


def awaited(areas: Sequence[int], actor: Actor, at: datetime) -> list[Awaited]:
    """What the committees of these areas wait for from the police, as everybody may see it, each thing once; by date.

    A private matter is not there, whoever asks: the committee waits for what the public waits for.
    """
    below = {key for area in areas for key in places.below(area)}
    rows = list(loop.owed_in(below, ASKED).exclude(promise=NewsPromise.NEWS)[:MOST]) if below else []
    cards = origins.cards(loop.refs_of(rows), VISITOR)
    first = {ref: row for row in reversed(rows) if (ref := Ref(row.kind, row.key)) in cards}
    shown = sorted(first.values(), key=lambda row: (row.due_at, row.pk))
    asked = _newest_requests([row.pk for row in shown])
    labels = _labels()
    return [
        Awaited(
            row,
            cards[Ref(row.kind, row.key)],
            labels.get(row.promise, row.promise),
            asked.get(row.pk),
            _may_ask(row, asked.get(row.pk), actor, at),
        )
        for row in shown
    ]


def is_public(row: Obligation) -> bool:
    """Whether everybody may see what is owed: being on a committee opens no private matter."""
    ref = Ref(row.kind, row.key)
    return ref in origins.cards([ref], VISITOR)


def _labels() -> dict[str, Any]:
    return {str(info.name): info.label for info in promises.offered()}


def _may_ask(row: Obligation, asked: NewsRequest | None, actor: Actor, at: datetime) -> bool:
    if asked is not None and asked.over == Over.NO and asked_today(asked, at):
        return False
    return bool(NEWS_POLICY.verdict(actor, NewsAct.ASK, row))


def asked_today(asked: NewsRequest, at: datetime) -> bool:
    """Whether it was asked for on this day of the department."""
    zone = department.zone()
    return asked.asked_at.astimezone(zone).date() == at.astimezone(zone).date()


def _newest_requests(obligations: list[int]) -> dict[int, NewsRequest]:
    rows = NewsRequest.objects.filter(obligation__in=obligations).order_by("asked_at", "pk")
    return {row.obligation_id: row for row in rows}


def areas_of_committee(actor: Actor) -> list[Area]:
    """The areas on whose committee this actor is."""
    return [area for key in any_committee(actor) if (area := places.area(key))]


# Requests for news


def requests() -> QuerySet[NewsRequest]:
    """All requests with what they are about, oldest first."""
    rows = NewsRequest.objects.select_related("area", "obligation", "obligation__owner", "obligation__owner__area")
    return rows.defer("area__boundary", "obligation__owner__area__boundary").order_by("asked_at", "pk")


def settled_requests() -> QuerySet[NewsRequest]:
    """Open requests about what is owed no longer."""
    ended = Q(obligation__kept_at__isnull=False) | Q(obligation__released_at__isnull=False)
    return requests().filter(ended, over=Over.NO)


def request_for(actor: Actor, key: int) -> NewsRequest | None:
    """One request, if the actor has to do with it."""
    found = requests().filter(pk=key).first()
    return found if found and NEWS_POLICY.verdict(actor, NewsAct.READ, found) else None


def subject_of(request: NewsRequest, actor: Actor) -> Card | None:
    """The card of what the request is about, as this actor may see it."""
    ref = Ref(request.obligation.kind, request.obligation.key)
    return origins.cards([ref], actor).get(ref)


def news_cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of requests for other apps and the desk; what the actor has nothing to do with is left out."""
    found = requests().filter(pk__in=[key for key in keys if key.isascii() and key.isdigit()])
    return [_news_card(each) for each in found if NEWS_POLICY.verdict(actor, NewsAct.READ, each)]


def _news_card(request: NewsRequest) -> Card:
    return Card(
        ref=Ref.of(request),
        title=_("The committee of %(area)s asks for news") % {"area": request.area.name},
        language=get_language() or "en",
        url=request.get_absolute_url(),
        kind_label=gettext_lazy("Request for news"),
        station=Station.HEARD if request.over == Over.NO else Station.ANSWERED,
        stage_label=request.get_over_display(),
        area=request.area.name,
    )

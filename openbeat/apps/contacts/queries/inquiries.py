"""Inquiries: whom they are for, how each appears, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openbeat.apps.contacts.lifecycle.inquiries import NEXT, OPEN, STATIONS, Act, Channel, FollowUpKind, Promise, Stage
from openbeat.apps.contacts.models import FollowUp, Inquiry, Turn
from openbeat.core.hooks import roles
from openbeat.core.hooks.origins import Card
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.people.roles import COMMITTEE, Role
from openbeat.core.places import queries as places
from openbeat.core.web.moments import Moment
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.ledger.models import Entry
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

KIND = "contacts.inquiry"
READ = "open"  # what core/ledger/http.py records


def rows() -> QuerySet[Inquiry]:
    """All inquiries with their posts, for services; oldest first."""
    found = Inquiry.objects.select_related("area", "post", "post__area", "written_by")
    return found.defer("area__boundary", "post__area__boundary").order_by("written_at", "pk")


def visible_to(actor: Actor) -> QuerySet[Inquiry]:
    """One's own, and those to the posts that the actor holds or steps in for; newest first."""
    return rows().filter(actor.owns(Inquiry) | _to(actor)).order_by("-written_at", "-pk")


def _to(actor: Actor) -> Q:
    posts = Q(pk__in=[])
    for role in (Role.LIAISON, Role.COMMANDER, *COMMITTEE):
        if areas := actor.areas(role):
            posts |= Q(post__role=role, post__area__in=areas)
    if areas := [*actor.areas(Role.DEPUTY), *actor.areas(Role.COMMANDER)]:
        posts |= Q(post__role=Role.LIAISON, post__area__in=areas)
    if areas := actor.areas(Role.CHAIR):
        posts |= Q(post__role__in=COMMITTEE, post__area__in=areas)
    return posts


def own(actor: Actor) -> QuerySet[Inquiry]:
    """What this actor wrote, newest first."""
    return rows().filter(actor.owns(Inquiry)).order_by("-written_at", "-pk")


def waiting_for(actor: Actor) -> QuerySet[Inquiry]:
    """What is open and waits for this actor, oldest first."""
    return rows().filter(_to(actor), stage__in=OPEN).exclude(actor.owns(Inquiry))


def on_the_desk(actor: Actor, most: int) -> tuple[list[Inquiry], list[Inquiry]]:
    """What waits for this actor, the oldest first, and what the actor wrote, the newest first; in one query."""
    found = rows().filter(actor.owns(Inquiry) | Q(_to(actor), stage__in=OPEN))
    some = list(found.order_by("-stage", "written_at", "pk")[: 2 * most])  # "owned" and "heard" come first
    mine = [each for each in reversed(some) if actor.is_subject_of(each)]
    return [each for each in some if not actor.is_subject_of(each)][:most], mine[:most]


def by_key(key: str | int) -> Inquiry:
    """The inquiry with this key, for acts that receipts call for; raises Inquiry.DoesNotExist."""
    return rows().get(pk=key)


def told_of(post: Post, at: datetime) -> list[Person]:
    """Who is told of what comes to a post: its holders and deputies; where it is vacant, whoever steps in."""
    holders = people.holders(post, at)
    if post.role == Role.LIAISON and (deputy := places.post(post.area_id, Role.DEPUTY)):
        holders = [*holders, *people.holders(deputy, at)]
    if holders:
        return holders
    above = Role.CHAIR if post.role in COMMITTEE else Role.COMMANDER
    found = (places.post(area, above) for area in places.lineage(post.area))
    return next((who for each in found if each and (who := people.holders(each, at))), [])


def cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of these inquiries for other apps, with one query; what the actor may not see is left out."""
    found = visible_to(actor).filter(pk__in=[key for key in keys if key.isascii() and key.isdigit()])
    return [card(inquiry, actor) for inquiry in found]


def card(inquiry: Inquiry, actor: Actor) -> Card:
    """The card of one inquiry: to whom it is, never what it says."""
    stage = Stage(inquiry.stage)
    words = _("Your message to: %(post)s") if actor.is_subject_of(inquiry) else _("A message to: %(post)s")
    return Card(
        ref=Ref.of(inquiry),
        title=words % {"post": inquiry.post.label},
        language=get_language() or "en",
        url=inquiry.get_absolute_url(),
        kind_label=gettext_lazy("Inquiry"),
        station=STATIONS[stage],
        stage_label=stage.label,
        area=inquiry.area.name,
        own=actor.is_subject_of(inquiry),
        next_step=NEXT[stage],
    )


def turns_of(inquiry: Inquiry) -> list[Turn]:
    """Each answer and each time it was sent back, oldest first."""
    return list(Turn.objects.filter(inquiry=inquiry).order_by("number"))


def follow_ups_of(inquiry: Inquiry) -> list[FollowUp]:
    """What was done about it, newest first."""
    return list(FollowUp.objects.filter(inquiry=inquiry).order_by("-on", "-pk"))


def promised(inquiry: Inquiry) -> Obligation | None:
    """The newest row of what is owed about it; what is asked of the person who wrote is left out."""
    ref = Ref.of(inquiry)
    found = [row for row in loop.of_things([ref])[ref] if row.promise != Promise.CONFIRM]
    return found[-1] if found else None


# What happened, in order, by acts and roles; names stay out

TOLD = {
    Act.WRITE: gettext_lazy("Written"),
    Act.TAKE_UP: gettext_lazy("Read and taken up"),
    Act.ANSWER: gettext_lazy("Answered"),
    Act.CONFIRM: gettext_lazy("The answer was enough"),
    Act.SEND_BACK: gettext_lazy("Sent back: the answer was not enough"),
    Act.CLAIM: gettext_lazy("Whoever wrote gave a name and a way to be told"),
}
WHO = {
    "written_by": gettext_lazy("whoever wrote it"),
    "holder": gettext_lazy("whoever holds the receipt"),
    "visitor": gettext_lazy("a resident"),
    "program": gettext_lazy("by a rule of the house"),
}
MARKS = {Act.ANSWER: "ok", Act.CONFIRM: "ok", Act.SEND_BACK: "late"}
KNOWN = frozenset(Act)


def history(inquiry: Inquiry) -> list[Moment]:
    """What was done, oldest first, who read it too: for whoever may read the inquiry."""
    found = [entry for entry in ledger.of(Ref.of(inquiry)) if entry.act in KNOWN or entry.act == READ]
    return [_moment(entry, inquiry) for entry in found]


def _moment(entry: Entry, inquiry: Inquiry) -> Moment:
    role = str(entry.facts.get("role", "")) or _role(entry, inquiry)
    kind = MARKS.get(Act(entry.act), "") if entry.act in KNOWN else ""
    return Moment(entry.at, _told(entry), WHO.get(role) or roles.label(role), kind=kind)


def _role(entry: Entry, inquiry: Inquiry) -> str:
    person = entry.by
    if person is None:
        return entry.actor
    tried = (inquiry.post.role, Role.DEPUTY, Role.COMMANDER, Role.CHAIR)
    return str(next((role for role in tried if person.holds(role, in_=inquiry.post.area_id)), Role.RESIDENT))


def _told(entry: Entry) -> Any:
    if entry.act == READ:
        return _("Read")
    if entry.act == Act.ENTER:
        return _("Written down for somebody, %(channel)s") % {"channel": Channel(entry.facts["channel"]).label}
    if entry.act == Act.LOG:
        return _("Something was done: %(kind)s") % {"kind": FollowUpKind(entry.facts["kind"]).label}
    return TOLD.get(Act(entry.act), entry.act)

"""What concerns offer to the rest of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import demo, queries, services
from openbeat.apps.concerns.lifecycle import Act, Promise
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY, insider
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.files import registry as files
from openbeat.core.hooks import agenda, forgetting, menu, news, origins, panels, search
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.inbox import addresses
from openbeat.core.moderation import queries as appeals
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.core.hooks.origins import Card
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

FEW = 5
ON_THE_FRONT = 3


def area_panel(request: Request, area: Area) -> str:
    """What is open in an area, and what was answered there lately."""
    wanted = queries.Filter(area=area, stage="open")
    found = queries.listed(request.actor, wanted)[:FEW]
    context = {
        "area": area,
        "mail_address": addresses.area_address(area),
        "stations": queries.stations(area),
        "open": queries.lines(found, request.actor, now()),
        "answered": queries.answered_lately(request.actor, area, ON_THE_FRONT),
    }
    return render_to_string("concerns/panels/area.html", context, request=request)


def front_panel(request: Request, _thing: Any) -> str:
    """What was answered lately, for everybody."""
    found = queries.answered_lately(request.actor, None, ON_THE_FRONT)
    return render_to_string("concerns/panels/front.html", {"answered": found}, request=request) if found else ""


def desk_panel(request: Request, _thing: Any) -> str:
    """What somebody raised, and for staff the words that wait for a look."""
    at, actor = now(), request.actor
    context = {
        "own": queries.lines(queries.own(actor)[:FEW], actor, at),
        "waiting": queries.lines(queries.to_look_at(actor, FEW * 4), actor, at),
        "enters": bool(POLICY.verdict(actor, Act.ENTER_AT_MEETING, None)),
    }
    return render_to_string("concerns/panels/desk.html", context, request=request)


def business(area: Area, actor: Actor, at: datetime) -> Iterable[Card]:
    """New concerns that a meeting of the area may take up: public, open, of the last months."""
    fresh = queries.new_since(actor, area, at - queries.LATELY, FEW * 4)
    return [queries.card(queries.placed(concern), actor) for concern in fresh if concern.raised_at <= at]


def sees_photo(actor: Actor, key: str) -> bool:
    """Whether somebody sees a photo that was released."""
    return _door(actor, key, Act.SEE_PHOTO)


def sees_any_photo(actor: Actor, key: str) -> bool:
    """Whether somebody sees a photo that was not released: who sent it, and who looks at it."""
    concern = _seen(actor, key)
    return concern is not None and (bool(insider(actor, concern)) or appeals.decides_about(actor, Ref.of(concern)))


def _door(actor: Actor, key: str, act: Act) -> bool:
    concern = _seen(actor, key)
    return concern is not None and bool(POLICY.verdict(actor, act, concern))


def _seen(actor: Actor, key: str) -> Concern | None:
    return queries.visible_to(actor).filter(pk=key).first()


origins.offer(
    Origin(
        queries.KIND,
        queries.cards,
        done=services.work_done,
        started=services.started,
        planned=services.planned,
        claim=services.claim,
    )
)
forgetting.offer("concerns", services.forget_words)
files.offer(queries.KIND, sees_photo, unreleased=sees_any_photo)
panels.offer("area", Panel("concerns", 20, area_panel))
panels.offer("front", Panel("concerns", 30, front_panel))
panels.offer("desk", Panel("concerns", 20, desk_panel))
menu.offer(Item(_("Concerns"), "concerns:index", 20))
search.offer(queries.KIND, _("Concern"))
news.offer(queries.KIND, queries.news)
agenda.offer(Business(queries.KIND, feedback=False, cards=business))
demos.multiply("concerns.concern")
demos.offer("concerns", 30, demo.stories)
demos.offer("concerns.after", 45, demo.settle)
demos.offer("concerns.ends", 46, demo.ends)
promises.offer(
    PromiseInfo(
        Promise.LOOK,
        _("New concerns looked at"),
        1,
        sentence=_("Within one working day somebody looks at what a resident wrote; then everybody can read it."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.TAKE_UP,
        _("Concerns understood"),
        3,
        sentence=_(
            "Within three working days the liaison officer of the area says in one sentence what they understood."
        ),
    )
)
promises.offer(
    PromiseInfo(
        Promise.ANSWER,
        _("Concerns answered"),
        10,
        sentence=_("Within ten working days whoever raised a concern has an answer, and so has everybody."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.CONFIRM,
        _("Residents asked whether it is solved"),
        14,
        "calendar",
        _("Whoever raised a concern is asked whether the answer solved it. Nobody has to reply."),
    )
)

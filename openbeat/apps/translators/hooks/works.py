"""Translations on the desk, in the menu, on a person's page, and what is promised about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators import demo, queries
from openbeat.apps.translators.lifecycle import OPEN, Promise, Stage
from openbeat.apps.translators.policies import is_staff
from openbeat.apps.translators.services import forgetting
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import menu, origins, panels, texts
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.texts import Keeper
from openbeat.core.people.demo import introduce
from openbeat.core.people.roles import Role
from openbeat.core.translation import languages
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.translators.queries import Line
    from openbeat.core.people.models import Person
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

ON_THE_DESK = 5
STATIONS = {
    Stage.ASKED: Station.HEARD,
    Stage.TAKEN: Station.WORKED_ON,
    Stage.PROPOSED: Station.WORKED_ON,
    Stage.PUBLISHED: Station.ANSWERED,
}


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How these works appear in other apps."""
    found = queries.all_works().filter(pk__in=[key for key in keys if key.isdigit()])
    return [_card(line) for line in queries.lines(found, actor)]


def _card(line: Line) -> Card:
    work, is_open = line.work, line.work.stage in OPEN
    return Card(
        ref=Ref.of(work),
        title=line.title or _g("A private matter"),
        language=line.language if line.title else get_language() or "",
        url=work.get_absolute_url(),
        kind_label=_("Translation"),
        station=STATIONS.get(Stage(work.stage)),
        stage_label=work.get_stage_display(),
        area=work.area.name if work.area else "",
        next_step=languages.name(work.language),
        due_at=work.due_at if is_open else None,
        late=is_open and work.due_at < now(),
    )


def desk_panel(request: Request, _thing: Any) -> str:
    """What I have taken, and what waits for my second look; nothing for whoever does not translate."""
    actor = request.actor
    spoken = queries.tongues_of(actor)
    if not spoken:
        return ""
    context = {
        "taken": queries.lines(queries.mine(actor)[:ON_THE_DESK], actor),
        "looks": queries.looks(actor, spoken)[:ON_THE_DESK],
    }
    return render_to_string("translators/panels/desk.html", context, request=request)


def person_panel(request: Request, person: Person) -> str:
    """Into which languages somebody translates, and how long they have worked on it."""
    tongues = queries.own_tongues(person)
    if not tongues:
        return ""
    context = {"tongues": tongues, "hours": queries.hours_of(person), "own": request.actor.is_subject_of(person)}
    return render_to_string("translators/panels/person.html", context, request=request)


def works_here(actor: Actor) -> bool:
    """Whether the menu shows the way to the queue."""
    return actor.holds(Role.TRANSLATOR) or is_staff(actor)


origins.offer(Origin(queries.KIND, cards))
texts.keep("translators", Keeper(forgetting.forget, forgetting.begin_anew))
introduce(demo.MYA)
demos.offer("translators", 99, demo.make)
panels.offer("desk", Panel("translators", 40, desk_panel))
panels.offer("person", Panel("translators", 40, person_panel))
menu.offer(Item(_("Translate"), "translators:queue", 60, works_here))
promises.offer(
    PromiseInfo(
        Promise.WORK,
        _("Texts translated that staff asked for"),
        10,
        sentence=_("Within ten working days somebody translates it, and a second person reads it again."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.URGENT,
        _("Urgent texts translated"),
        2,
        sentence=_("What is urgent is translated and read again within two working days."),
    )
)

"""Tactics on the pages of other apps, on the desk, in the log of what is not shown; and what is promised about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import demo, queries
from openbeat.apps.progress.lifecycle import Promise, TacticAct, TacticStage, Withheld
from openbeat.apps.progress.policies import TACTIC_POLICY
from openbeat.apps.progress.services import answers
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import moderation, origins, panels, search
from openbeat.core.hooks.moderation import Moderated, Part
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Tactic, TacticAnswer
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

KIND = "progress.tactic"
ANSWER = "progress.tacticanswer"
STATIONS = {TacticStage.PROPOSED: Station.HEARD, TacticStage.IN_USE: Station.WORKED_ON}


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How tactics appear in other apps, and on the desk where a reason or a look is owed."""
    found = queries.tactics_visible_to(actor).filter(pk__in=[key for key in keys if key.isdigit()])
    return [_card(tactic) for tactic in found]


def _card(tactic: Tactic) -> Card:
    return Card(
        ref=Ref.of(tactic),
        title=tactic.words,
        language=tactic.language,
        url=tactic.get_absolute_url(),
        kind_label=_("Proposed tactic"),
        station=STATIONS.get(TacticStage(tactic.stage)),
        stage_label=tactic.get_stage_display(),
        area=tactic.area.name,
    )


def panel(request: Request, thing: Any) -> str:
    """The tactics for a thing of another app that has an area and is public: a concern, a priority."""
    about = thing if isinstance(thing, Ref) else Ref.of(thing)
    tasks = [Ref.of(task) for task in queries.of_origin(about)]  # what is proposed for a task of it is for it too
    by_ref = queries.of_refs([about, *tasks])
    found = [tactic for ref in (about, *tasks) for tactic in by_ref[ref]]
    area = getattr(thing, "area", None)
    may = area is not None and bool(TACTIC_POLICY.verdict(request.actor, TacticAct.PROPOSE, area))
    if not found and not (may and about in origins.cards([about], VISITOR)):
        return ""
    context = {"tactics": found, "area": area, "about": str(about), "may_propose": may}
    return render_to_string("progress/panels/tactics.html", context, request=request)


def shown(key: str, _part: str) -> Part:
    """The words that are not shown, for whoever decides about an appeal."""
    answer = queries.answer_by_key(key)
    return Part(answer.words, answer.language) if answer else Part()


def thing(key: str) -> TacticAnswer | None:
    """The answer with this key."""
    return queries.answer_by_key(key)


origins.offer(Origin(KIND, cards))
demos.offer("progress.tactics", 70, demo.tactics)
panels.offer("priority", Panel("progress.tactics", 30, panel))
search.offer("progress.tried", _("What was tried"))
moderation.offer(
    Moderated(
        ANSWER,
        label=_("Answer to a tactic"),
        parts={"words": _("the words")},
        reasons={reason.value: reason.label for reason in Withheld},
        thing=thing,
        shown=shown,
        lift=answers.show_again,
        who=_(
            "Of an answer to a tactic, the police of the area, its block contact or its chair decide whether everybody "
            "can read the words. They have three working days. The answer counts in any case."
        ),
    )
)
promises.offer(
    PromiseInfo(
        Promise.REASON,
        _("Reasons for tactics that are not wanted"),
        5,
        sentence=_(
            "When residents do not want a tactic that is in use, the police have five working days. They publish why "
            "they use it all the same, or give it up."
        ),
    )
)
promises.offer(
    PromiseInfo(
        Promise.WORDS,
        _("Answers to tactics looked at"),
        3,
        sentence=_(
            "Within three working days somebody looks at what residents wrote about a tactic. Then all can read it."
        ),
    )
)

"""What minutes offer to other apps: where a thing was spoken of, and how minutes appear on a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import MinutesPromise
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.notices import queries as outbox
from openbeat.core.web import dates
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Minutes
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

MINUTES, AMENDMENT, APPROVAL = "meetings.minutes", "meetings.amendment", "meetings.approval"


def minutes_cards(keys: Sequence[str], _actor: Actor) -> Iterable[Card]:
    """How minutes appear in other apps: everybody may know of them."""
    found = queries.of_meetings().filter(pk__in=_numbers(keys))
    return [_card(Ref.of(minutes), minutes, _("Minutes"), minutes.get_absolute_url()) for minutes in found]


def amendment_cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How proposals appear: to whoever leads, on the desk, and to whoever proposed, by receipt; never their words."""
    return [
        _card(
            Ref.of(amendment),
            amendment.minutes,
            _("Amendment to minutes"),
            amendment.get_absolute_url(),
            own=actor.is_subject_of(amendment),
            stage=amendment.get_stage_display(),
        )
        for amendment in queries.amendments().filter(pk__in=_numbers(keys))
    ]


def approval_cards(keys: Sequence[str], _actor: Actor) -> Iterable[Card]:
    """How an approval that is owed appears on the desk."""
    return [
        _card(Ref.of(approval), approval.minutes, _("Minutes to approve"), approval.get_absolute_url())
        for approval in queries.approvals().filter(pk__in=_numbers(keys))
    ]


def _numbers(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if key.isdigit()]


def _card(ref: Ref, minutes: Minutes, kind: Any, url: str, *, own: bool = False, stage: Any = "") -> Card:
    meeting = minutes.meeting
    return Card(
        ref=ref,
        title=meeting.title,
        language=meeting.language,
        url=url,
        kind_label=kind,
        station=Station.ANSWERED if minutes.is_published else Station.WORKED_ON,
        stage_label=stage or minutes.get_stage_display(),
        area=meeting.area.name,
        own=own,
        next_step=dates.words(meeting.starts_at, "day"),
    )


def spoken_of(request: Request, thing: Any) -> str:
    """At which meetings a thing of another app was spoken of, with what was said about it there."""
    ref = Ref.of(thing)
    said_there = getattr(thing, "channel", "") == "meeting"  # what came by another way was never a released line
    items, line = queries.that_speak_of(ref), queries.raised_from(ref) if said_there else None
    if not (items or line):
        return ""
    return render_to_string("meetings/panels/spoken.html", {"items": items, "line": line}, request=request)


def letter_runs(request: Request, _thing: Any) -> str:
    """On the desk of whoever prints and posts them: for which minutes letters wait, and how many."""
    waiting = outbox.letters_waiting(request.actor, MINUTES) if request.actor.person else {}
    runs = queries.with_letters(waiting) if waiting else []
    return render_to_string("meetings/panels/letters.html", {"runs": runs}, request=request) if runs else ""


origins.offer(Origin(MINUTES, minutes_cards))
origins.offer(Origin(AMENDMENT, amendment_cards))
origins.offer(Origin(APPROVAL, approval_cards))
for place in ("concern", "task"):
    panels.offer(place, Panel("meetings", 50, spoken_of))
panels.offer("desk", Panel("meetings.letters", 35, letter_runs))
promises.offer(
    PromiseInfo(
        MinutesPromise.WINDOW,
        _("Drafts of minutes open for amendments"),
        7,
        "calendar",
        _("For seven days after the draft is out, those who were there can say what should be put otherwise."),
    )
)
promises.offer(
    PromiseInfo(
        MinutesPromise.AMENDMENT,
        _("Proposed amendments answered"),
        5,
        sentence=_("Within five working days each proposed amendment is accepted or declined, with the reason."),
    )
)
promises.offer(
    PromiseInfo(
        MinutesPromise.APPROVAL,
        _("Minutes approved"),
        5,
        sentence=_(
            "Within five working days after that the chair and the liaison officer approve the minutes. "
            "Otherwise the minutes are published and say who did not."
        ),
    )
)

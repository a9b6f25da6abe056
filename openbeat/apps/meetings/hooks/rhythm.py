"""The promise that each beat meets in its rhythm, and how it appears on a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import LONGEST, UNLESS_SAID, Promise
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Card, Origin
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor

KIND = "meetings.rhythm"


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """The next meeting that a beat owes, as a card."""
    for rhythm in queries.rhythms([int(key) for key in keys if key.isdigit()]):
        with override(rhythm.area.name_language):
            title = _("The next beat meeting: %(area)s") % {"area": rhythm.area.name}
        yield Card(
            ref=Ref.of(rhythm),
            title=title,
            language=rhythm.area.name_language,
            url=rhythm.get_absolute_url(),
            kind_label=gettext_lazy("Promised rhythm"),
            station=Station.OWNED,
            area=rhythm.area.name,
            next_step=gettext_lazy("The commander sees to it that a meeting is announced and held."),
        )


origins.offer(Origin(KIND, cards))
promises.offer(
    PromiseInfo(
        Promise.RHYTHM,
        gettext_lazy("Beats meet in their promised rhythm"),
        LONGEST[UNLESS_SAID],
        clock="calendar",
        sentence=gettext_lazy(
            "Each beat meets as often as was promised for it: once a month unless it says otherwise."
        ),
    )
)

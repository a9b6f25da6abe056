"""What is late stands first in the feedback, whenever it came onto the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Part
from openbeat.apps.meetings.services import filling
from openbeat.apps.meetings.tests.makers import NOON, a_meeting
from openbeat.core.hooks import agenda, origins
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.origins import Card, Origin
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.cast import Cast

KIND = "x.task"


def test_what_becomes_late_after_it_came_onto_the_agenda_moves_to_the_front(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: set[str] = set()

    def cards(*_args: object, **_since: object) -> Iterable[Card]:
        return [Card(Ref(KIND, key), key, "en", "/x/", late=key in late) for key in ("1", "2", "3")]

    monkeypatch.setattr(agenda, "_OFFERED", {KIND: Business(KIND, feedback=True, cards=cards)})
    monkeypatch.setattr(origins, "_OFFERED", {KIND: Origin(KIND, cards)})
    meeting = a_meeting(cast)
    filling.fill(meeting, at=NOON)

    def order() -> list[str]:
        [feedback] = [part for part in queries.agenda(meeting, VISITOR) if part.part == Part.FEEDBACK]
        return [line.card.title for line in feedback.lines if line.card]

    before = order()
    late.update({"3"})

    assert (before, order()) == (["1", "2", "3"], ["3", "1", "2"])

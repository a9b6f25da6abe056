"""What the tests of the pages share: the clock, and another app."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings.tests.makers import NOON, PLAN
from openbeat.core.hooks import agenda, origins
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.origins import Card, Origin
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openbeat.kit.actors import Actor

AFTER = PLAN.ends_at - NOON + timedelta(hours=1)
KEY = "x.thing"
HOUSE = "openbeat.apps.meetings."


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The clock of the pages stands at NOON; the fixture moves it."""

    def move(by: timedelta) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith(HOUSE) and ".tests" not in name and hasattr(module, "now"):
                monkeypatch.setattr(module, "now", lambda: NOON + by)
        monkeypatch.setattr("openbeat.kit.clock.now", lambda: NOON + by)

    move(timedelta())
    return move


@pytest.fixture
def thing(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Another app: one new thing for the agenda, and what it hears."""
    heard: dict[str, list[str]] = {"started": [], "hidden": []}

    def cards(keys: Sequence[str], actor: Actor) -> list[Card]:
        return [Card(Ref(KEY, key), "Dark path", "en", "/x/") for key in keys if key not in heard["hidden"]]

    def started(key: str, **_facts: object) -> None:
        heard["started"].append(key)

    fresh = Business("new", feedback=False, cards=lambda _area, actor, _at: cards(["9"], actor))
    monkeypatch.setattr(agenda, "_OFFERED", {"new": fresh})
    monkeypatch.setitem(origins._OFFERED, KEY, Origin(KEY, cards, started=started))
    return heard

"""What the tests of the pages share: the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress.tests.makers import NOON

if TYPE_CHECKING:
    from collections.abc import Callable


FIRST, SECOND = NOON + timedelta(days=2), NOON + timedelta(days=3)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The clock of the pages stands at NOON; the fixture moves it."""

    def move(by: timedelta) -> None:
        for module in ("views.pages", "views.acts", "views.tactics", "views.own", "hooks.chart"):
            monkeypatch.setattr(f"openbeat.apps.progress.{module}.now", lambda: NOON + by)
        monkeypatch.setattr("openbeat.kit.clock.now", lambda: NOON + by)

    move(timedelta())
    return move

"""Two at the same time, on a database that lets them: one concern, one answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Arrival, Reply, Said, Stage
from openbeat.apps.concerns.models import Answer, Concern
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.receipts import services as receipts
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict
from tests.cast import a_cast

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory knows one connection only"),
]
SAID = Said("Street light out", "Dark since May.", "en", "lighting")


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    """Do the same in several threads at the same moment; an exception is a result too."""
    start = Barrier(number)

    def run(index: int) -> Any:
        try:
            start.wait()
            return act(index)
        except Exception as problem:  # noqa: BLE001  the test looks at it
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_eight_presses_of_one_button_make_one_concern_and_one_code() -> None:
    cast = a_cast()

    def press(_index: int) -> str:
        concern = services.raise_concern(SAID, area=cast.beat, by=VISITOR, at=NOON, arrival=Arrival(once="a-form"))
        return receipts.issue(concern, "a-form", concern.raised_at)

    codes = at_once(8, press)

    assert len(set(codes)) == 1, codes
    assert Concern.objects.count() == 1


def test_of_two_who_answer_at_once_one_hears_of_the_other() -> None:
    cast = a_cast()
    concern = a_concern(cast, Stage.TAKEN_UP)

    found = at_once(2, lambda index: services.answer(concern, Reply(f"Answer {index}", "en"), by=cast.lee, at=NOON))

    assert sorted(isinstance(result, Conflict) for result in found) == [False, True], found
    assert Answer.objects.count() == 1

"""Acts for the tests of the log: two invented kinds of things, one open and one sealed, and what is done to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from openbeat.core.ledger import registry, services
from openbeat.core.ledger.models import Entry
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
OPEN, SEALED = "tests.open", "tests.sealed"


class Act(StrEnum):
    RAISE = "raise"
    ANSWER = "answer"
    LOOK = "look"  # not accountable


@contextmanager
def kinds() -> Iterator[None]:
    """Two kinds are known while this lasts, and nothing else."""
    before = dict(registry._KINDS)
    registry._KINDS.clear()
    registry.accountable(OPEN, {Act.RAISE: ("category",), Act.ANSWER: ("was", "stage")})
    registry.accountable(SEALED, {Act.RAISE: (), Act.ANSWER: ("stage",)}, sealed=True)
    try:
        yield
    finally:
        registry._KINDS.clear()
        registry._KINDS.update(before)


def thing(number: int, *, sealed: bool = False) -> Ref:
    return Ref(SEALED if sealed else OPEN, str(number))


def act(number: int = 1, what: Act = Act.RAISE, *, sealed: bool = False, at: datetime = NOON, **facts: Any) -> Entry:
    return services.record(what, thing(number, sealed=sealed), by=VISITOR, at=at, **facts)

"""Whatever people do in whatever order, the constraints hold and the promises fit the stage."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import (
    LIFECYCLE,
    NEXT,
    OPEN,
    STATIONS,
    Correction,
    End,
    Look,
    NewDate,
    NoAction,
    Promise,
    Reply,
    Ruling,
    Sentence,
    Stage,
    Withheld,
)
from openbeat.apps.concerns.models import Concern, ReopenRequest
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.places import queries as places
from openbeat.kit.policy import Conflict, Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

type Step = Callable[[Concern, Actor, datetime, Random], object]

STEPS: list[Step] = [
    lambda concern, by, at, _rng: services.take_up(concern, by=by, at=at),
    lambda concern, by, at, rng: services.answer(
        concern, Reply("Done.", "en", max(0, concern.answers_given - rng.choice([0, 0, 1]))), by=by, at=at
    ),
    lambda concern, by, at, _rng: services.confirm(concern, by=by, at=at),
    lambda concern, by, at, _rng: services.reopen(concern, Reply("Not solved.", "en"), by=by, at=at),
    lambda concern, by, at, rng: services.look(concern, Look(rng.choice(["", Withheld.NAME])), by=by, at=at),
    lambda concern, by, at, _rng: services.move(concern, to=_other(concern), by=by, at=at),
    lambda concern, by, at, rng: services.started(str(concern.pk), by=by, at=at, words=rng.choice(["", "A task"])),
    lambda concern, by, at, _rng: services.planned(str(concern.pk), by=by, at=at),
    lambda concern, by, at, rng: services.acknowledge(
        concern, Sentence("A lamp is out.", "en", rng.random() < 0.5), by=by, at=at
    ),
    lambda concern, by, at, rng: services.correct(concern, Correction(rng.random() < 0.5, "No."), by=by, at=at),
    lambda concern, by, at, _rng: services.not_ours(concern, End("Not ours.", "en", "The city"), by=by, at=at),
    lambda concern, by, at, _rng: services.no_action(
        concern, End("Nothing.", "en", reason=NoAction.CHECKED), by=by, at=at
    ),
    lambda concern, by, at, _rng: services.merge(concern, _another(concern), End("Before.", "en"), by=by, at=at),
    lambda concern, by, at, rng: services.shift(
        concern, NewDate((at + timedelta(days=rng.randint(0, 30))).date(), "Parts are late.", "en"), by=by, at=at
    ),
    lambda concern, by, at, _rng: services.ask_to_reopen(concern, Reply("It is back.", "en"), by=by, at=at),
    lambda concern, by, at, rng: services.decide(
        _wish(concern), Ruling(rng.random() < 0.5, "We looked.", "en"), by=by, at=at
    ),
    lambda concern, by, at, rng: services.me_too(concern, by=by, at=at, device=rng.choice(["", "a", "b"])),
    lambda _concern, _by, at, _rng: services.escalate(at=at),
    lambda concern, by, at, rng: services.work_done(str(concern.pk), by=by, at=at, words=rng.choice(["", "Done."])),
]


def _another(concern: Concern) -> Concern:
    found = Concern.objects.exclude(pk=concern.pk).filter(area=concern.area, private=False).order_by("pk").first()
    if found is None:
        raise Refused
    return found


def _wish(concern: Concern) -> ReopenRequest:
    found = queries.open_request(concern)
    if found is None:
        raise Refused
    return found


PEOPLE = ("rosa", "noor", "lee", "lena", "lou", "cora", "visitor")


def _other(concern: Concern) -> Area:
    return next(area for area in places.areas("beat") if area.pk != concern.area_id)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.slow
def test_random_walks_never_break_what_is_promised(cast: Cast, seed: int) -> None:
    rng = Random(seed)  # noqa: S311  a walk, not a secret
    concern, at = a_concern(cast, private=seed % 3 == 0), NOON + timedelta(days=1)
    a_concern(cast, by="noor")
    for _step in range(60):
        at += timedelta(hours=rng.randint(1, 40))
        before = (concern.stage, Entry.objects.count())
        with suppress(Refused, Conflict):
            rng.choice(STEPS)(concern, cast[rng.choice(PEOPLE)], at, rng)
        concern.refresh_from_db()
        concern.full_clean(exclude=["once", "lon", "lat", "taken_up_at", "answered_at", "confirmed_at", "due_at",
                                    "acknowledged_at", "reopened_at", "escalated_at", "duplicate_of",
                                    "looked_at", "raised_by", "entered_by"])  # fmt: skip
        if concern.stage != before[0]:
            assert Entry.objects.count() > before[1], "a stage changed without a record"
        _promises_fit(concern)


def _promises_fit(concern: Concern) -> None:
    rows = Obligation.objects.filter(kind=queries.KIND, key=str(concern.pk), kept_at=None, released_at=None)
    owed = {row.promise: row for row in rows}
    assert (Promise.ANSWER in owed) == (concern.stage in OPEN)
    assert (Promise.TAKE_UP in owed) == (concern.stage == Stage.RAISED)
    assert (Promise.CONFIRM in owed) == (concern.stage == Stage.ANSWERED)
    if Promise.ANSWER in owed:
        assert owed[Promise.ANSWER].due_at == concern.due_at
        assert owed[Promise.ANSWER].area_id == concern.area_id


def test_every_stage_has_a_station_and_says_what_happens_next() -> None:
    assert set(STATIONS) == set(NEXT) == set(Stage)
    assert {move.target for move in LIFECYCLE.moves.values()} <= set(Stage)

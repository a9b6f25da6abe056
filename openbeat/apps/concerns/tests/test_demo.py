"""The example town's concerns are legal, and of every kind that somebody should see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from openbeat.apps.concerns import demo, queries
from openbeat.apps.concerns.lifecycle import Promise, Stage
from openbeat.apps.concerns.models import Answer, Concern, Question, Reopening, ReopenRequest
from openbeat.core.hooks.demo import Town
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation, Shift
from openbeat.core.people.demo import BUILDER, LONG_AGO, NOON, a_cast
from openbeat.core.places import demo as places
from openbeat.core.places import queries as areas
from openbeat.kit import memory

NOW = NOON + timedelta(days=600)


@pytest.fixture
def town(db: None) -> Town:
    places.the_town(NOW - LONG_AGO, BUILDER)
    memory.forget_all()
    cast = a_cast(NOW - LONG_AGO)
    built = Town(now=NOW, size="small", cast=cast, areas=tuple(areas.areas("beat")))
    demo.stories(built)
    demo.settle(built)
    demo.ends(built)
    return built


@pytest.mark.slow
def test_the_town_shows_every_stage_what_is_late_and_what_came_back(town: Town) -> None:
    found, all_of_them = queries.counts(), Concern.objects.count()
    assert all(found[stage.value] for stage in Stage if stage != Stage.WORKED_ON)  # no chart here: nothing begins
    assert found[Stage.CONFIRMED] > found[Stage.RAISED]
    assert 0 < Concern.objects.filter(due_at__lt=NOW).count() < all_of_them / 4
    assert Reopening.objects.count() > 3
    assert Concern.objects.exclude(reopened_at=None).exists()
    assert Concern.objects.exclude(escalated_at=None).exists()
    assert Concern.objects.filter(me_toos__gte=3, duplicates__isnull=False).exists()
    assert set(ReopenRequest.objects.values_list("granted", flat=True)) == {None, False}
    assert (Question.objects.count(), Shift.objects.exists()) == (1, True)
    assert Concern.objects.filter(private=True).count() >= 3
    assert Concern.objects.exclude(words_withheld="").count() >= 2
    assert {"en", "es", "my", "ar"} == set(Concern.objects.values_list("language", flat=True))

    titles = list(Concern.objects.order_by("pk").values_list("title", flat=True))
    assert "Cars race on Weir Street after ten at night" in titles
    assert not any("{" in title for title in titles)

    kept = Obligation.objects.filter(promise=Promise.ANSWER, kept_at__isnull=False)
    in_time = [row.kept_at <= row.first_due_at for row in kept if row.kept_at]
    assert 0.6 < sum(in_time) / len(in_time) < 1
    for model, field in ((Entry, "at"), (Answer, "given_at"), (Obligation, "made_at")):
        assert newest(model, field) <= NOW, "nothing lies in the future"


def newest(model: Any, field: str) -> datetime:
    """The last moment in a column."""
    moments: list[datetime] = [at for at in model.objects.values_list(field, flat=True) if at]
    return max(moments)

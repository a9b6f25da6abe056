"""What can be asked for later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from openbeat.core.jobs import registry


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})
    monkeypatch.setattr(registry, "_PERIODS", {})


def test_a_name_finds_its_function() -> None:
    @registry.task("a.job", tries=2)
    def work() -> None: ...

    assert registry.find("a.job") == registry.Job("a.job", work, 2)


def test_an_unknown_name_fails_loudly() -> None:
    with pytest.raises(registry.UnknownJob, match=r"no installed app does 'a\.job'"):
        registry.find("a.job")


def test_two_functions_cannot_share_a_name() -> None:
    @registry.task("a.job")
    def work() -> None: ...

    with pytest.raises(registry.NameTaken):

        @registry.task("a.job")
        def other() -> None: ...


def test_a_slot_begins_at_a_round_time_and_lasts_its_minutes() -> None:
    @registry.every(minutes=15)("a.job")
    def work() -> None: ...

    begins, within, after = (datetime(2026, 5, 4, 12, minute, 30, tzinfo=UTC) for minute in (0, 14, 15))

    assert registry.slots(begins) == registry.slots(within) == {"a.job": datetime(2026, 5, 4, 12, tzinfo=UTC)}
    assert registry.slots(after) == {"a.job": datetime(2026, 5, 4, 12, 15, tzinfo=UTC)}


def test_what_runs_often_is_not_tried_for_hours() -> None:
    @registry.every(minutes=1)("often")
    def often() -> None: ...

    @registry.every(minutes=24 * 60)("daily")
    def daily() -> None: ...

    assert (registry.find("often").tries, registry.find("daily").tries) == (3, 10)

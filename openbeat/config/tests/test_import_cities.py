"""Files as cities publish them, from the command to the public figures: exactly these complaints, and counted right."""

from __future__ import annotations

from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times

from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.tests.cities import CITIES, Recount, a_city, recount
from openbeat.apps.complaints.tests.exports import LAST
from openbeat.config import cli
from openbeat.config.commands import imports
from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.django_db


def run(*words: object) -> int:
    return imports.run(cli.build().parse_args(["import", "complaints", *map(str, words)]))


def waited(found: Recount, still_open: float) -> int | None:
    """What lifelines says of the days: when at most this share was open."""
    day = qth_survival_times(still_open, KaplanMeierFitter().fit(found.days, found.over).survival_function_)
    return None if day == inf else int(day)


def assert_public(told: dict[str, Any], by_hand: Recount) -> None:
    counts, close = told["counts"], told["time_to_close"]["overall"]
    assert (counts["received"], counts["open"], counts["closed"], counts["closed_without_date"]) == (
        by_hand.received, by_hand.open, by_hand.closed, by_hand.undated,
    )  # fmt: skip
    assert counts["allegations"] == by_hand.allegations
    found = {row["finding"]: row["count"] for row in told["findings"]["overall"]["findings"] if row["count"]}
    assert found == dict(by_hand.findings)
    assert (close["n"], close["events"]) == (len(by_hand.days), sum(by_hand.over))
    assert (close["median"], close["percentile_90"]) == (waited(by_hand, 0.5), waited(by_hand, 0.1))


@pytest.mark.parametrize("name", CITIES)
def test_the_file_of_a_city_comes_out_as_a_recount_by_hand_says_and_twice_is_once(
    tmp_path: Path, client: Client, cast: Cast, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "export.csv"
    rows = a_city(path, name)
    words: list[object] = [path, "--as-of", LAST]
    if CITIES[name].map:
        (tmp_path / "map.toml").write_text(CITIES[name].map, encoding="utf-8")
        words += ["--map", tmp_path / "map.toml"]
    a_profile()

    run(*words)
    told = capsys.readouterr().out
    first = client.get("/complaints/outcomes.json").json()
    run(*words)
    again = capsys.readouterr().out

    assert f"{rows} rows: {rows} taken, 0 put together with another row, 0 refused." in told
    assert_public(first, recount(path, name, LAST))
    assert "0 new complaints, 0 changed, 40 as they were" in again
    assert client.get("/complaints/outcomes.json").json()["counts"] == first["counts"]


def test_a_later_extract_changes_what_ended_since(tmp_path: Path, client: Client, cast: Cast) -> None:
    path, early = tmp_path / "export.csv", date(2019, 3, 31)
    a_profile()

    a_city(path, "louisville", until=early)
    run(path, "--as-of", LAST)
    before = recount(path, "louisville", LAST)
    assert_public(client.get("/complaints/outcomes.json").json(), before)
    a_city(path, "louisville")
    run(path, "--as-of", LAST)
    after = recount(path, "louisville", LAST)

    assert after.closed > before.closed
    assert_public(client.get("/complaints/outcomes.json").json(), after)

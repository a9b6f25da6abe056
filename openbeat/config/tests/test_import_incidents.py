"""The assaults of a large city in three years, as its own file has them; left out where that file is not at hand."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.apps.meetings.models import Incident
from openbeat.config.commands.import_incidents import run
from openbeat.config.commands.screen import Problem
from openbeat.core.department import services as departments
from openbeat.core.people.demo import BUILDER
from openbeat.core.places import services as places
from openbeat.core.places.tests.makers import FILE, NOON
from openbeat.kit import memory

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.django_db

HOUSE = Path(__file__).resolve().parents[3]
DATA = HOUSE.parent / "shared" / "data"
CSV = DATA / "chicago-aggravated-assaults" / "aggravated-assaults-2017-2019.csv"
MAP = HOUSE / "docs" / "guide" / "maps" / "chicago-assaults.toml"


def options(file: Path, by_map: Path, report: str = "") -> argparse.Namespace:
    notice = "From the City of Chicago, at your own risk."
    return argparse.Namespace(file=str(file), map=str(by_map), report=report, notice=notice, language="en")


@pytest.mark.slow
def test_45783_assaults_come_to_lie_in_the_beats_and_years_that_others_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not CSV.exists():
        pytest.skip("the folder ../shared/data/chicago-aggravated-assaults is not beside this checkout")
    expected: dict[str, Any] = json.loads((CSV.parent / "expected-counts.json").read_text(encoding="utf-8"))
    facts = departments.Facts("Chicago Police Department", "Chicago", zone="America/Chicago", languages=["en"])
    departments.set_up(facts, by=BUILDER, at=NOON)
    places.import_areas(DATA / "chicago-boundaries" / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    memory.forget_all()

    run(options(CSV, MAP))
    told = capsys.readouterr().out
    run(options(CSV, MAP))
    again = capsys.readouterr().out

    taken = expected["rows"] - expected["rows_in_no_beat_polygon"]
    assert f"45783 rows: {taken} new, 0 changed, 0 as they were, 32 refused." in told
    assert "They reach from 2017-01-01 to 2019-12-31." in told
    assert "32 times, first in row" in told
    assert "its point lies in no beat" in told
    assert f"45783 rows: 0 new, 0 changed, {taken} as they were, 32 refused." in again
    rows = list(Incident.objects.order_by("pk").values_list("area__code", "day__year"))
    years, beats = Counter(str(year) for _beat, year in rows), Counter(beat for beat, _year in rows)
    assert sum(years.values()) == taken
    assert all(0 <= number - years[year] <= 32 for year, number in expected["by_year"].items())
    ours = {beat: beats[beat] for beat in expected["top10_beats"]}
    assert ours == expected["top10_beats"]


def test_a_small_file_is_loaded_from_the_command_line_and_its_bad_rows_are_told(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, by_map, report = tmp_path / "a.csv", tmp_path / "map.toml", tmp_path / "report.csv"
    file.write_text(f"no,day,what,beat\n1,2026-05-01,THEFT,{cast.beat.code}\n2,soon,THEFT,x\n", encoding="utf-8")
    by_map.write_text(
        'source = "r"\n[columns]\nid = "no"\nwhen = "day"\nkind = "what"\narea = "beat"\n'
        '[values.kind]\nTHEFT = "theft"\n',
        encoding="utf-8",
    )

    code = run(options(file, by_map, str(report)))

    assert code == 0
    assert "2 rows: 1 new, 0 changed, 0 as they were, 1 refused." in capsys.readouterr().out
    assert report.read_text(encoding="utf-8").splitlines() == [
        "row,why refused",
        "3,when: 'soon' is no moment that the map's formats know",
    ]


def test_a_map_that_does_not_fit_is_one_sentence(cast: Cast, tmp_path: Path) -> None:
    file, by_map = tmp_path / "a.csv", tmp_path / "map.toml"
    file.write_text("no\n1\n", encoding="utf-8")
    by_map.write_text('source = "r"\n[columns]\nwhen = "day"\n', encoding="utf-8")

    with pytest.raises(Problem, match="the file has no column day; it has no"):
        run(options(file, by_map))

"""Meetings of a real police calendar; left out where that file is not at hand."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from openbeat.apps.meetings.lifecycle import Kind, Stage
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.services import imports
from openbeat.config import cli
from openbeat.config.commands import import_meetings
from openbeat.core.loop.models import Obligation
from openbeat.core.people.demo import NOON
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import importer

HOME = Path(__file__).resolve().parents[3]
DATA = HOME.parent / "shared" / "data"
CSV = DATA / "chicago-caps-meetings" / "meetings.csv"
MAP = HOME / "docs" / "guide" / "maps" / "chicago-caps.toml"
FILE = importer("meetings.csv", Role.ADMINISTRATOR)


@pytest.fixture
def chicago(db: None) -> Path:
    if not CSV.exists():
        pytest.skip("the folder ../shared/data/chicago-caps-meetings is not beside this checkout")
    boundaries = DATA / "chicago-boundaries"
    places.import_areas(boundaries / "police-districts.geojson", "district", "district", by=FILE, at=NOON)
    places.import_areas(boundaries / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    return CSV


def all_rows() -> list[imports.Row]:
    with CSV.open(encoding="utf-8-sig", newline="") as file:
        return list(import_meetings._rows(csv.DictReader(file)))


def stands() -> list[tuple[object, ...]]:
    found = Meeting.objects.order_by("starts_at", "title", "area__code")
    return list(found.values_list("area__code", "kind", "title", "starts_at", "ends_at", "place", "address", "stage"))


@pytest.mark.slow
def test_every_event_of_chicago_is_taken_once_or_refused_with_its_row(
    chicago: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", "meetings", str(chicago), "--map", str(MAP), "--report", str(tmp_path / "report.csv")]
    assert cli.main(words) == 0
    told = capsys.readouterr().out
    expected = json.loads((CSV.parent / "expected-beats.json").read_text(encoding="utf-8"))

    repeated, tests = expected["exact_duplicates_district_start_title"], 1
    taken = 5006 - repeated - tests
    assert f"5006 rows: {taken} new meetings, 0 taken before, {repeated + tests} refused." in told
    assert f"{expected['end_before_start']} times: It ends before it begins" in told
    assert Meeting.objects.count() == taken
    assert len((tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()) == 5007
    assert Obligation.objects.count() == 0  # nobody promised a note of what was over

    before = stands()
    report = imports.take(all_rows(), import_meetings._map(MAP), by=FILE, at=NOON)
    assert (report.new, report.known, len(report.refused)) == (0, taken, repeated + tests)
    assert stands() == before
    _beats_are_those_that_others_found(report, expected)


def _beats_are_those_that_others_found(report: imports.Report, expected: dict[str, Any]) -> None:
    titles = {number: str(row["title"]).casefold() for number, row in all_rows()}
    found = {str(number - 2): list(codes) for number, codes in report.beats.items() if "beat" in titles[number]}
    refused = {str(number - 2) for number in report.refused}
    assert found == {key: codes for key, codes in expected["event_beats"].items() if key not in refused}
    unsure = {number - 2 for number, remarks in report.remarks.items() if "cannot be told" in " ".join(remarks)}
    assert set(expected["ambiguous_event_indexes"]) - unsure <= {int(key) for key in refused}
    held: Counter[str] = Counter()
    for meeting in Meeting.objects.filter(kind=Kind.BEAT).prefetch_related("also").select_related("area"):
        held.update(area.code for area in (meeting.area, *meeting.also.all()) if area.kind == "beat")
    assert len(held) > 200
    assert Meeting.objects.filter(stage=Stage.CANCELLED).count() >= 10


@pytest.mark.slow
def test_killed_halfway_and_run_again_the_result_is_the_same(chicago: Path) -> None:
    class Killed(BaseException):
        pass

    def killed_after(most: int) -> imports.Progress:
        def tell(rows: int) -> None:
            if rows >= most:
                raise Killed

        return tell

    by_map, some = import_meetings._map(MAP), all_rows()[:1200]
    with pytest.raises(Killed):
        imports.take(some, by_map, by=FILE, at=NOON, progress=killed_after(500))
    halfway = Meeting.objects.count()

    again = imports.take(some, by_map, by=FILE, at=NOON)
    after_a_kill = stands()

    assert 400 < halfway <= 500
    assert (again.known, again.new) == (halfway, len(after_a_kill) - halfway)
    assert again.new + again.known + len(again.refused) == 1200

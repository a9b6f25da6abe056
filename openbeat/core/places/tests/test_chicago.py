"""The beats and districts of a large city, as its own file has them; left out where that file is not at hand."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest

from conftest import CountQueries
from openbeat.core.places import queries, services
from openbeat.core.places.models import Area
from openbeat.core.places.tests.makers import FILE, NOON

pytestmark = pytest.mark.django_db

BOUNDARIES = Path(__file__).resolve().parents[5] / "shared" / "data" / "chicago-boundaries"


@pytest.fixture
def chicago() -> Path:
    if not (BOUNDARIES / "police-beats.geojson").exists():
        pytest.skip("the folder ../shared/data/chicago-boundaries is not beside this checkout")
    return BOUNDARIES


def test_chicago_has_277_polygons_that_make_275_beats(chicago: Path) -> None:
    done = services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)

    assert (done.polygons, done.areas, len(done.new)) == (277, 275, 275)
    assert done.sentences()[0] == "277 polygons make 275 beats."
    assert "3100 has 3 polygons: it is one area." in done.sentences()
    assert len(queries.areas("beat")) == 275


def test_points_and_sizes_of_chicago_are_as_measured_by_others(chicago: Path) -> None:
    services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    expected = json.loads((chicago / "expected-geometry.json").read_text(encoding="utf-8"))

    for check in expected["spot_checks"]:
        found = queries.area_at(check["lon"], check["lat"])
        assert (found.code if found else None) == check["beat"], check["place"]
    sizes = {area.code: area.square_km for area in queries.areas("beat")}
    measured: dict[str, float] = {}
    for code, size in expected["beat_area_km2"].items():  # the three pieces of 3100 are measured one by one
        measured[code[:4]] = measured.get(code[:4], 0) + size
    assert sizes.keys() == measured.keys()
    for code, size in measured.items():
        assert sizes[code] == pytest.approx(size, rel=0.01, abs=0.002), code


def test_a_second_import_of_chicago_doubles_nothing(chicago: Path) -> None:
    for _time in range(2):
        done = services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)

    assert (len(done.new), len(done.changed), done.same) == (0, 0, 275)
    assert Area.objects.filter(kind="beat").count() == 275
    assert len({area.slug for area in queries.areas()}) == 276


def test_beats_come_to_lie_in_their_districts_whichever_came_first(chicago: Path) -> None:
    services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    services.import_areas(chicago / "police-districts.geojson", "district", "district", by=FILE, at=NOON)

    inside = {beat.code: beat.parent.code for beat in queries.areas("beat") if beat.parent}
    assert inside["0111"] == "01"
    assert inside["2535"] == "25"
    assert sum(code[:2] == district for code, district in inside.items()) >= 273


def test_which_beat_is_asked_without_a_query_once_the_index_stands(chicago: Path, count_queries: CountQueries) -> None:
    services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    queries.area_at(-87.63196, 41.8837)

    with count_queries(0):
        found = queries.area_at(-87.59971, 41.78864)

    assert found
    assert found.code == "0235"


def test_a_thousand_points_find_their_beat_in_a_blink(chicago: Path) -> None:
    services.import_areas(chicago / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)
    queries.area_at(-87.6, 41.8)

    began = perf_counter()
    for step in range(1_000):
        queries.area_at(-87.9 + step * 0.0004, 41.7 + step * 0.0003)

    assert perf_counter() - began < 0.2  # 0.2 ms a point; measured: 0.005

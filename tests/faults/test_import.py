"""`openbeat import areas` as a department types it: real boundaries, twice; broken files get one sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import database, deployed
from tests.faults.database import Database
from tests.faults.deployed import ROOT

pytestmark = pytest.mark.slow

BEATS = ROOT.parent / "shared" / "data" / "chicago-boundaries" / "police-beats.geojson"
SQUARE = [[[0.0, 0.0], [0.1, 0.0], [0.1, 0.1], [0.0, 0.1], [0.0, 0.0]]]
BOW = [[[0.0, 0.0], [0.1, 0.1], [0.1, 0.0], [0.0, 0.1], [0.0, 0.0]]]

type Office = tuple[dict[str, str], Database]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A new installation, in which nothing is yet."""
    data = tmp_path_factory.mktemp("office")
    with database.fresh(data) as place:
        environment = deployed.surroundings(data, place)
        deployed.run(environment, "migrate")
        yield environment, place


def imported(office: Office, file: Path, *words: str, fails: bool = False) -> tuple[str, str]:
    """What the command says, and what it complains of."""
    words = words or ("--kind", "beat", "--name-field", "beat")
    done = deployed.run(office[0], "import", "areas", str(file), *words, fails=fails)
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout, done.stderr


def there(office: Office) -> list[tuple[str, int]]:
    return [
        (kind, int(count)) for kind, count in office[1].rows("SELECT kind, count(*) FROM places_area GROUP BY kind")
    ]


def collection(*areas: tuple[str, object]) -> str:
    features = [
        {"type": "Feature", "properties": {"beat": name}, "geometry": {"type": "Polygon", "coordinates": rings}}
        for name, rings in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_the_beats_of_a_large_city_come_in_once_however_often_they_are_imported(office: Office) -> None:
    if not BEATS.is_file():
        pytest.skip("the folder ../shared/data/chicago-boundaries is not beside this checkout")

    said, complaints = imported(office, BEATS)
    again, _none = imported(office, BEATS)

    assert complaints == ""
    assert "277 polygons make 275 beats." in said
    assert "3100 has 3 polygons: it is one area." in said
    assert "275 new, 0 changed, 0 as they were." in said
    assert "277 polygons make 275 beats." in again
    assert "0 new, 0 changed, 275 as they were." in again
    assert dict(there(office))["beat"] == 275


BROKEN = {
    "no JSON": ("{", "cannot be read as JSON"),
    "no GeoJSON": ('{"type": "Topology"}', "This is not GeoJSON"),
    "nothing in it": (collection(), "There is no area in the file."),
    "another field": (collection(("1", SQUARE)).replace('"beat"', '"number"'), "There is no field “beat” in area 1."),
    "no name": (collection((" ", SQUARE)), "has no name in the field “beat”"),
    "a ring that crosses itself": (
        collection(("1", SQUARE), ("2", BOW)),
        "Nothing was kept: 1 of the areas are broken.",
    ),
    "no figures": (collection(("1", [[["a", "b"]]])), "Nothing was kept"),
    "not a number": (collection(("1", SQUARE)).replace("0.1", "NaN"), "cannot be read as JSON"),
    "metres": (collection(("1", [[[500000.0 + x, 4600000.0 + y] for x, y in SQUARE[0]]])), "Nothing was kept"),
    "no geometry": (
        collection(("1", 0)).replace('{"type": "Polygon", "coordinates": 0}', "null"),
        "Nothing was kept",
    ),
    "deep": ("[" * 100_000, "This is not GeoJSON"),
    "empty": ("", "This is not GeoJSON"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_gets_a_sentence_and_changes_nothing(office: Office, tmp_path: Path, what: str) -> None:
    content, sentence = BROKEN[what]
    file = tmp_path / "areas.geojson"
    file.write_text(content)
    before = there(office)

    _said, complaints = imported(office, file, fails=True)

    assert sentence in complaints
    assert complaints.startswith("openbeat: ")
    assert "Traceback" not in complaints
    assert there(office) == before


def test_what_is_no_file_or_no_kind_gets_a_sentence(office: Office, tmp_path: Path) -> None:
    latin = tmp_path / "latin.geojson"
    latin.write_bytes(collection(("Peña", SQUARE)).encode().replace(b"\\u00f1", b"\xf1"))
    good = tmp_path / "good.geojson"
    good.write_text(collection(("1", SQUARE)))
    closed = tmp_path / "closed.geojson"
    closed.write_text("{}")
    closed.chmod(0)

    complaints = [
        imported(office, file, *words, fails=True)[1]
        for file, words in (
            (tmp_path / "none.geojson", ()),
            (tmp_path, ()),
            (latin, ()),
            (good, ("--kind", "planet", "--name-field", "beat")),
            *([] if os.geteuid() == 0 else [(closed, ())]),
        )
    ]

    assert [said.count("\n") for said in complaints] == [1] * len(complaints)
    assert "there is no file" in complaints[0]
    assert "there is no file" in complaints[1]
    assert "not text in UTF-8" in complaints[2]
    assert "“planet” is no kind of area." in complaints[3]

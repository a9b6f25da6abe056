"""Boundaries from a file: all or nothing, each area once, and a sentence for whatever is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openbeat.core.ledger.models import Entry
from openbeat.core.places import queries, services
from openbeat.core.places.figures import features, geometry
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.models import Area, Overlap
from openbeat.core.places.services import Source
from openbeat.core.places.tests.makers import BUILDER, FILE, NOON, collection, feature, square
from openbeat.kit.actors import VISITOR, importer
from openbeat.kit.policy import Refused

pytestmark = pytest.mark.django_db

EAST, WEST = feature(square(1, 0), beat="0112"), feature(square(0, 0), beat="0111")
BEATS = Source("beat", "beat")


def take(data: bytes, source: Source = BEATS) -> services.Imported:
    return services.import_data(data, source, by=FILE, at=NOON)


# What becomes of a file


def test_areas_get_a_name_a_number_an_address_and_a_place() -> None:
    done = take(collection(WEST, EAST))

    first, second = queries.areas("beat")
    assert (first.name, first.number, first.slug, first.label) == ("Beat 0111", "0111", "beat-0111", "Beat 0111")
    assert (first.west, first.north) == (0, 0.01)
    assert first.longitude == pytest.approx(0.005)
    assert first.parent == queries.root()
    assert second.code == "0112"
    assert done.sentences() == ["2 polygons make 2 beats.", "2 new, 0 changed, 0 as they were."]


def test_each_area_and_the_import_are_on_record() -> None:
    take(collection(WEST, EAST))

    acts = list(Entry.objects.order_by("pk").values_list("act", "actor", "on_behalf"))
    assert acts[-3:] == [
        ("add", "import", "areas.geojson"),
        ("add", "import", "areas.geojson"),
        ("import", "import", "areas.geojson"),
    ]
    assert Entry.objects.get(act="import").facts == {
        "kind": "beat",
        "polygons": 2,
        "areas": 2,
        "new": 2,
        "changed": 0,
    }


def test_a_changed_boundary_is_changed_in_place_and_an_absent_area_stays() -> None:
    take(collection(WEST, EAST))
    before = queries.area_by_slug("beat-0111")

    done = take(collection(feature(square(5, 5), beat="0111")))

    after = queries.area_by_slug("beat-0111")
    assert before
    assert after
    assert (before.pk, after.west) == (after.pk, 5)
    assert (done.new, done.changed, done.missing) == ([], ["0111"], ["0112"])
    assert "Not in the file, and left as they are: 0112." in done.sentences()
    assert queries.area_at(5.005, 5.005) == after
    assert queries.area_at(0.005, 0.005) is None


def test_words_that_people_gave_survive_a_second_import() -> None:
    take(collection(WEST))
    area = queries.area_by_slug("beat-0111")
    assert area
    facts = services.Facts(name="Millrace", number="0111", about="By the river.")
    services.describe(area, facts, area.version, by=BUILDER, at=NOON)

    take(collection(feature(square(2, 2), beat="0111")))

    area = queries.area_by_slug("beat-0111")
    assert area
    assert (area.name, area.about, area.west) == ("Millrace", "By the river.", 2)


def test_names_with_letters_stay_and_two_of_one_name_get_two_addresses() -> None:
    take(
        collection(feature(square(0, 0), name="Old Town"), feature(square(1, 0), name="Ωmega")), Source("beat", "name")
    )
    take(collection(feature(square(0, 0, 2), name="Old Town")), Source("neighbourhood", "name"))

    found = {(area.kind, area.name): area.slug for area in queries.areas()}
    assert found["beat", "Old Town"] == "old-town"
    assert found["neighbourhood", "Old Town"] == "old-town-neighbourhood"
    assert found["beat", "Ωmega"] == "mega"


def test_a_neighbourhood_knows_across_which_beats_it_lies() -> None:
    take(collection(WEST, feature(square(0.01, 0), beat="0112"), feature(square(0.5, 0), beat="0113")))

    take(collection(feature(square(0.005, 0.002, 0.008), name="Riverside")), Source("neighbourhood", "name"))

    riverside = queries.area_by_slug("riverside")
    assert riverside
    assert [area.code for area in queries.overlapping(riverside)] == ["0111", "0112"]
    beat = queries.area_by_slug("beat-0112")
    assert beat
    assert queries.overlapping(beat) == [riverside]
    assert Overlap.objects.get(area__code="0111").share == pytest.approx(0.625, abs=0.03)


# What is wrong


def many(count: int) -> bytes:
    return collection(*(feature(square(n, 0), beat=str(n)) for n in range(count)))


BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 3], [0, 0]]]}
OPEN = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2]]]}
METRES = {
    "type": "Polygon",
    "coordinates": [[[445000, 4630000], [446000, 4630000], [446000, 4631000], [445000, 4630000]]],
}
LAMBERT = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::26971"}}
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it cannot be read as JSON"),
        (b"\xff\xfe\x00", "it is not text in UTF-8"),
        (b"[" * 100_000, "it cannot be read as JSON"),
        (b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":NaN}]}', "it cannot be read as JSON"),
        (b"[]", "a FeatureCollection is needed"),
        (b'{"type":"Topology"}', "a FeatureCollection is needed"),
        (collection(), "There is no area in the file"),
        (collection(7), "one of its features is none"),
        (collection(WEST, crs=LAMBERT), "not degrees of WGS84 but “urn:ogc:def:crs:EPSG::26971”"),
        (
            collection(feature(square(0, 0), name="x", zone=2)),
            "There is no field “beat” in area 1. The fields are: name, zone.",
        ),
        (collection(feature(square(0, 0))), "There is no field “beat” in area 1. The fields are: -."),
        (collection(WEST, feature(square(0, 0), beat=None)), "Area 2 has no name in the field “beat”"),
        (collection(feature(square(0, 0), beat="  ")), "Area 1 has no name"),
        (collection(feature(square(0, 0), beat="a\u202eb")), "Area 1 has no name"),
        (collection(feature(square(0, 0), beat=["a"])), "Area 1 has no name"),
        (collection(feature(square(0, 0), beat="x" * 81)), "longer than 80 letters"),
        (collection(feature(None, beat="1")), "1: It has no boundary."),
        (collection(feature({"type": "Point", "coordinates": [0, 0]}, beat="1")), "1: It is not an area but a “Point”"),
        (collection(WEST, feature(BOWTIE, beat="bow")), "bow: Its boundary crosses or touches itself near"),
        (collection(WEST, feature(OPEN, beat="open")), "open: One of its rings is not closed"),
        (collection(WEST, feature(METRES, beat="far")), "far: Its points are not degrees"),
        (collection(WEST, feature(square(0.001, 0.001), beat="0111")), "0111: Two of its pieces lie on each other"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_kept(data: bytes, sentence: str) -> None:
    with pytest.raises(Broken) as problem:
        take(data)

    assert sentence in str(problem.value)
    assert not Area.objects.exists()
    assert not Entry.objects.exists()


def test_one_broken_area_keeps_all_others_out_also_of_a_second_import() -> None:
    take(collection(WEST))

    with pytest.raises(Broken, match="Nothing was kept: 1 of the areas are broken"):
        take(collection(feature(square(7, 7), beat="0111"), feature(BOWTIE, beat="0112")))

    assert [(area.code, area.west) for area in queries.areas("beat")] == [("0111", 0)]


def test_many_broken_areas_are_counted_not_listed() -> None:
    with pytest.raises(Broken) as problem:
        take(collection(*(feature(BOWTIE, beat=str(number)) for number in range(14))))

    assert len(str(problem.value).splitlines()) == 12
    assert "And 4 more." in str(problem.value)


def test_a_file_may_say_that_it_is_in_wgs84_and_begin_with_a_mark() -> None:
    done = take(b"\xef\xbb\xbf" + collection(WEST, crs=CRS84))

    assert done.areas == 1


def test_a_kind_that_is_none_is_a_sentence() -> None:
    with pytest.raises(Broken, match=r"“ward” is no kind of area\. The kinds are: district, beat, neighbourhood"):
        take(collection(WEST), Source("ward", "beat"))


def test_only_an_administrator_or_a_file_loaded_by_one_imports() -> None:
    for actor in (VISITOR, importer("file")):
        with pytest.raises(Refused, match="Only an administrator"):
            services.import_data(collection(WEST), BEATS, by=actor, at=NOON)

    assert not Area.objects.exists()


@pytest.mark.parametrize("name", ["missing.geojson", "."])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(Broken, match=r"cannot be read|is a folder"):
        services.import_areas(tmp_path / name, "beat", "beat", by=FILE, at=NOON)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "MOST_BYTES", 1024 * 1024)
    path = tmp_path / "huge.geojson"
    with path.open("wb") as file:
        file.truncate(1024 * 1024 + 1)

    with pytest.raises(Broken, match="larger than 1 MB"):
        services.import_areas(path, "beat", "beat", by=FILE, at=NOON)


def test_too_many_areas_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "MOST_FEATURES", 2)

    with pytest.raises(Broken, match="more than 2 areas"):
        take(many(3))


def test_progress_is_told_area_by_area(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_bytes(many(3))
    told: list[tuple[int, int]] = []

    services.import_areas(
        path, "beat", "beat", by=FILE, at=NOON, progress=lambda done, total: told.append((done, total))
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_boundary_that_is_kept_is_valid_geojson() -> None:
    take(collection(WEST, feature(square(3, 3), beat="0111")))

    kept: Any = Area.objects.get(code="0111").boundary
    assert kept["type"] == "MultiPolygon"
    assert len(geometry.read(kept)) == 2

"""The map is drawn here, light enough for every page, with names for whoever does not see it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

from conftest import CountQueries
from openbeat.core.places import demo, drawing, queries, services
from openbeat.core.places.facts import Facts
from openbeat.core.places.figures import geometry, maps
from openbeat.core.places.figures.maps import Mark, Outline, Thing, svg_map
from openbeat.core.places.figures.paths import Sheet, path
from openbeat.core.places.models import Area
from openbeat.core.places.tests.makers import BUILDER, FILE, NOON, collection, feature, square

BOUNDARIES = Path(__file__).resolve().parents[5] / "shared" / "data" / "chicago-boundaries"


def outline(name: str, west: float, **more: bool) -> Outline:
    return Outline(name, f"/areas/{name.lower()}/", geometry.read(square(west, 43)), "Beat 1", **more)


def test_an_area_is_a_link_with_its_name() -> None:
    drawn = svg_map([outline("Foundry", -91)], label="Map of the areas")

    assert '<a class="map-link" href="/areas/foundry/" aria-label="Beat 1: Foundry">' in drawn
    assert 'role="group"' in drawn
    assert ">Map of the areas</title>" in drawn
    assert ">Foundry</text>" in drawn


def test_without_links_it_is_one_image() -> None:
    drawn = svg_map([outline("Foundry", -91)], label="Map of the areas", links=False)

    assert 'role="img"' in drawn
    assert "<a " not in drawn


def test_names_are_escaped_and_nothing_is_inline() -> None:
    hostile = Outline("<script>alert(1)</script>", '"><b>', geometry.read(square(-91, 43)))
    drawn = svg_map([hostile], [Mark((-91, 43), 1, "<i>", "/x/")], label="<u>")

    assert "<script" not in drawn
    assert "<i>" not in drawn
    assert " style=" not in drawn
    ET.fromstring(drawn)  # noqa: S314  our own output


def test_marks_are_numbered_and_those_outside_are_left_out() -> None:
    inside, outside = Mark((-90.995, 43.005), 1, "Dark underpass", "/concerns/1/"), Mark((10, 10), 2, "Elsewhere")

    drawn = svg_map([outline("Foundry", -91)], [inside, outside], label="Map")

    assert 'href="/concerns/1/" aria-label="1. Dark underpass"' in drawn
    assert "Elsewhere" not in drawn


def test_the_current_area_is_marked_in_words_too() -> None:
    drawn = svg_map([outline("Foundry", -91, current=True), outline("Harbor", -90.99)], label="Map")

    assert drawn.count('aria-current="true"') == 1
    assert "map-here" in drawn


def test_a_map_of_many_areas_is_not_a_row_of_stops_for_the_keyboard() -> None:
    many = [outline(f"A{n}", -91 + n / 100) for n in range(maps.MOST_STOPS + 1)]

    assert svg_map(many, label="Map").count('tabindex="-1"') == len(many)
    assert 'tabindex="-1"' not in svg_map(many[:-1], label="Map")


def test_streets_show_their_names_only_from_near() -> None:
    street = Thing("road", "Main Street", {"type": "LineString", "coordinates": [[-91, 43.005], [-90.98, 43.005]]})
    hall = Thing("place", "Town Hall", {"type": "Point", "coordinates": [-90.995, 43.003]})
    areas = [outline("Foundry", -91, current=True), outline("Harbor", -90.9)]

    far = svg_map(areas, label="Map", ground=[street, hall])
    near = svg_map(areas, label="Map", ground=[street, hall], close_to=geometry.box(areas[0].shape))

    assert "Main Street" not in far
    assert "Town Hall" not in far
    assert ">Main Street</text>" in near
    assert ">Town Hall</text>" in near


def test_nothing_to_draw_is_no_map() -> None:
    assert svg_map([], label="Map") == ""


def test_a_path_is_short_and_whole() -> None:
    assert path([[(0.2, 0.4), (10, 0), (10, 10), (0, 10), (0.2, 0.4)]], closed=True) == "M0 0l10 0 0 10-10 0z"
    assert path([[(1, 1), (1.2, 1.1)]], closed=False) == ""


def test_what_lies_far_outside_the_sheet_is_cut_away() -> None:
    sheet = Sheet.around((0, 0, 1, 1))

    ring = sheet.ring([(-50, -50), (50, -50), (50, 50), (-50, 50), (-50, -50)])
    lines = sheet.line([(-50, 0.5), (0.2, 0.5), (0.8, 0.5), (50, 0.5), (50, 60), (60, 60)])

    assert all(-50 <= x <= 1250 and -50 <= y <= sheet.height + 50 for x, y in ring)
    assert sheet.ring([(30, 30), (31, 30), (31, 31), (30, 30)]) == []
    assert len(lines) == 1


# With a town


@pytest.fixture
def town(db: None) -> dict[str, Area]:
    return demo.the_town(NOON, BUILDER)


def test_the_map_of_the_town_names_its_six_beats_and_is_light(town: dict[str, Area]) -> None:
    drawn = drawing.area_map(queries.areas())

    for beat in town.values():
        assert f'href="/areas/{beat.slug}/"' in drawn
        assert f">{beat.name}</text>" in drawn
    assert "North Bank" not in drawn
    assert len(gzip.compress(drawn.encode())) < 4_000
    ET.fromstring(drawn)  # noqa: S314  our own output


def test_the_map_of_one_area_shows_its_surroundings(town: dict[str, Area]) -> None:
    drawn = drawing.area_map(queries.areas(), current=town["Foundry"])

    assert "Map of Foundry and what lies around it" in drawn
    assert ">Foundry Works</text>" in drawn
    assert ">Town Hall</text>" not in drawn
    assert len(gzip.compress(drawn.encode())) < 5_000


def test_the_map_of_a_neighbourhood_shows_it_over_the_beats(town: dict[str, Area]) -> None:
    drawn = drawing.area_map(queries.areas(), current=queries.area_by_slug("riverside"))

    assert "map-here" in drawn
    assert ">Old Town</text>" in drawn


def test_a_district_is_shown_by_its_beats(town: dict[str, Area]) -> None:
    drawn = drawing.area_map(queries.areas(), current=queries.area_by_slug("north-bank"))

    assert drawn.count('class="map-area map-current"') == 4  # the district, and three beats


def test_the_map_costs_no_query_once_it_was_drawn(town: dict[str, Area], count_queries: CountQueries) -> None:
    areas = queries.areas()
    drawing.area_map(areas)

    with count_queries(0):
        assert drawing.area_map(areas)


def test_a_new_name_is_on_the_map_at_once(town: dict[str, Area]) -> None:
    drawing.area_map(queries.areas())
    beat = town["Harbor"]

    services.describe(beat, Facts("New Harbor", number="3"), beat.version, by=BUILDER, at=NOON)

    assert ">New Harbor</text>" in drawing.area_map(queries.areas())


def test_the_tag_puts_the_map_into_a_page_in_its_language(town: dict[str, Area]) -> None:
    page = Template("{% load maps %}{% area_map areas current=area %}")

    with translation.override("es"):
        drawn = page.render(Context({"areas": queries.areas(), "area": town["Foundry"]}))

    assert drawn.startswith('<figure class="map">')
    assert 'href="/es/areas/foundry/"' in drawn


@pytest.mark.django_db
def test_areas_without_a_boundary_make_no_map() -> None:
    services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)

    assert drawing.area_map(queries.areas()) == ""


@pytest.mark.django_db
def test_the_map_of_a_large_city_stays_light() -> None:
    if not (BOUNDARIES / "police-beats.geojson").exists():
        pytest.skip("the folder ../shared/data/chicago-boundaries is not beside this checkout")
    services.import_areas(BOUNDARIES / "police-beats.geojson", "beat", "beat", by=FILE, at=NOON)

    drawn = drawing.area_map(queries.areas())

    assert len(re.findall(r'<a class="map-link"', drawn)) == 275
    assert len(gzip.compress(drawn.encode())) < 16_000


@pytest.mark.django_db
def test_a_district_without_beats_is_drawn_itself() -> None:
    services.import_data(
        collection(feature(square(0, 0), name="North")), services.Source("district", "name"), by=FILE, at=NOON
    )

    assert 'href="/areas/north/"' in drawing.area_map(queries.areas())

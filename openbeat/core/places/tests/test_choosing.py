"""Areas to choose from: as they come in a town, by district in a large city."""

from __future__ import annotations

import re
import time

import pytest
from django import forms
from django.db.models import F
from django.template import Context, Template
from django.test import Client
from django.test.html import parse_html
from django.utils.html import escape

from conftest import CountQueries
from openbeat.core.places import choosing, queries, services
from openbeat.core.places.facts import Facts
from openbeat.core.places.models import Area
from openbeat.core.places.tests.makers import BUILDER, NOON
from openbeat.core.web.choices import LongSelect
from openbeat.kit import memory
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OPTION = re.compile(r"<(optgroup|option)[^>]*>([^<]*)")


@pytest.fixture
def north() -> list[Area]:
    """A district with two beats, and a neighbourhood."""
    district = services.add("district", Facts("North"), None, by=BUILDER, at=NOON)
    for number, name in enumerate(("Millrace", "Old <Town>"), start=1):
        services.add("beat", Facts(name, number=str(number)), district, by=BUILDER, at=NOON)
    services.add("neighbourhood", Facts("Riverside"), None, by=BUILDER, at=NOON)
    return queries.areas()


def test_in_a_town_areas_stand_one_below_the_other(north: list[Area]) -> None:
    assert choosing.by_slug(north) == [(area.slug, area.name) for area in north]
    assert choosing.by_key(north) == [(str(area.pk), area.name) for area in north]


def test_in_a_large_city_those_of_a_district_stand_together_under_its_name(
    north: list[Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MANY", 1)
    whole = queries.root()
    assert whole

    assert choosing.by_slug(north) == [
        (whole.slug, whole.name),
        ("North", [("north", "North"), ("millrace", "Millrace"), ("old-town", "Old <Town>")]),
        ("Neighbourhoods", [("riverside", "Riverside")]),
    ]


def test_the_options_of_a_filter_mark_what_is_chosen_and_nothing_else(
    north: list[Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MANY", 1)
    template = Template("{% load areas %}{% area_options areas chosen %}")

    chosen = template.render(Context({"areas": north, "chosen": queries.area_by_slug("old-town")}))
    none = template.render(Context({"areas": north, "chosen": None}))

    assert '<option value="old-town" selected>Old &lt;Town&gt;</option>' in chosen
    assert chosen.replace(" selected", "") == none
    assert [words for kind, words in OPTION.findall(none) if kind == "option"] == [escape(area.name) for area in north]


class Asked(forms.Form):
    short = forms.ChoiceField(choices=[("", "Choose"), ("a>b", "A & B"), ("Group", [("2", "Two")])])
    long = forms.ChoiceField(choices=[("", "Choose"), ("a>b", "A & B"), ("Group", [("2", "Two")])], widget=LongSelect)


@pytest.mark.parametrize("value", ["", "a>b", "2", "none of them"])
def test_a_long_list_is_drawn_as_a_short_one_is(value: str) -> None:
    form = Asked({"short": value, "long": value})

    short, long = str(form["short"]), str(form["long"])

    assert parse_html(long) == parse_html(short.replace("short", "long"))
    assert form.is_valid() == (value in {"a>b", "2"})


def test_a_concern_can_be_raised_where_areas_are_grouped(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MANY", 1)

    asked = client.get(f"/concerns/new/?area={cast.beat.pk}")

    assert f'<option value="{cast.beat.pk}" selected>' in asked.text
    assert '<optgroup label="' in asked.text


def test_what_another_process_changes_is_seen_after_a_few_seconds(
    north: list[Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    elm = services.add("district", Facts("Elm"), None, by=BUILDER, at=NOON)
    before = queries.area_by_slug("millrace")
    assert before
    assert before.parent
    Area.objects.filter(slug="old-town").update(name="New Town", version=F("version") + 1)
    Area.objects.filter(slug="millrace").update(parent=elm)
    later = time.monotonic() + queries.SECONDS

    monkeypatch.setattr(memory, "monotonic", lambda: later)
    after = queries.area_by_slug("millrace")

    assert after
    assert (before.parent.name, after.parent) == ("North", elm)
    assert {area.name for area in queries.beats_in(elm)} == {"Millrace"}
    assert [area.name for area in queries.areas("beat")] == ["Millrace", "New Town"]


def test_areas_are_read_again_only_where_one_changed(
    north: list[Area], monkeypatch: pytest.MonkeyPatch, count_queries: CountQueries
) -> None:
    later = time.monotonic()
    monkeypatch.setattr(memory, "monotonic", lambda: later)
    queries.tree()
    later += queries.SECONDS
    kept = queries.tree()
    later += queries.SECONDS

    with count_queries(1):
        again = queries.tree()

    assert again is kept

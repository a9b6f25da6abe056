"""A large city is the example town many times over: new keys, moved dates, other areas, and nothing left hanging."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings

from openbeat.apps.home.services import city, copying, town
from openbeat.apps.home.services.city import Size
from openbeat.core.hooks import demo
from openbeat.core.ledger.models import Entry
from openbeat.core.ledger.queries.audit import Audit
from openbeat.core.ledger.registry import Log
from openbeat.core.loop.models import Obligation
from openbeat.core.people import services as people
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.core.places.models import Landmark
from openbeat.core.search.models import Found
from openbeat.kit import memory
from openbeat.kit.clock import now

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SIZE = Size(beats=15, people=700, stories=600)


@pytest.fixture(scope="module")
def grown(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, int]]:
    """The small town, grown once for all; gives how many things of each kind of story there were before."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), transaction.atomic(), files:
        memory.forget_all()
        town.build("small", at=now())
        before = {label: copying.count(label)[0] for label in demo.stories()}
        before["late"] = Obligation.objects.filter(kept_at=None, released_at=None).count()
        before["marks"] = Landmark.objects.count()
        city.grow(SIZE, lambda _what, _done, _all: None, at=now())
        yield before
        transaction.set_rollback(True)
    memory.forget_all()


def test_a_city_has_as_much_of_everything_as_was_asked_for(grown: dict[str, int]) -> None:
    assert len(places.areas("beat")) == SIZE.beats
    assert Person.objects.count() >= SIZE.people
    assert all(copying.count(label)[0] >= SIZE.stories * 0.9 for label in demo.stories())
    assert Landmark.objects.count() == 3 * grown["marks"]
    names = [area.name for area in places.areas()]
    assert len(names) == len(set(names))


def test_nothing_hangs_in_the_air_and_a_point_lies_in_its_own_quarter(grown: dict[str, int]) -> None:
    connection.check_constraints()
    kinds = {row["kind"] for row in Found.objects.order_by("kind").values("kind").distinct()}
    for kind in kinds & demo.stories():
        keys = {int(key) for key in Found.objects.filter(kind=kind).order_by("pk").values_list("key", flat=True)}
        found = Found.objects.filter(kind=kind).order_by("-pk").first()
        assert found is not None
        assert f"/{found.key}/" in found.url
        assert len(keys) > grown[kind]
    for beat in places.areas("beat"):
        assert beat.longitude is not None
        assert beat.latitude is not None
        assert places.area_at(beat.longitude, beat.latitude) == beat


def test_only_what_is_closed_is_told_again(grown: dict[str, int]) -> None:
    waiting = Obligation.objects.filter(kept_at=None, released_at=None).count()

    assert waiting <= grown["late"] * 3
    assert not Entry.objects.filter(at__gt=now()).exists()


def test_the_new_areas_have_their_pages_and_what_comes_gets_a_key_of_its_own(grown: dict[str, int]) -> None:
    client, beat = Client(), places.areas("beat")[-1]
    district = places.lineage(beat)[1]

    for path in ("/areas/", f"/areas/{beat.slug}/", f"/areas/{district.slug}/"):
        assert beat.name in client.get(path).text, path
    newest = Person.objects.order_by("-pk").first()
    fresh = people.register(people.Newcomer("somebody.new@example.org", "New", "en"), at=now(), confirmed=True)
    assert newest is not None
    assert fresh.pk > newest.pk


def test_the_log_of_the_city_holds_and_what_is_no_copy_is_still_missed(grown: dict[str, int], settings: Any) -> None:
    settings.OPENBEAT_DEMO = True
    town.open_log(at=now())
    (copied,) = Entry.objects.filter(act="copy_acts").values_list("facts", flat=True)
    assert Entry.objects.filter(pk__gte=copied["first"], pk__lte=copied["last"]).exclude(log=None).count() == 0

    assert [str(each) for each in Audit(now()).differences()] == []

    kind, act = Entry.objects.filter(log=Log.OPEN).order_by("pk").values_list("kind", "act")[0]
    hidden = Entry.objects.create(at=now(), actor="program", act=act, kind=kind, key="1", log=None)
    assert [each.row for each in Audit(now()).differences()] == [f"ledger_entry {hidden.pk}"]

    settings.OPENBEAT_DEMO = False  # a department has no copies, whatever its ledger says
    assert len(list(Audit(now()).differences())) > 1

"""What is laid down again is what the makers made, and whatever a test did itself ends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from openbeat.apps.complaints.demo import a_complaint, an_office
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.places import services as areas
from openbeat.core.places.models import Kind
from openbeat.core.vault.demo import more_keys
from tests import laid
from tests.cast import a_cast

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each maker was that was laid down again; nothing is kept yet."""
    counts: list[int] = []
    plain = laid._lay

    def lay(kept: Any, roots: list[Any]) -> Any:
        counts.append(len(kept.statements))
        return plain(kept, roots)

    monkeypatch.setattr(laid, "_lay", lay)
    monkeypatch.setattr(laid.GROUND, "kept", {})
    monkeypatch.setattr(laid.GROUND, "seen", set())
    return counts


def nothing() -> laid.Patched:
    """Nothing is set or patched."""
    return iter(())


def a_test(
    *, own: Callable[[], object] = lambda: None, patched: Callable[[], laid.Patched] = nothing
) -> tuple[Any, ...]:
    """What stands there after the makers, what they gave, and the files they wrote; then all of it is gone."""
    laid.begin(patched)
    with transaction.atomic():
        a_cast()
        own()
        office = an_office()
        complaint = a_complaint(office, Stage.ANSWERED).complaint
        facts = {field.attname: getattr(complaint, field.attname) for field in complaint._meta.concrete_fields}
        found = rows(), office.known.people, facts, laid._files()
        transaction.set_rollback(True)
    for name in laid.FOLDERS:
        shutil.rmtree(getattr(settings, name), ignore_errors=True)
    return found


def test_what_is_laid_down_again_is_what_the_makers_made(again: list[int]) -> None:
    a_test()
    made = a_test()
    assert again == []

    assert a_test() == made
    assert len(again) == len(["the cast", "the office", "the complaint"])
    assert min(again) > 5


def test_what_a_maker_changed_of_its_arguments_is_changed_again(again: list[int]) -> None:
    def known() -> dict[int, str]:
        laid.begin(nothing)
        with transaction.atomic():
            cast = a_cast()
            office = an_office()
            more_keys(office.known, cast.imani, at=NOON)
            transaction.set_rollback(True)
        assert office.keys(cast.imani)
        return office.known.people

    assert known() is not known()
    assert known() == known()
    assert len(again) > 3


def test_after_something_of_its_own_a_test_has_the_services_do_it(again: list[int]) -> None:
    def own() -> None:
        areas.add(
            Kind.DISTRICT, areas.Facts("Mill End", number="9"), areas.root(by=BUILDER, at=NOON), by=BUILDER, at=NOON
        )

    for _each in range(3):
        a_test(own=own)

    assert len(again) == len(["the cast"])


def test_what_a_test_replaced_is_gone_through(again: list[int]) -> None:
    def function() -> laid.Patched:
        yield "services.file", nothing

    def setting() -> laid.Patched:
        yield "TIME_ZONE", "UTC"

    for _each in range(3):
        a_test(patched=function)
    assert len(again) == len(["the cast"])

    for _each in range(3):
        a_test(patched=setting)  # the same each time, as a function never is
    assert len(again) == len(["the cast"]) * 4 + len(["the office", "the complaint"])


def test_what_a_test_sets_and_patches_is_told(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    assert list(laid.GROUND.patched()) == []

    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(laid, "OLD", 1.0)
    settings.LANGUAGE_CODE = "es"

    assert list(laid.GROUND.patched()) == [("OLD", 1.0), ("TZ", "UTC"), ("LANGUAGE_CODE", "es")]


def test_what_is_old_is_made_again(again: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    a_test()
    a_test()
    monkeypatch.setattr(laid, "OLD", 0.0)

    a_test()

    assert again == []

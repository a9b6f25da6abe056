"""Whoever opens something personal or sealed is on record with the reason, a word and never free text."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from openbeat.core.ledger.http import Slow, opens
from openbeat.core.ledger.models import Entry
from tests.cast import Cast, a_cast


def _read(cast: Cast, **how: Any) -> dict[str, Any]:
    @opens(lambda _request: cast.rosa, **how)
    def view(_request: Any, thing: Any) -> HttpResponse:
        return HttpResponse(str(thing.pk))

    request: Any = RequestFactory().get("/")
    request.actor = cast.lee
    assert view(request).content == str(cast.rosa.pk).encode()
    entry = Entry.objects.order_by("-pk").first()
    assert entry is not None
    assert (entry.act, entry.by, entry.key) == ("open", cast.lee, str(cast.rosa.pk))
    return dict(entry.facts)


def test_a_reading_is_on_record_with_its_reason(cast: Cast) -> None:
    assert _read(cast, why="handles") == {"why": "handles"}
    assert _read(cast, why=lambda request, thing: f"handles_{thing.pk}_{request.method}") == {
        "why": f"handles_{cast.rosa.pk}_GET"
    }


def test_a_reading_without_a_reason_is_on_record_all_the_same(cast: Cast) -> None:
    assert _read(cast) == {}
    assert _read(cast, why=lambda _request, _thing: "") == {}


def _writes(cast: Cast) -> bool:
    """Whether the database takes a change now."""
    try:
        return type(cast.rosa).objects.update(name="Somebody") > 0
    except DatabaseError:
        return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("free", [True, False])
def test_what_takes_seconds_is_made_after_the_record_while_nothing_is_held_and_shown_read_only(free: bool) -> None:  # noqa: FBT001
    cast = a_cast()
    seen: list[Any] = []

    def make() -> str:
        seen.append((Entry.objects.filter(act="open").count(), connection.in_atomic_block, _writes(cast)))
        return "made"

    def show(made: str) -> HttpResponse:
        seen.append(_writes(cast))
        return HttpResponse(made)

    @opens(lambda _request: cast.rosa, unless=lambda _actor, _thing: free)
    def view(_request: Any, _thing: Any) -> Slow[str]:
        return Slow(make, show)

    request: Any = RequestFactory().get("/")
    request.actor = cast.lee

    assert view(request).content == b"made"
    assert seen == [(0 if free else 1, False, True), False]

"""Whoever opens something personal or sealed is on record with the reason, a word and never free text."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from openbeat.core.ledger.http import opens
from openbeat.core.ledger.models import Entry
from tests.cast import Cast


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

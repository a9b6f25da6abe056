"""A view reads or writes, and cannot do the other; a public page is a visitor's page, whoever asks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from openbeat.core.web.cache import ALL_THE_SAME
from openbeat.core.web.http import open_to_all, public, reads, writes
from openbeat.kit.actors import VISITOR


def asked(method: str = "get", **facts: Any) -> Any:
    request = getattr(RequestFactory(), method)("/somewhere/")
    request.actor, request.user = "somebody", "somebody"
    for name, value in facts.items():
        setattr(request, name, value)
    return request


def a_write() -> None:
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=timezone.now())


@reads
def writing_in_a_reading_view(_request: Any) -> HttpResponse:
    a_write()
    return HttpResponse("written")


@writes
def writing(_request: Any) -> HttpResponse:
    a_write()
    return HttpResponse("written")


@writes
def breaking(_request: Any) -> HttpResponse:
    a_write()
    raise LookupError


def test_a_reading_view_cannot_write(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        writing_in_a_reading_view(asked())

    assert not Session.objects.exists()


def test_after_a_reading_view_one_can_write_again(db: None) -> None:
    reads(lambda _request: HttpResponse("read"))(asked())

    assert writing(asked("post")).content == b"written"
    assert Session.objects.count() == 1


def test_a_writing_view_does_all_or_nothing(db: None) -> None:
    with pytest.raises(LookupError):
        breaking(asked("post"))

    assert not Session.objects.exists()


def test_reading_is_by_get_and_writing_by_post(db: None) -> None:
    assert writing(asked("get")).status_code == 405
    assert writing_in_a_reading_view(asked("post")).status_code == 405
    assert not Session.objects.exists()


def test_a_public_view_is_rendered_for_a_visitor_whoever_asks(db: None) -> None:
    seen: list[Any] = []

    @public
    @reads
    def view(request: Any) -> HttpResponse:
        seen.extend([request.actor, request.user])
        return HttpResponse("page")

    request = asked()
    view(request)

    assert seen == [VISITOR, AnonymousUser()]
    assert request.META["openbeat.keep"] == ALL_THE_SAME


def test_a_view_open_to_all_keeps_who_asks(db: None) -> None:
    seen: list[Any] = []

    @open_to_all
    @reads
    def view(request: Any) -> HttpResponse:
        seen.append(request.actor)
        return HttpResponse("page")

    view(asked(actor=SimpleNamespace(kind="person")))

    assert [actor.kind for actor in seen] == ["person"]

"""Which form belongs to which act of whoever leads a meeting, and which service it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms

from openbeat.apps.meetings import forms, queries
from openbeat.apps.meetings.lifecycle import AttendanceAct, ComingAct, HostAct
from openbeat.apps.meetings.services import attendance, coming, hosting

if TYPE_CHECKING:
    from datetime import datetime
    from enum import StrEnum

    from openbeat.apps.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class HostDoor:
    """The act, its form (from data or None, meeting, moment), the service, and how the form becomes its facts."""

    act: StrEnum
    form: Callable[..., Any]
    service: Callable[..., Any]
    facts: Callable[[Any], dict[str, Any]]


def _room(data: Any, meeting: Meeting, _at: datetime) -> Any:
    return forms.RoomForm(data, initial={"room_for": meeting.room_for}, auto_id="room-%s")


def _button(data: Any, _meeting: Meeting, _at: datetime) -> Any:
    return django_forms.Form(data)


def _expect(data: Any, meeting: Meeting, _at: datetime) -> Any:
    return forms.ExpectForm(data, posts=queries.posts_to_expect(meeting.area), auto_id="expect-%s")


def _plain(name: str, form: Any) -> Callable[..., Any]:
    return lambda data, _meeting, _at: form(data, auto_id=f"{name}-%s")


def _sheet(form: Any) -> dict[str, Any]:
    return {"entries": form.cleaned_data["lines"], "once": form.once}


HOST_DOORS = {
    "room": HostDoor(ComingAct.LIMIT, _room, coming.limit, lambda form: {"room_for": form.cleaned_data["room_for"]}),
    "expect": HostDoor(
        HostAct.EXPECT, _expect, hosting.expect, lambda form: {"post": form.post, "name": form.cleaned_data["name"]}
    ),
    "remind": HostDoor(
        HostAct.REMIND,
        _plain("remind", forms.RemindForm),
        hosting.remind,
        lambda form: {"hours": form.cleaned_data["hours"], "words": form.said},
    ),
    "enter": HostDoor(AttendanceAct.ENTER, _plain("sheet", forms.SheetForm), attendance.enter, _sheet),
    "new-code": HostDoor(AttendanceAct.NEW_CODE, _button, attendance.new_code, lambda _form: {}),
    "arrange": HostDoor(ComingAct.ARRANGE, _button, coming.arrange, lambda _form: {}),
}


def form_of(name: str, data: Any, meeting: Meeting, at: datetime) -> Any:
    """The form of an act, empty or with what was typed in."""
    return HOST_DOORS[name].form(data, meeting, at)

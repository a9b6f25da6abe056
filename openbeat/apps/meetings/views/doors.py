"""Which form belongs to which act on a meeting, and which service it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import forms, queries
from openbeat.apps.meetings.lifecycle import Act
from openbeat.apps.meetings.services import items, meetings, rehanging
from openbeat.core.hooks import chart

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.policy import Verdict


@dataclass(frozen=True, slots=True)
class Door:
    """What the act is called, how its form is made, the service, and how what was typed in becomes its facts."""

    label: Any
    form: Callable[..., Any]  # data or None, meeting, at
    service: Callable[..., Any]
    facts: Callable[[Any], dict[str, Any]]
    hint: Any = ""
    offered: Callable[[], bool] = lambda: True


def _publish(data: Any, meeting: Meeting, at: datetime) -> Any:
    return forms.PublishForm(data, initial=forms.PublishForm.first(meeting), auto_id="publish-%s")


def _change(data: Any, meeting: Meeting, at: datetime) -> Any:
    first = forms.ChangeForm.first(meeting)
    return forms.ChangeForm(data, initial=first, at=at, meeting=meeting, auto_id="change-%s")


def _cancel(data: Any, meeting: Meeting, at: datetime) -> Any:
    return forms.CancelForm(data, in_series=meeting.series_id is not None, auto_id="cancel-%s")


def _agree(data: Any, meeting: Meeting, _at: datetime) -> Any:
    return forms.AgreeForm(data, items=queries.new_on_agenda(meeting), auto_id="agree-%s")


def _plain(name: str, form: type[Any]) -> Callable[..., Any]:
    return lambda data, _meeting, _at: form(data, auto_id=f"{name}-%s")


DOORS = {
    Act.PUBLISH.value: Door(
        _("Publish the note"),
        _publish,
        meetings.publish,
        lambda form: {"summary": form.said, "version": form.cleaned_data["version"]},
        _("Everybody who was there, and everybody who could not come, reads what came of it."),
    ),
    Act.AGREE.value: Door(
        _("Put a task on the chart"),
        _agree,
        items.agree,
        lambda form: {"words": form.said, "due_on": form.cleaned_data["due_on"], "about": form.item},
        _("The liaison officer is responsible for it; the block contact is its contact. The chart can change that."),
        chart.provided,
    ),
    Act.ADD.value: Door(
        _("Add to the agenda"),
        _plain("add", forms.AddForm),
        items.add,
        lambda form: {"words": form.said, "part": form.cleaned_data["part"]},
    ),
    Act.CHANGE.value: Door(
        _("Change time, place or words"),
        _change,
        rehanging.change_meeting,
        lambda form: {"plan": form.plan(), "version": form.cleaned_data["version"], "scope": form.scope},
        _("Calendars that follow this meeting change with it."),
    ),
    Act.CANCEL.value: Door(
        _("Cancel the meeting"),
        _cancel,
        rehanging.cancel_meeting,
        lambda form: {"why": form.said, "scope": form.scope},
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act that may be done now: its name, its words, its form, and whether the form stands open."""

    name: str
    label: Any
    hint: Any
    form: Any
    open: bool


def steps(meeting: Meeting, doors: dict[str, Verdict], opened: Any, at: datetime) -> list[Step]:
    """The acts that are open to whoever looks, each with its form."""
    found = []
    for name, door in DOORS.items():
        asked = opened is not None and opened.name == name
        if asked or (doors[name] and door.offered()):
            form = opened.form if asked else door.form(None, meeting, at)
            found.append(Step(name, door.label, door.hint, form, asked))
    return found

"""Which form belongs to which act on a task, and which service it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import forms, queries
from openbeat.apps.progress.lifecycle import Act
from openbeat.apps.progress.services import learning, problems, tasks
from openbeat.core.web import dates

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.progress.models import Task
    from openbeat.kit.policy import Verdict


@dataclass(frozen=True, slots=True)
class Door:
    """A form, the service that it leads to, and how what was typed in becomes the facts of the service."""

    form: type[Any]
    service: Callable[..., Any]
    facts: Callable[[Any], dict[str, Any]] = lambda _form: {}


def _version(form: Any) -> int:
    return int(form.cleaned_data["version"])


DOORS = {
    Act.START.value: Door(forms.StartForm, tasks.start),
    Act.COMPLETE.value: Door(
        forms.CompleteForm,
        tasks.complete,
        lambda form: {"outcome": form.said, "version": _version(form), "result": form.outcome},
    ),
    Act.SLIP.value: Door(
        forms.SlipForm,
        tasks.retime,
        lambda form: {"to": form.days, "why": form.said, "version": _version(form)},
    ),
    Act.NOTE.value: Door(
        forms.NoteForm,
        problems.note,
        lambda form: {
            "words": form.said,
            "remover": form.cleaned_data["remover"],
            "obstacle": form.cleaned_data["obstacle"],
        },
    ),
    Act.ASK.value: Door(forms.AskForm, problems.ask, lambda form: {"words": form.said}),
    Act.STEP.value: Door(
        forms.StepForm, learning.step, lambda form: {"to": form.cleaned_data["to"], "found": form.said}
    ),
    Act.ASSESS.value: Door(forms.AssessForm, learning.assess, lambda form: {"result": form.outcome}),
    Act.CONFIRM.value: Door(forms.StartForm, tasks.confirm),
    Act.REOPEN.value: Door(forms.ReopenForm, tasks.reopen, lambda form: {"why": form.said}),
    Act.REWORD.value: Door(
        forms.RewordForm, tasks.reword, lambda form: {"title": form.said, "version": _version(form)}
    ),
    Act.HAND_OVER.value: Door(
        forms.HandOverForm, tasks.hand_over, lambda form: {"to": form.hands, "version": _version(form)}
    ),
}


LABELS = {
    Act.START.value: (_("Begin the work"), ""),
    Act.COMPLETE.value: (
        _("Complete it"),
        _("Whoever raised it, or the community's contact, is asked whether it is solved."),
    ),
    Act.SLIP.value: (_("Change the timetable"), _("The old date and the reason stay visible.")),
    Act.NOTE.value: (_("Note a problem"), ""),
    Act.ASK.value: (_("Ask about it"), _("Whoever is responsible owes you an answer by a date.")),
    Act.STEP.value: (
        _("Go on with the problem"),
        _("Scanning, analysis, response, assessment: forward, or back where the facts ask for it."),
    ),
    Act.ASSESS.value: (_("Say whether it worked"), _("What was said before stays on this page.")),
    Act.CONFIRM.value: (_("Confirm: it is solved"), ""),
    Act.REOPEN.value: (_("Open it again"), _("What was said stays on the chart, and there is a new date.")),
    Act.REWORD.value: (_("Say it better"), ""),
    Act.HAND_OVER.value: (_("Hand it over"), _("The date stays.")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act that may be done now: its name, its words, its form, and whether the form stands open."""

    name: str
    label: Any
    hint: Any
    form: Any
    open: bool


def steps(task: Task, doors: dict[str, Verdict], opened: Any, today: date) -> list[Step]:
    """The acts that are open to whoever looks, each with its form."""
    found = []
    for name, door in DOORS.items():
        asked = opened is not None and opened.name == name
        if asked or doors[name]:
            form = opened.form if asked else door.form(task=task, today=today, auto_id=f"{name}-%s")
            found.append(Step(name, *LABELS[name], form, asked))
    return found


def mine(form: Any) -> str:
    """What somebody wanted to put where another one has put something meanwhile."""
    facts = form.cleaned_data
    if "to" in facts:
        return dates.words(facts["to"], "day")
    return queries.hands_in_words(form.hands.officer, form.hands.contact) if "officer" in facts else str(facts["words"])

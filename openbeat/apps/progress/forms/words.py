"""What the forms of the chart are made of: words and their language, roles, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Words
from openbeat.apps.progress.policies import POLICE
from openbeat.core.hooks import roles
from openbeat.core.people.roles import Role
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.progress.models import Task

OFFICERS = (Role.OFFICER, *POLICE)
MOST = 4000  # characters
NOBODY_NAMED = _("All can read this. Please name nobody but by their office.")


def roles_of(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(str(name), roles.label(name)) for name in names]


def language_field() -> forms.ChoiceField:
    """The language of what is typed in."""
    return forms.ChoiceField(label=_("In which language is this written?"), choices=languages.choices, initial=spoken)


def not_passed(day: date, today: date | None) -> date:
    """Refuse a day that has passed."""
    if today and day < today:
        raise forms.ValidationError(_("Choose today or a later day: a date in the past cannot be promised."))
    return day


class TaskForm(forms.Form):
    """A form about a task: it knows the task, and what day it is."""

    def __init__(self, *args: Any, task: Task | None = None, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task, self.today = task, today
        if task and "version" in self.fields:
            self.fields["version"].initial = task.version


class StartForm(TaskForm):
    """Nothing to type in."""


class WordsForm(TaskForm):
    """Words of a person, and the language they are in."""

    words = forms.CharField(max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}))
    language = language_field()
    wanted: Any = _("What became of it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = self.wanted, NOBODY_NAMED

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])

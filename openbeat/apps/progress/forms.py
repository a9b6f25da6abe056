"""What is typed in on the chart. Plain forms: they check, and save nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Hands, Words
from openbeat.apps.progress.policies import COMMUNITY, POLICE
from openbeat.apps.progress.queries import SORTS
from openbeat.core.hooks import roles
from openbeat.core.people.roles import Role
from openbeat.core.translation import languages
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.progress.models import Task
    from openbeat.core.places.models import Area

OFFICERS = (Role.OFFICER, *POLICE)
MOST = 4000  # characters
NOBODY_NAMED = _("All can read this. Please name nobody but by their office.")
OF_POLICE = _("Who of the police is responsible?")
OF_COMMUNITY = _("Who of the community is the contact?")


def spoken() -> str:
    """The language in which somebody probably writes: that of the page."""
    code = get_language() or "en"
    return code if code in languages.WRITTEN else "en"


def _roles(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(str(name), roles.label(name)) for name in names]


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
    language = forms.ChoiceField(
        label=_("In which language is this written?"), choices=languages.choices, initial=spoken
    )
    wanted: Any = _("What became of it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = self.wanted, NOBODY_NAMED

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class PutForm(forms.Form):
    """A new task of the chart."""

    area = forms.ChoiceField(label=_("For which area?"))
    title = forms.CharField(label=_("What will be done?"), max_length=200, help_text=NOBODY_NAMED)
    language = forms.ChoiceField(
        label=_("In which language is this written?"), choices=languages.choices, initial=spoken
    )
    officer = forms.ChoiceField(label=OF_POLICE, choices=lambda: _roles(OFFICERS), initial=Role.LIAISON)
    contact = forms.ChoiceField(label=OF_COMMUNITY, choices=lambda: _roles(COMMUNITY), initial=Role.BLOCK_CONTACT)
    due_on = DayField(label=_("Promised for which day?"))

    def __init__(self, *args: Any, areas: list[Area], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.fields["area"].choices = [(area.slug, area.name) for area in areas]  # type: ignore[attr-defined]
        self.today = today

    def clean_area(self) -> Area:
        """The area behind the choice."""
        return self.areas[self.cleaned_data["area"]]

    def clean_due_on(self) -> date:
        """Refuse a day that has passed."""
        return _not_passed(self.cleaned_data["due_on"], self.today)


class RewordForm(WordsForm):
    """Better words for a task."""

    words = forms.CharField(max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("What will be done?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.task:
            self.fields["words"].initial, self.fields["language"].initial = self.task.title, self.task.language


class SlipForm(WordsForm):
    """A new date, and why."""

    to = DayField(label=_("The new date"))
    words = forms.CharField(max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("Why does the date change?")
    field_order = ("to", "words", "language")

    def clean_to(self) -> date:
        """Refuse a day that has passed, and the one that stands."""
        day = _not_passed(self.cleaned_data["to"], self.today)
        if self.task and day == self.task.due_on:
            raise forms.ValidationError(_("This is the date that stands already."))
        return day


class HandOverForm(TaskForm):
    """Who is responsible from now on."""

    officer = forms.ChoiceField(label=OF_POLICE, choices=lambda: _roles(OFFICERS))
    contact = forms.ChoiceField(label=OF_COMMUNITY, choices=lambda: _roles(COMMUNITY))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.task:
            self.fields["officer"].initial, self.fields["contact"].initial = self._now

    @property
    def _now(self) -> tuple[str, str]:
        return (self.task.officer.role, self.task.contact.role) if self.task else ("", "")

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing."""
        facts = self.cleaned_data
        if (facts.get("officer"), facts.get("contact")) == self._now:
            raise forms.ValidationError(_("They are responsible already. Choose somebody else."))
        return facts

    @property
    def hands(self) -> Hands:
        """The two roles."""
        return Hands(self.cleaned_data["officer"], self.cleaned_data["contact"])


class NoteForm(WordsForm):
    """A problem encountered."""

    remover = forms.CharField(
        label=_("Who can remove it?"),
        max_length=200,
        required=False,
        help_text=_("An office: “Public Works”, “the owner of the lot”."),
    )
    wanted = _("What is the problem?")
    field_order = ("words", "remover", "language")


class AskForm(WordsForm):
    """A question of the community."""

    wanted = _("What do you want to know?")


class CompleteForm(WordsForm):
    """What was done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("What was done?")


class ReopenForm(WordsForm):
    """Why it is not solved."""

    wanted = _("Why is it not solved?")


class ResolveForm(WordsForm):
    """How a problem was removed, or the answer to a question."""


class FilterForm(forms.Form):
    """What somebody looks for; whatever is odd in the address is left out."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("open", _("Open")), ("late", _("Late")), ("done", _("Done"))],
    )
    who = forms.ChoiceField(label=_("Who is responsible"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("due", _("Open first, by date")),
            ("newest", _("Newest first")),
            ("done", _("Done lately")),
            ("area", _("By area")),
        ],
    )

    def __init__(self, *args: Any, areas: list[Area], signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        every = ("", _("All areas"))
        self.fields["area"].choices = [every, *((area.slug, area.name) for area in areas)]  # type: ignore[attr-defined]
        mine = [("mine", _("Me"))] if signed_in else []
        self.fields["who"].choices = [("", _("Anybody")), *mine, *_roles(OFFICERS)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What is understood of the wish."""
        self.is_valid()
        facts = self.cleaned_data
        sort = facts.get("sort")
        return {
            "area": self.areas.get(facts.get("area") or ""),
            "state": facts.get("state") or "",
            "who": facts.get("who") or "",
            "sort": sort if sort in SORTS else "due",
        }


def _not_passed(day: date, today: date | None) -> date:
    if today and day < today:
        raise forms.ValidationError(_("Choose today or a later day: a date in the past cannot be promised."))
    return day

"""Forms about a task as a whole: its words, its timetable, who is responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.forms.words import (
    NOBODY_NAMED,
    OFFICERS,
    TaskForm,
    WordsForm,
    language_field,
    not_passed,
    roles_of,
)
from openbeat.apps.progress.lifecycle import Days, Hands
from openbeat.apps.progress.policies import COMMUNITY
from openbeat.core.people.roles import Role
from openbeat.core.places import choosing
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from datetime import date

    from openbeat.core.places.models import Area

OF_POLICE = _("Who of the police is responsible?")
OF_COMMUNITY = _("Who of the community is the contact?")


def in_order(form: forms.Form, start: str, due: str, stands: date | None) -> dict[str, Any]:
    """Refuse work that begins after it is promised to be done."""
    facts: dict[str, Any] = form.cleaned_data
    first = facts.get(start) or stands
    if first and facts.get(due) and first > facts[due]:
        form.add_error(due, _("The work begins before it is promised to be done."))
    return facts


class PutForm(forms.Form):
    """A new task of the chart."""

    area = forms.ChoiceField(label=_("For which area?"), widget=LongSelect)
    title = forms.CharField(label=_("What will be done?"), max_length=200, help_text=NOBODY_NAMED)
    language = language_field()
    officer = forms.ChoiceField(label=OF_POLICE, choices=lambda: roles_of(OFFICERS), initial=Role.LIAISON)
    contact = forms.ChoiceField(label=OF_COMMUNITY, choices=lambda: roles_of(COMMUNITY), initial=Role.BLOCK_CONTACT)
    starts_on = DayField(
        label=_("When does the work begin?"), required=False, help_text=_("Leave it empty where nobody knows yet.")
    )
    due_on = DayField(label=_("Promised for which day?"))

    def __init__(self, *args: Any, areas: list[Area], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.fields["area"].choices = choosing.by_slug(areas)  # type: ignore[attr-defined]
        self.today = today

    def clean_area(self) -> Area:
        """The area behind the choice."""
        return self.areas[self.cleaned_data["area"]]

    def clean_due_on(self) -> date:
        """Refuse a day that has passed."""
        return not_passed(self.cleaned_data["due_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse work that begins after it is promised to be done."""
        return in_order(self, "starts_on", "due_on", None)


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
    """Another timetable, and why."""

    to = DayField(label=_("The new date"))
    start = DayField(label=_("When does the work begin?"), required=False)
    words = forms.CharField(max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("Why does the date change?")
    field_order = ("to", "start", "words", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.task and self.task.started_at:
            del self.fields["start"]  # it has begun: that is a fact, and no plan any more
        elif self.task:
            self.fields["start"].initial = self.task.starts_on

    def clean_to(self) -> date:
        """Refuse a day that has passed, unless it is the one that stands."""
        day: date = self.cleaned_data["to"]
        return day if self.task and day == self.task.due_on else not_passed(day, self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing, and work that begins after it is promised to be done."""
        facts = in_order(self, "start", "to", self.task.starts_on if self.task else None)
        start = facts.get("start")
        if self.task and facts.get("to") == self.task.due_on and start in {None, self.task.starts_on}:
            self.add_error("to", _("This is the date that stands already."))
        return facts

    @property
    def days(self) -> Days:
        """The two days."""
        return Days(self.cleaned_data["to"], self.cleaned_data.get("start"))


class HandOverForm(TaskForm):
    """Who is responsible from now on."""

    officer = forms.ChoiceField(label=OF_POLICE, choices=lambda: roles_of(OFFICERS))
    contact = forms.ChoiceField(label=OF_COMMUNITY, choices=lambda: roles_of(COMMUNITY))
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


class ReopenForm(WordsForm):
    """Why it is not solved."""

    wanted = _("Why is it not solved?")

"""Forms of the department's pages: they check what is typed; services decide."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from openbeat.core.department import feasts, queries, tongues
from openbeat.core.department.facts import Change, Decision, Facts
from openbeat.core.department.models import Clock
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from openbeat.core.department.lines import Line
    from openbeat.core.department.models import Department


class DetailsForm(forms.Form):
    """What the department says of itself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the department"), max_length=120)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Language in which you write this"), choices=tongues.of_pages)
    danger_call = forms.CharField(
        label=_("In danger: what to call or text"),
        help_text=_("For instance: Call or text 911. Empty means just that."),
        max_length=200,
        required=False,
    )
    danger_relay = forms.CharField(
        label=_("In danger: for people who cannot hear or speak"), max_length=300, required=False
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Address for letters"), max_length=300, required=False, widget=forms.Textarea({"rows": 4})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the pages"), choices=tongues.of_pages, widget=forms.CheckboxSelectMultiple
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Working days"), choices=list(WEEKDAYS.items()), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [(name, name) for name in ("UTC", *feasts.zones())])
    country = forms.CharField(label=_("Country, in two letters"), max_length=2, required=False)
    region = forms.CharField(label=_("State or region, in its short form"), max_length=10, required=False)

    @staticmethod
    def first(department: Department) -> dict[str, Any]:
        """What stands now, to begin with."""
        names = (*Facts.__dataclass_fields__, "version")
        return {name: getattr(department, name) for name in names}

    def facts(self) -> Facts:
        """What was typed, without the version."""
        return Facts(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class HolidayForm(forms.Form):
    """One day on which nobody works."""

    day = DayField(label=_("Day"))
    name = forms.CharField(label=_("Name of the holiday"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the name"), choices=tongues.of_pages)


class FillForm(forms.Form):
    """The public holidays of a country for a year."""

    country = forms.CharField(label=_("Country, in two letters"), max_length=2)
    region = forms.CharField(label=_("State or region, in its short form"), max_length=10, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class PromiseForm(forms.Form):
    """A promise from a day on."""

    days = forms.IntegerField(label=_("How many days"), min_value=0, max_value=730)
    clock = forms.ChoiceField(label=_("Which days are counted"), choices=Clock.choices)
    since = DayField(
        label=_("From which day on"),
        help_text=_("It begins with that day. What was promised before keeps its date."),
    )
    reason = forms.CharField(label=_("Why"), help_text=_("Everybody can read this."), max_length=300)
    language = forms.ChoiceField(label=_("Language of the reason"), choices=tongues.of_pages)
    decided_by = forms.CharField(
        label=_("Which office decided it"),
        help_text=_("An office, not a name: the chief, the city council."),
        max_length=120,
    )

    def change(self, promise: str) -> Change:
        """What was typed, beginning with the first moment of the day here."""
        facts = dict(self.cleaned_data)
        since = datetime.combine(facts.pop("since"), time.min, tzinfo=queries.zone())
        return Change(promise=promise, since=since, **facts)


class DecisionForm(forms.Form):
    """What was decided about a line of law and safety."""

    number = forms.IntegerField(required=True)
    words = forms.CharField(
        label=_("What was decided"), max_length=2000, widget=forms.Textarea({"rows": 6}),
        help_text=_("In plain words. Everybody can read this."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of these words"), choices=tongues.of_pages)
    decided_by = forms.CharField(
        label=_("Which office decided it"),
        help_text=_("An office, not a name: the chief and the city's lawyer."),
        max_length=120,
    )

    def __init__(self, line: Line, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if line.number is None:
            del self.fields["number"]
            return
        number = line.number
        if number.names:
            choices = [(number.least + place, name) for place, name in enumerate(number.names)]
            self.fields["number"] = forms.TypedChoiceField(label=number.label, choices=choices, coerce=int)
        else:
            self.fields["number"] = forms.IntegerField(
                label=number.label, min_value=number.least, max_value=number.most
            )

    def decision(self) -> Decision:
        """What was typed."""
        return Decision(**self.cleaned_data)

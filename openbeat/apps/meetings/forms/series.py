"""What is typed in about a series of meetings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import PLAN_FIELDS, HourInput, PlaceForm, WordsForm
from openbeat.apps.meetings.forms.together import own_ground
from openbeat.apps.meetings.lifecycle import Every, Holidays, SeriesPlan, Week
from openbeat.core.places import choosing
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Series
    from openbeat.core.places.models import Area

RULE_FIELDS = ("begins_on", "begins", "every", "interval", "holidays", "until")
ORDER = ("kind", "run_by", "title", "every", "weekdays", "weeks", "monthday", "interval", "begins_on", "until",
         "begins", "ends", "holidays")  # fmt: skip
MONTHDAYS = [("", "—"), *[(day, str(day)) for day in range(1, 32)], (-1, _("the last day"))]
MINUTE = timedelta(minutes=1)


class SeriesForm(PlaceForm):
    """When and where an area meets again and again."""

    every = forms.ChoiceField(
        label=_("How often?"), choices=Every.choices, initial=Every.MONTH_WEEKDAY, widget=forms.RadioSelect
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which weekdays?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weeks = forms.TypedMultipleChoiceField(
        label=_("On which of these weekdays in a month?"),
        choices=Week.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a weekday of the month: “second” for the second Tuesday."),
    )
    monthday = forms.TypedChoiceField(
        label=_("On which day of the month?"),
        choices=MONTHDAYS,
        coerce=int,
        empty_value="0",
        required=False,
        help_text=_("Only for a day of the month. A month without this day is left out."),
    )
    interval = forms.IntegerField(
        label=_("Every how many weeks, months or years?"), min_value=1, max_value=24, initial=1
    )
    begins_on = DayField(label=_("From which day on?"))
    until = DayField(label=_("Until which day?"), required=False, help_text=_("Leave it empty if it goes on."))
    begins = forms.TimeField(label=_("Begins"), widget=HourInput())
    ends = forms.TimeField(label=_("Ends"), widget=HourInput())
    holidays = forms.ChoiceField(
        label=_("What if it falls on a holiday?"), choices=Holidays.choices, initial=Holidays.MOVE
    )
    field_order: tuple[str, ...] = ORDER

    def clean(self) -> dict[str, Any]:
        """Refuse a rule without a day, and hours or days in the wrong order."""
        facts = self.cleaned_data
        every = facts.get("every")
        if every == Every.MONTH_WEEKDAY and not (facts.get("weekdays") and facts.get("weeks")):
            self.add_error("weeks", _("Say which weekday, and which of them in a month."))
        if every == Every.MONTH_DAY and not int(facts.get("monthday") or 0):
            self.add_error("monthday", _("Say on which day of the month."))
        if {"begins", "ends"} <= facts.keys() and facts["ends"] <= facts["begins"]:
            self.add_error("ends", _("A meeting ends after it began."))
        if facts.get("until") and "begins_on" in facts and facts["until"] < facts["begins_on"]:
            self.add_error("until", _("The last day comes after the first one."))
        return facts

    def plan(self) -> SeriesPlan:
        """What was typed in, as a plan."""
        facts = self.cleaned_data
        told = {name: facts[name] for name in (*PLAN_FIELDS, *RULE_FIELDS)}
        several: dict[str, Any] = {name: tuple(facts[name]) for name in ("weekdays", "weeks", "interpreters", "also")}
        start, end = (datetime.combine(date.min, facts[name]) for name in ("begins", "ends"))
        return SeriesPlan(**told, **several, monthday=int(facts["monthday"]), minutes=int((end - start) / MINUTE))

    @staticmethod
    def first(series: Series) -> dict[str, Any]:
        """What stands now."""
        several = ("weekdays", "weeks", "interpreters", "monthday", "version")
        told = {name: getattr(series, name) for name in (*PLAN_FIELDS, *RULE_FIELDS, *several)}
        ends = datetime.combine(date.min, series.begins) + series.minutes * MINUTE
        told["also"] = list(series.also.order_by("pk").values_list("pk", flat=True))
        return {**told, "ends": ends.time(), "monthday": series.monthday or ""}


class BeginForm(SeriesForm):
    """A new series of an area."""

    area = forms.ChoiceField(label=_("For which area?"), widget=LongSelect)
    field_order = ("area", *ORDER)

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.fields["area"].choices = choosing.by_slug(areas)  # type: ignore[attr-defined]
        self.ask_also(self.areas.get(self["area"].value(), areas[0] if areas else None))

    def clean_area(self) -> Area:
        """The area behind the choice."""
        return self.areas[self.cleaned_data["area"]]


class ChangeSeriesForm(SeriesForm):
    """A series, to change it: all meetings to come, or those from a day on."""

    since = DayField(
        label=_("From which day on does the change hold?"),
        required=False,
        help_text=_("Leave it empty for all meetings to come. A meeting that was changed on its own stays as it is."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("since", *ORDER)

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_also(series.area, without=own_ground(series.area))


class LeaveOutForm(WordsForm):
    """A day on which a series does not meet, and why."""

    day = DayField(label=_("On which day does it not meet?"))
    words = forms.CharField(max_length=200)
    wanted = _("Why does it not take place?")
    field_order = ("day", "words", "language")


class EndForm(WordsForm):
    """From when on a series does not meet again, and why."""

    since = DayField(label=_("From which day on?"), required=False, help_text=_("Leave it empty to end it now."))
    words = forms.CharField(max_length=200)
    wanted = _("Why does it end?")
    field_order = ("since", "words", "language")

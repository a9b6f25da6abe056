"""What is typed in about meetings. Plain forms: they check, and save nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.together import also_field, near_first, own_ground
from openbeat.apps.meetings.lifecycle import Kind, Part, Plan, Scope, Way, Words
from openbeat.core.department import queries as department
from openbeat.core.places import choosing
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.apps.meetings.models import AgendaItem, Meeting
    from openbeat.core.places.models import Area

LANGUAGE = _("In which language is this written?")
PLAN_FIELDS = ("kind", "title", "language", "place", "address", "online", "child_care", "access", "run_by")
MOST = 20_000  # characters of a note


class HourInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PlaceForm(forms.Form):
    """What kind of meeting it is, who leads it, where it is, and what helps there."""

    kind = forms.ChoiceField(label=_("What kind of meeting?"), choices=Kind.choices)
    run_by = forms.ChoiceField(
        label=_("Who leads it?"),
        choices=Way.choices,
        initial=Way.RESIDENT,
        required=False,
        help_text=_("A listening session is always led by facilitators: no officer is there."),
    )
    also = also_field()
    title = forms.CharField(label=_("What is it called?"), max_length=120)
    place = forms.CharField(
        label=_("Place"), max_length=120, help_text=_("A building and a room: “Public library, Room 2”.")
    )
    address = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    online = forms.URLField(
        label=_("Address to take part online"), max_length=300, required=False, assume_scheme="https"
    )
    interpreters = forms.MultipleChoiceField(
        label=_("Interpreters for"), choices=languages.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    child_care = forms.BooleanField(label=_("There is child care"), required=False)
    access = forms.CharField(
        label=_("How to get in, and what helps there"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steps, lift, hearing loop, bus, parking."),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)

    def clean_run_by(self) -> str:
        """Where nothing is said, a resident leads."""
        return self.cleaned_data["run_by"] or Way.RESIDENT

    def ask_also(self, area: Area | None, *, without: Iterable[int] = ()) -> None:
        """Ask with which other areas people meet; those near this one come first."""
        self.fields["also"].choices = near_first(area, without=without)  # type: ignore[attr-defined]


class MeetingForm(PlaceForm):
    """When and where people meet; days and hours are those of the department's zone."""

    day = DayField(label=_("Day"))
    begins = forms.TimeField(label=_("Begins"), widget=HourInput())
    ends = forms.TimeField(label=_("Ends"), widget=HourInput())
    field_order: tuple[str, ...] = ("kind", "run_by", "title", "day", "begins", "ends", "place", "address")

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        """Refuse hours that have passed, that do not exist, or that are in the wrong order."""
        facts = self.cleaned_data
        if {"day", "begins", "ends"} <= facts.keys():
            starts, ends = self._moment("begins"), self._moment("ends")
            if starts <= self.at:
                self.add_error("day", _("Choose a time that is still to come."))
            if ends <= starts:
                self.add_error("ends", _("A meeting ends after it began."))
            facts |= {"starts_at": starts, "ends_at": ends}
        return facts

    def _moment(self, name: str) -> datetime:
        """The hour on that day in the department's zone; where the clocks go forward, an hour may not exist."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data[name]
        local = datetime.combine(day, hour, tzinfo=department.zone())
        moment = local.astimezone(UTC)
        if moment.astimezone(local.tzinfo).time() != hour:
            self.add_error(name, _("This hour does not exist on that day: the clocks go forward."))
        return moment

    def plan(self) -> Plan:
        """What was typed in, as a plan."""
        facts = self.cleaned_data
        told = {name: facts[name] for name in PLAN_FIELDS}
        hours = {"starts_at": facts["starts_at"], "ends_at": facts["ends_at"]}
        return Plan(**told, **hours, interpreters=tuple(facts["interpreters"]), also=tuple(facts["also"]))


class AnnounceForm(MeetingForm):
    """A new meeting of an area."""

    area = forms.ChoiceField(label=_("For which area?"), widget=LongSelect)
    field_order = ("area", *MeetingForm.field_order)

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.fields["area"].choices = choosing.by_slug(areas)  # type: ignore[attr-defined]
        self.ask_also(self.areas.get(self["area"].value(), areas[0] if areas else None))

    def clean_area(self) -> Area:
        """The area behind the choice."""
        return self.areas[self.cleaned_data["area"]]


def scope_field() -> forms.ChoiceField:
    """The question about a meeting of a series: this one, the following, or all."""
    return forms.ChoiceField(
        label=_("Which meetings of the series?"),
        choices=Scope.choices,
        initial=Scope.THIS,
        widget=forms.RadioSelect,
        help_text=_("A meeting that was changed on its own before stays as it is."),
    )


class ChangeForm(MeetingForm):
    """What was announced, to change it; of a meeting of a series it asks how many are meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.ask_also(meeting.area, without=own_ground(meeting.area))
        if meeting.series_id:
            self.fields["scope"] = scope_field()
            self.order_fields(["scope", *self.field_order])

    @property
    def scope(self) -> str:
        """How many meetings are meant."""
        return str(self.cleaned_data.get("scope", Scope.THIS))

    def clean(self) -> dict[str, Any]:
        """Refuse another day for several meetings: their day is the rule's."""
        facts = super().clean()
        today = self.meeting.starts_at.astimezone(department.zone()).date()
        if facts.get("scope", Scope.THIS) != Scope.THIS and facts.get("day", today) != today:
            self.add_error(
                "day", _("This form moves one meeting to another day. For several, change the rule of the series.")
            )
        return facts

    @staticmethod
    def first(meeting: Meeting) -> dict[str, Any]:
        """What stands now."""
        starts, ends = (moment.astimezone(department.zone()) for moment in (meeting.starts_at, meeting.ends_at))
        told = {name: getattr(meeting, name) for name in (*PLAN_FIELDS, "interpreters", "version")}
        told["also"] = [area.pk for area in meeting.together]
        return {**told, "day": starts.date(), "begins": starts.time(), "ends": ends.time()}


class WordsForm(forms.Form):
    """Words of a person, and the language they are in."""

    words = forms.CharField(max_length=MOST, widget=forms.Textarea(attrs={"rows": 6}))
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)
    wanted: Any = ""
    hint: Any = _("All can read this. Please name nobody but by their office.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = self.wanted, self.hint

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class CancelForm(WordsForm):
    """Why a meeting does not take place."""

    words = forms.CharField(max_length=200)
    wanted = _("Why does it not take place?")

    def __init__(self, *args: Any, in_series: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_series:
            self.fields["scope"] = scope_field()
            self.order_fields(["scope"])

    @property
    def scope(self) -> str:
        """How many meetings are meant."""
        return str(self.cleaned_data.get("scope", Scope.THIS))


class AddForm(WordsForm):
    """An item in one's own words."""

    part = forms.ChoiceField(label=_("Under which part?"), choices=Part.choices, initial=Part.NEW)
    words = forms.CharField(max_length=200)
    wanted = _("What is it about?")
    field_order = ("part", "words", "language")


class AgreeForm(WordsForm):
    """A task that the meeting agrees on."""

    words = forms.CharField(max_length=200)
    due_on = DayField(label=_("Promised for which day?"))
    about = forms.ChoiceField(
        label=_("About which item?"),
        required=False,
        widget=forms.Select(attrs={"dir": "auto"}),
        help_text=_("Then what is done about it answers that concern too."),
    )
    wanted = _("What will be done?")

    def __init__(self, *args: Any, items: list[tuple[AgendaItem, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item, _title in items or []}
        named = [(str(item.pk), title) for item, title in items or []]
        self.fields["about"].choices = [("", _("None of them")), *named]  # type: ignore[attr-defined]

    @property
    def item(self) -> AgendaItem | None:
        """The item that the task comes of, if one was chosen."""
        return self.items.get(self.cleaned_data["about"])


class NoteForm(WordsForm):
    """What was said about an item."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("What was said about this?")

    @staticmethod
    def first(item: AgendaItem) -> dict[str, Any]:
        """What stands now."""
        return {"words": item.note, "language": item.note_language or spoken(), "version": item.version}


class PublishForm(WordsForm):
    """What came of a meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("What came of the meeting?")
    hint = _(
        "In plain words: what was reported, what was agreed, who does what by when. Name people by their office only."
    )

    @staticmethod
    def first(meeting: Meeting) -> dict[str, Any]:
        """What stands now."""
        return {
            "words": meeting.summary,
            "language": meeting.summary_language or spoken(),
            "version": meeting.version,
        }

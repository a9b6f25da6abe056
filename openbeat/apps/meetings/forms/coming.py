"""Saying that you come, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Arrival, Heads
from openbeat.core.people import heard_forms
from openbeat.core.people.heard_forms import name_field, reach_field
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken

MOST = 50


def _tongues() -> list[tuple[str, Any]]:
    return [("", _("No, thank you")), *languages.choices()]


class HeardForm(heard_forms.HeardForm):
    """A form after which somebody can be told something, if they say how."""

    reach = reach_field(_("You need not leave one. Without it we cannot tell you of a change."))
    name = name_field()

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:  # whoever is signed in can be told already
            del self.fields["reach"], self.fields["name"]

    def arrival(self) -> Arrival:
        """How to tell them, and the word that this form is known by."""
        return Arrival(self.once, self.contact())


class HeadsFields(forms.Form):
    """How many come, and what they need."""

    adults = forms.IntegerField(label=_("How many adults, you included?"), min_value=0, max_value=MOST, initial=1)
    children = forms.IntegerField(label=_("How many children?"), min_value=0, max_value=MOST, initial=0)
    care = forms.IntegerField(
        label=_("How many of the children need child care during the meeting?"),
        min_value=0,
        max_value=MOST,
        initial=0,
    )
    interpreter = forms.ChoiceField(label=_("Do you need an interpreter?"), choices=_tongues, required=False)
    access = forms.CharField(
        label=_("What else do you need to take part?"),
        max_length=300,
        required=False,
        help_text=_("For example: a place for a wheelchair. Only who leads the meeting reads this."),
    )

    def clean(self) -> dict[str, Any]:
        """Somebody must come, and no more children are looked after than come."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if {"adults", "children"} <= facts.keys() and not facts["adults"] + facts["children"]:
            self.add_error("adults", _("Say how many come: at least one."))
        if facts.get("care", 0) > facts.get("children", MOST):
            self.add_error("care", _("You cannot leave more children than you bring."))
        return facts

    def heads(self) -> Heads:
        """What was typed in."""
        names = ("adults", "children", "care", "interpreter", "access")
        return Heads(**{name: self.cleaned_data[name] for name in names}, language=spoken())


class ComingForm(HeadsFields, HeardForm):
    """I come."""

    field_order = ("adults", "children", "care", "interpreter", "access", "reach", "name")


class ComingChangeForm(HeadsFields):
    """We are more, or fewer."""


class RoomForm(forms.Form):
    """For how many people there is room."""

    room_for = forms.IntegerField(
        label=_("Room for how many people?"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Leave it empty where there is no limit. With a limit, a waiting list moves up by itself."),
    )

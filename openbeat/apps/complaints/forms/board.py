"""The forms of the review board: they check, and save nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.filing import WordsForm
from openbeat.apps.complaints.lifecycle.board import CHOSEN, Reply, StaysOut, Vote
from openbeat.core.department import queries as department
from openbeat.core.translation.forms import language_field
from openbeat.core.web.forms import DayField


class RecuseForm(forms.Form):
    """Why a member stays out of a case."""

    bar = forms.ChoiceField(label=_("Why do you stay out of it?"), choices=CHOSEN, widget=forms.RadioSelect)

    def chosen(self) -> StaysOut:
        """The reason."""
        return StaysOut(self.cleaned_data["bar"])


class VoteForm(WordsForm):
    """How a member votes, and why."""

    vote = forms.ChoiceField(
        label=_("What do you say of what was found?"), choices=Vote.choices, widget=forms.RadioSelect
    )
    field_order = ("vote", "text", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Why?")

    def chosen(self) -> Vote:
        """The vote."""
        return Vote(self.cleaned_data["vote"])


class RecommendForm(WordsForm):
    """What the board says to the department, in public words."""

    disagrees = forms.TypedMultipleChoiceField(
        label=_("Which findings does the board disagree with?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, points: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What does the board recommend, and why?")
        self.fields["text"].help_text = _("Everybody reads this. Name nobody.")
        self.fields["disagrees"].choices = points  # type: ignore[attr-defined]
        if not points:
            del self.fields["disagrees"]

    def disagreed(self) -> list[int]:
        """The numbers of these findings."""
        return list(self.cleaned_data.get("disagrees", []))


class ReplyForm(WordsForm):
    """What the department answers the board, in public words."""

    reply = forms.ChoiceField(label=_("What does the department do?"), choices=Reply.choices, widget=forms.RadioSelect)
    field_order = ("reply", "text", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Why, and what follows?")
        self.fields["text"].help_text = _("Everybody reads this beside the recommendation.")

    def chosen(self) -> Reply:
        """The answer."""
        return Reply(self.cleaned_data["reply"])


class NameForm(forms.Form):
    """By which name a member is known in public."""

    name = forms.CharField(
        label=_("Name in public"),
        required=False,
        max_length=80,
        help_text=_("It need not be your own. Leave it empty, and only your role is shown."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"


class SittingForm(forms.Form):
    """When and where the board sits."""

    day = DayField(label=_("Day"))
    starts = forms.TimeField(label=_("Begins"), widget=TimeInput(format="%H:%M"))
    ends = forms.TimeField(label=_("Ends"), widget=TimeInput(format="%H:%M"))
    place = forms.CharField(label=_("Where, and how to watch"), max_length=300)
    language = language_field()

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("starts") and facts.get("ends") and facts["starts"] >= facts["ends"]:
            raise ValidationError(_("It ends after it begins."))
        return facts

    def _at(self, name: str) -> datetime:
        kept = self.cleaned_data
        return datetime.combine(kept["day"], kept[name], department.zone())

    @property
    def starts_at(self) -> datetime:
        """The first moment, on the department's clock."""
        return self._at("starts")

    @property
    def ends_at(self) -> datetime:
        """The last moment."""
        return self._at("ends")

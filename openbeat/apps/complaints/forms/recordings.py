"""The forms in which somebody is asked to keep a recording, and in which they answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.recordings import Answered, Asked, State, Tape
from openbeat.core.people.forms import AccountField
from openbeat.core.translation.forms import language_field

OFF = {"autocomplete": "off"}


class AskForm(forms.Form):
    """Which recording, who holds it; or that there is none of this sort."""

    tape = forms.ChoiceField(label=_("Which sort of recording?"), choices=Tape.choices)
    none = forms.BooleanField(label=_("There is none of this sort"), required=False)
    holder = AccountField(
        label=_("E-mail address of whoever holds it"),
        required=False,
        help_text=_("The person by name, with an account and a key here."),
    )
    what = forms.CharField(
        label=_("Which one: from when to when, where, which unit or car"),
        max_length=500,
        required=False,
        widget=forms.Textarea({**OFF, "rows": 3}),
        help_text=_("As little as they need to find it. No word of the complaint, and nobody's name."),
    )
    overwritten_on = forms.DateField(
        label=_("When will it be overwritten, if you know?"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    language = language_field()

    def clean(self) -> dict[str, Any]:
        """Either there is none, or somebody is asked for one that can be found."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("none") and not self.errors:
            if not found.get("holder"):
                self.add_error("holder", _("Say who holds it, or that there is none."))
            if not found.get("what"):
                self.add_error("what", _("Say which one it is."))
        return found

    def asked(self) -> Asked:
        """What is asked of whom."""
        kept = self.cleaned_data
        return Asked(Tape(kept["tape"]), kept["holder"], kept["what"], kept["language"], kept["overwritten_on"])


class AnswerForm(forms.Form):
    """How a recording stands, by whoever holds it."""

    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[
            (State.KEPT.value, _("I have it, and it is kept")),
            (State.LOST.value, _("It was there when I was asked, and is lost")),
            (State.NONE.value, _("There is none")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Where it lies, or what happened"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({**OFF, "rows": 3}),
    )
    overwritten_on = forms.DateField(
        label=_("When will it be overwritten, if it is not kept for good?"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def said(self) -> Answered:
        """What was answered."""
        kept = self.cleaned_data
        return Answered(State(kept["state"]), kept["words"], kept["overwritten_on"])


class KeepForm(AnswerForm):
    """The same, by somebody who came by the link of the request and has not read which recording it is here."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (State.KEPT.value, _("I have it, and it is kept")),
            (State.LOST.value, _("It was overwritten after I was asked")),
            (State.NONE.value, _("It was overwritten before I was asked, or there never was one")),
        ]
        self.fields["overwritten_on"].label = _("On which day was it overwritten, or until when is it kept?")

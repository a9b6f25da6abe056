"""The forms in which somebody complains, and in which it is answered: they check, and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.steps import HopesFields, ReachFields, WhatFields, WitnessFields
from openbeat.apps.complaints.forms.where import PlaceFields
from openbeat.apps.complaints.lifecycle import Arrival, Channel, Said, Way, Why, Words
from openbeat.core.evidence.forms import SealedFilesField, WithFiles
from openbeat.core.receipts import services as receipts
from openbeat.core.receipts.forms import PrintedCodeField
from openbeat.core.translation.forms import language_field
from openbeat.core.web.forms import OpenForm
from openbeat.kit.clock import now

LONGEST = 20_000
NO, YES = "no", "yes"


def _yes(value: str) -> bool:
    return value == YES


class ComplaintForm(WithFiles, WhatFields, PlaceFields, WitnessFields, HopesFields, ReachFields, OpenForm):
    """What somebody says happened, all of it on one page. Nothing is asked but that: no name, no paper, no oath."""

    happened_when = forms.CharField(
        label=_("When was it?"),
        max_length=300,
        required=False,
        help_text=_("A day, a time, or about when. You can leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    about = forms.CharField(
        label=_("Who is it about?"),
        max_length=2000,
        required=False,
        help_text=_("A name, a badge number, a car, or what they looked like. Several people, if there were."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    outside = forms.TypedChoiceField(
        label=_("Is it about the chief, or about the office that receives complaints?"),
        choices=[
            (NO, _("No, or I do not know. The office that receives complaints can read it.")),
            (YES, _("Yes. Then it is sealed to the outside body. Nobody in the department gets a key to it.")),
        ],
        coerce=_yes,
        widget=forms.RadioSelect,
        initial=NO,
    )
    contact = forms.TypedChoiceField(
        label=_("May they ask you something?"),
        choices=[
            (YES, _("Yes, here: I come back with my code and read what they ask.")),
            (NO, _("No. I only want to read the answer.")),
        ],
        coerce=_yes,
        widget=forms.RadioSelect,
        initial=YES,
    )

    sent = SealedFilesField()

    def said(self) -> Said:
        """What was written, and what was chosen."""
        kept, way = self.cleaned_data, Way.RECEIPT if self.cleaned_data["contact"] else Way.NONE
        names = ("happened_when", "happened_where", "about", "contact", "witnesses", "hopes")
        return Said(
            **self.what(),
            **{name: kept[name] for name in names},
            outside_only=kept["outside"],
            place=self.place(),
            unseen=self.unseen_names(),
            reach=self.reach_by(Way.SAFE if kept["safely"] and kept["contact"] else way),
        )

    def arrival(self) -> Arrival:
        """How it came."""
        return Arrival(Channel.WEB, self.once)


class EntryForm(ComplaintForm):
    """For staff who write down what somebody says on paper, by telephone or in person."""

    channel_taken = forms.ChoiceField(
        label=_("How did it come?"), choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB]
    )
    code = PrintedCodeField(
        label=_("Code on the form"),
        required=False,
        help_text=_("Where the paper form has a printed code, it is their receipt: type it in."),
    )
    field_order = ("channel_taken", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Language they spoke or wrote in")
        self.fields["speaks_as"].label = _("Who are they in it? In their words:")
        self.fields["contact"].label = _("May we ask them something?")
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            (YES, _("Yes: they come back with their code. Whoever they read it to on the telephone can open it too.")),
            (NO, _("No. They only want to hear the answer.")),
        ]
        self.fields["outside"].choices = [  # type: ignore[attr-defined]
            (NO, _("No, or they do not know. The office that receives complaints can read it.")),
            (YES, _("Yes. Then it is sealed to the outside body. You heard or read it: tell nobody.")),
        ]

    def clean_code(self) -> str:
        """A slip of the pen is told at once, and a code that we never printed; one that was used, by the service."""
        code = str(self.cleaned_data["code"])
        why = receipts.blank_refusal(code, at=now()) if code else ""
        if why and why != receipts.USED:
            raise ValidationError(why)
        return code

    def arrival(self) -> Arrival:
        """How it came, and with which printed code."""
        kept = self.cleaned_data
        return Arrival(Channel(kept["channel_taken"]), self.once, kept["code"])


class WordsForm(forms.Form):
    """Words that are sealed to the matter, and their language."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={"required": _("Write something first.")},
    )
    language = language_field()

    def said(self) -> Words:
        """What was written, and in which language."""
        return Words(self.cleaned_data["text"], self.cleaned_data["language"])


class WhyForm(forms.Form):
    """Why somebody opens a sealed matter."""

    why = forms.ChoiceField(label=_("Why do you open it?"), choices=Why.choices, widget=forms.RadioSelect)


class SearchForm(forms.Form):
    """Words to look for inside sealed matters; never in an address."""

    words = forms.CharField(
        label=_("Words in the matters that you may read"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
        help_text=_("Each is opened now, with your key. That you searched is on record; what for is not."),
    )
    skip = forms.IntegerField(required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class ReaderForm(forms.Form):
    """One more person who can read a matter."""

    person = forms.TypedChoiceField(label=_("Who else may read it?"), coerce=int)

    def __init__(self, people: list[Any], data: Any = None) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", _("Choose somebody")), *((person.pk, person.name) for person in people)]  # type: ignore[attr-defined]

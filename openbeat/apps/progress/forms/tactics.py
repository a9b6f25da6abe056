"""Forms about tactics: propose one, answer it, use it, look at what residents wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.forms.words import NOBODY_NAMED, language_field
from openbeat.apps.progress.lifecycle import Field, Opinion, Say, Withheld, Words
from openbeat.core.web.forms import OpenForm

LONGEST = 500  # characters


class ProposeForm(forms.Form):
    """A tactic of the police."""

    field = forms.ChoiceField(label=_("Which kind of work is it?"), choices=Field.choices)
    words = forms.CharField(
        label=_("What do you propose to do?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOBODY_NAMED,
    )
    agency = forms.CharField(label=_("With which agency?"), max_length=200, required=False)
    language = language_field()

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class SayFields(forms.Form):
    """An answer to a tactic, and why."""

    say = forms.ChoiceField(label=_("What do you say to it?"), choices=Say.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please name nobody. Somebody looks at your words before everybody can read them."),
    )
    language = language_field()

    @property
    def opinion(self) -> Opinion:
        """The answer, and why."""
        facts = self.cleaned_data
        return Opinion(facts["say"], Words(facts["words"], facts["language"]))


class SayForm(SayFields, OpenForm):
    """The answer of a resident."""


class SpeakForm(SayFields):
    """The answer of the community as a whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["say"].label = _("What does the community say to it?")
        self.fields["words"].label = _("Why, and where was it said?")
        self.fields["words"].help_text = NOBODY_NAMED


class UseForm(forms.Form):
    """Why a tactic is used; needed where it is not wanted."""

    words = forms.CharField(
        label=_("Why is it used?"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = needed
        self.fields["words"].help_text = (
            _("Residents do not want this tactic: everybody will read why it is used all the same.")
            if needed
            else NOBODY_NAMED
        )

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class ExplainForm(UseForm):
    """The reason that is owed."""

    version = None  # type: ignore[assignment]


class LookForm(forms.Form):
    """Show the words of an answer, or say why not."""

    withheld = forms.ChoiceField(
        label=_("May everybody read these words?"),
        required=False,
        choices=[("", _("Yes, show them")), *((code, label) for code, label in Withheld.choices)],
    )

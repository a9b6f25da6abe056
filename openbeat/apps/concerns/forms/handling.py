"""The forms of what is done between raised and answered, and of what anybody may say of somebody else's concern."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.forms.steps import SAID, SHOW
from openbeat.apps.concerns.lifecycle import (
    Channel,
    Correction,
    End,
    NewDate,
    NoAction,
    Reply,
    Ruling,
    Scrubbed,
    Sentence,
)
from openbeat.core.translation import languages
from openbeat.core.translation.forms import language_field, spoken
from openbeat.core.web.forms import DayField, OpenForm

LONG = {"rows": 5}
THEIR_LANGUAGE = _("Language of the answer")


def written_in() -> forms.ChoiceField:
    return forms.ChoiceField(label=THEIR_LANGUAGE, choices=languages.choices, initial=spoken)


class SentenceForm(forms.Form):
    """What we understood."""

    text = forms.CharField(
        label=_("What did you understand? One sentence."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say it back in your own words. Whoever raised it says whether that is it. Name nobody."),
    )
    language = forms.ChoiceField(label=_("Language of the sentence"), choices=languages.choices, initial=spoken)
    take_up = forms.BooleanField(label=_("I take it up now: I look into it, and owe the answer"), required=False)

    def facts(self) -> Sentence:
        return Sentence(**self.cleaned_data)


class CorrectionForm(forms.Form):
    """What it is instead."""

    text = forms.CharField(
        label=_("What is it, then?"),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Only the liaison officer of the area and their commander read this."),
    )
    language = language_field()

    def facts(self) -> Correction:
        return Correction(right=False, text=self.cleaned_data["text"], language=self.cleaned_data["language"])


class TakenDownForm(forms.Form):
    """For staff: what whoever raised it says of the sentence, on the telephone or at a counter."""

    right = forms.TypedChoiceField(
        label=_("Is it what they meant?"),
        choices=[("yes", _("Yes, that is it")), ("no", _("No, it is something else"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What is it, then?"), max_length=1000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    language = forms.ChoiceField(label=_("Language they spoke or wrote in"), choices=languages.choices, initial=spoken)
    channel = forms.ChoiceField(
        label=_("How did they say it?"), choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB]
    )

    def clean(self) -> dict[str, Any]:
        """A no needs what it is instead."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("right") is False and not cleaned.get("text"):
            self.add_error("text", _("Write down what it is instead."))
        return cleaned

    def facts(self) -> Correction:
        kept = self.cleaned_data
        return Correction(kept["right"], kept["text"], kept["language"], Channel(kept["channel"]))


class NotOursForm(forms.Form):
    """Whose it is, and where to go."""

    whose = forms.CharField(label=_("Whose is it?"), max_length=200, help_text=_("An office, and what it is called."))
    telephone = forms.CharField(label=_("Their telephone number"), max_length=40, required=False)
    url = forms.URLField(label=_("Their page"), max_length=300, required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("What do you tell whoever raised it?"),
        max_length=5000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Why it is not ours, what you passed on, and what to do now."),
    )
    language = written_in()

    def facts(self) -> End:
        return End(**self.cleaned_data)


class NoActionForm(forms.Form):
    """Why nothing more is done."""

    reason = forms.ChoiceField(label=_("Why is nothing more done?"), choices=NoAction, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What do you tell whoever raised it?"),
        max_length=5000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("What you looked at and when, and what would change your answer."),
    )
    language = written_in()

    def facts(self) -> End:
        return End(**self.cleaned_data)


class MergeForm(forms.Form):
    """With which one it goes on."""

    into = forms.TypedChoiceField(
        label=_("With which one does it go on?"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Or the number of another one, as in its address"), min_value=1, max_value=2**31 - 1, required=False
    )
    text = forms.CharField(
        label=_("What do you tell whoever raised it?"),
        max_length=5000,
        widget=forms.Textarea(attrs=LONG),
        initial=_(
            "Somebody told us of this before. We go on with that one: you and all who follow yours are told there."
        ),
    )
    language = written_in()

    def __init__(self, *args: Any, likely: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = likely  # type: ignore[attr-defined]
        if not likely:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        """One of the two says which."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("into") or cleaned.get("number")) and not self.errors:
            raise ValidationError(_("Choose one, or give a number."))
        return cleaned

    def chosen(self) -> int:
        """The key of the other one; a number that was typed goes first."""
        return int(self.cleaned_data.get("number") or self.cleaned_data["into"])

    def facts(self) -> End:
        return End(self.cleaned_data["text"], self.cleaned_data["language"])


class DateForm(forms.Form):
    """Another day, and why."""

    due_on = DayField(label=_("By which day do you answer?"))
    why = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("Everybody can read this where the concern is public.")
    )
    language = forms.ChoiceField(label=_("Language of the reason"), choices=languages.choices, initial=spoken)

    def facts(self) -> NewDate:
        return NewDate(**self.cleaned_data)


class AskForm(OpenForm):
    """For anybody: why it should be open again."""

    text = forms.CharField(
        label=_("Why should it be open again?"),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_(
            "What do you see, where, and since when? Please name nobody. Everybody can read it once it is decided."
        ),
    )
    language = language_field()

    def facts(self) -> Reply:
        return Reply(self.cleaned_data["text"], self.cleaned_data["language"])


class RulingForm(forms.Form):
    """Open it again, or say why not."""

    granted = forms.TypedChoiceField(
        label=_("Is it opened again?"),
        choices=[("yes", _("Yes: an answer is owed again")), ("no", _("No: the answer stands"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Everybody can read this, and whoever asked is told."),
    )
    language = forms.ChoiceField(label=_("Language of the reason"), choices=languages.choices, initial=spoken)
    withheld = forms.ChoiceField(
        label=_("What somebody wrote: can everybody read it?"),
        choices=[(SHOW, _("Show it")), *((reason.value, reason.label) for reason in SAID)],
        initial=SHOW,
        widget=forms.RadioSelect,
    )

    def facts(self) -> Ruling:
        kept = self.cleaned_data
        withheld = "" if kept["withheld"] == SHOW else kept["withheld"]
        return Ruling(kept["granted"], kept["why"], kept["language"], withheld)


class QuestionForm(forms.Form):
    """A private question, and its answer, for everybody."""

    question = forms.CharField(
        label=_("The question, so that nobody can be recognised"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No name, no house, no day, no words of theirs."),
    )
    answer = forms.CharField(label=_("The answer"), max_length=5000, widget=forms.Textarea(attrs=LONG))
    language = written_in()

    def facts(self) -> Scrubbed:
        return Scrubbed(**self.cleaned_data)

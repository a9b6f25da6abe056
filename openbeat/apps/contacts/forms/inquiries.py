"""The forms of an inquiry: write, answer, send back, log what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Channel, Done, FollowUpKind, Words
from openbeat.core.people.heard_forms import HeardForm, name_field, reach_field
from openbeat.core.translation.forms import language_field
from openbeat.core.web.forms import DayField
from openbeat.kit import clock

if TYPE_CHECKING:
    from datetime import date


class InquiryForm(HeardForm):
    """What a person writes to a post."""

    words = forms.CharField(
        label=_("What do you want to say or ask?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Nothing of it is shown in public."),
    )
    language = language_field()
    reach = reach_field()
    name = name_field()

    def said(self) -> Words:
        """What was written."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])

    def arrival(self) -> Arrival:
        """How it came."""
        return Arrival(self.channel(), self.once, self.contact())

    def channel(self) -> Channel:
        """By which channel: on this site."""
        return Channel.WEB


class SignedInForm(InquiryForm):
    """For whoever is signed in: we know how to tell them."""

    reach = None  # type: ignore[assignment]  # Django's way to take a field out
    name = None  # type: ignore[assignment]
    receipt = forms.BooleanField(label=_("Give me a receipt code too, to follow it without signing in"), required=False)


class EntryForm(InquiryForm):
    """For staff who write down what somebody said to the post."""

    channel_taken = forms.ChoiceField(
        label=_("How did it come?"), choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB]
    )
    field_order = ("channel_taken",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What did they say or ask?")
        self.ask_of_somebody_else()

    def channel(self) -> Channel:
        return Channel(self.cleaned_data["channel_taken"])


class _WordsForm(forms.Form):
    text = forms.CharField(max_length=3000, widget=forms.Textarea(attrs={"rows": 5}))
    language = language_field()

    def said(self) -> Words:
        """The words."""
        return Words(**self.cleaned_data)


class AnswerForm(_WordsForm):
    """An answer to an inquiry."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only whoever wrote can read it, and whoever holds this post after you."),
    )
    language = language_field(_("Language of the answer"))


class SendBackForm(_WordsForm):
    """Why an answer is not enough."""

    text = forms.CharField(label=_("What is missing?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))
    language = language_field()


def _today() -> date:
    return timezone.localtime(clock.now()).date()


class FollowUpForm(forms.Form):
    """What was done to reach somebody or find something out."""

    kind = forms.ChoiceField(label=_("What did you do?"), choices=FollowUpKind.choices)
    on = DayField(label=_("On which day?"), initial=_today)
    words = forms.CharField(
        label=_("In one line"),
        max_length=300,
        required=False,
        help_text=_("For whoever holds this post after you. The person can ask to read what is kept about them."),
    )
    language = language_field()

    def clean_on(self) -> date:
        """Nothing was done on a day that is still to come."""
        day: date = self.cleaned_data["on"]
        if day > _today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def done(self) -> Done:
        """What was done."""
        kept = self.cleaned_data
        return Done(FollowUpKind(kept["kind"]), kept["on"], kept["words"], kept["language"])

"""The forms of an inquiry: write, answer, send back, log what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Channel, Contact, Done, FollowUpKind, Words
from openbeat.core.people import contact as contacts
from openbeat.core.translation import languages
from openbeat.core.web.forms import DayField, OpenForm
from openbeat.kit import clock

if TYPE_CHECKING:
    from datetime import date


def spoken() -> str:
    """The language in which somebody most likely writes: that of the page."""
    code = get_language() or "en"
    return code if code in languages.WRITTEN else "en"


def language_field(label: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label or _("Language you write in"), choices=languages.choices, initial=spoken)


class InquiryForm(OpenForm):
    """What a person writes to a post."""

    words = forms.CharField(
        label=_("What do you want to say or ask?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Nothing of it is shown in public."),
    )
    language = language_field()
    reach = forms.CharField(
        label=_("Your e-mail address or telephone number"),
        max_length=200,
        required=False,
        help_text=_("Then we tell you when there is an answer. What we send never says what it is about."),
    )
    name = forms.CharField(
        label=_("A name to call you by"), max_length=100, required=False, help_text=_("It need not be your own.")
    )

    def clean_reach(self) -> str:
        """Bring the address or number into its one form."""
        value = str(self.cleaned_data["reach"])
        return contacts.tidy(_kind_of(value), value) if value else ""

    def said(self) -> Words:
        """What was written."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])

    def arrival(self) -> Arrival:
        """How it came."""
        value = self.cleaned_data.get("reach", "")
        contact = Contact(_kind_of(value), value, self.cleaned_data.get("name", "")) if value else None
        return Arrival(self.channel(), self.once, contact)

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
        self.fields["reach"].label = _("Their e-mail address or telephone number")
        self.fields["name"].label = _("A name to call them by")
        self.fields["name"].help_text = ""
        self.fields["language"].label = _("Language they spoke or wrote in")
        self.fields["reach"].help_text = _(
            "Then they are told when there is an answer. Whoever is known by it already is found."
        )

    def channel(self) -> Channel:
        return Channel(self.cleaned_data["channel_taken"])


def _kind_of(value: str) -> str:
    return contacts.EMAIL if "@" in value else contacts.TELEPHONE


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

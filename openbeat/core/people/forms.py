"""What people type about themselves, and what staff type for somebody."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.core.department import tongues
from openbeat.core.hooks import roles
from openbeat.core.people import contact, queries
from openbeat.core.people.facts import Asked, Details, Reach, Terms
from openbeat.core.people.models import Demand, Need, Person, Way
from openbeat.core.people.roles import Role
from openbeat.core.web import furniture
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.forms import DayField, OpenForm
from openbeat.core.web.rights import beside
from openbeat.kit.clock import now


class AccountField(forms.EmailField):
    """The address of an account. Its value is the person; none where it may be left out, and was."""

    widget = forms.EmailInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> Person | None:
        """The person with this account; refused where there is none."""
        address = super().clean(value)
        person = queries.by_email(address) if address else None
        if address and person is None:
            raise ValidationError(_("Nobody has an account here with this address."))
        return person


def language_choices() -> list[tuple[str, str]]:
    """The department's languages, each by its own name."""
    codes = furniture.house().languages or [code for code, _name in settings.LANGUAGES]
    # Codes that begin with q are for private use: the pseudo-language, which nobody reads.
    return [(code, tongues.name(code)) for code in codes if not code.startswith("q")]


def tongue_choices() -> list[tuple[str, str]]:
    """The same, then what else is spoken here, for somebody whom we cannot write to in their own; last, not known."""
    ours = language_choices()
    known = dict(ours)
    more = [(code, name) for code, name in tongues.spoken() if code not in known]
    return [*ours, *more, (tongues.NOT_KNOWN, str(_("not known")))]


def here() -> str:
    """The language of the page."""
    return get_language() or settings.LANGUAGE_CODE


class SignUpDetails(OpenForm):
    """What signing up asks beside the address; allauth puts it under its own form."""

    name = forms.CharField(
        label=_("Your name, or a name you choose"),
        max_length=100,
        required=False,
        help_text=_("Only we see it. In public you appear as a resident, unless you want it otherwise."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("name", "email")

    def signup(self, request: Any, user: Person) -> None:
        """Nothing more to keep: the adapter made the account."""


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Your name, or a name you choose"),
        max_length=100,
        required=False,
        help_text=_("Only we see it, and you can change it at any time."),
    )
    name_public = forms.CharField(
        label=_("Name that everybody may see"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty to appear as “a resident”, or by the post you hold."),
    )
    language = forms.ChoiceField(label=_("Language in which we write to you"), choices=language_choices)
    needs = forms.MultipleChoiceField(
        label=_("What you need to take part"),
        choices=Need.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("We see to it when you come to a meeting or want to talk to us."),
    )
    need_words = forms.CharField(
        label=_("In your words"),
        max_length=300,
        required=False,
        help_text=_("For instance which language, or which hours."),
    )

    @classmethod
    def of(cls, person: Person) -> DetailsForm:
        """The form filled in with what is kept."""
        needs = list(person.needs.all())
        return cls(
            initial={
                "name": person.name,
                "name_public": person.name_public,
                "language": person.language if person.language in dict(language_choices()) else here(),
                "needs": [need.kind for need in needs],
                "need_words": next((need.detail for need in needs if need.detail), ""),
            }
        )

    def details(self) -> Details:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        needs = tuple((kind, data["need_words"] if index == 0 else "") for index, kind in enumerate(data["needs"]))
        return Details(data["name"], data["language"], data["name_public"], needs)

    def clean(self) -> dict[str, Any]:
        """Words about a need belong to a need."""
        data = super().clean() or {}
        if data.get("need_words") and not data.get("needs"):
            data["needs"] = [Need.Kind.OTHER]
        return data


def _time(label: Any, help_text: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=help_text)


class WayForm(forms.Form):
    kind = forms.ChoiceField(label=_("How"), choices=Way.Kind)
    value = forms.CharField(
        label=_("Number or address"),
        max_length=400,
        help_text=_("A telephone number with its area code, an e-mail address, or a postal address."),
    )
    safe_from = _time(_("Safe from"), _("Only if some hours are not safe: nobody is called outside these hours."))
    safe_until = _time(_("Safe until"))
    neutral = forms.BooleanField(
        label=_("Neutral words only"),
        required=False,
        help_text=beside(_("Somebody else may see or hear it: say nothing of the police or of what it is about.")),
    )
    preferred = forms.BooleanField(label=_("Try this first"), required=False)

    def clean(self) -> dict[str, Any]:
        """The value in its one form; both hours or none."""
        data = super().clean() or {}
        if data.get("kind") and data.get("value"):
            try:
                data["value"] = contact.tidy(data["kind"], data["value"])
            except ValidationError as problem:
                self.add_error("value", problem)
        if (data.get("safe_from") is None) != (data.get("safe_until") is None):
            self.add_error("safe_until", _("Give both hours: safe from, and safe until."))
        return data

    def reach(self) -> Reach:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        hours = (data["safe_from"], data["safe_until"])
        return Reach(data["kind"], data["value"], *hours, data["neutral"], data.get("preferred", False))


class EnterForm(WayForm):
    """Staff write down somebody who has no e-mail."""

    name = forms.CharField(label=_("Name, or what they want to be called"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("Language they want to be written to in"), choices=tongue_choices)
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)
    preferred = None  # type: ignore[assignment]  # the only way is the first to try
    field_order = ("name", "language", "kind", "value")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = lambda: token_urlsafe(16)
        self.fields["kind"].initial = Way.Kind.TELEPHONE
        self.fields["kind"].label = _("How to reach this person")
        self.fields["language"].initial = here

    def details(self) -> Details:
        """What was typed, as the service takes it."""
        return Details(self.cleaned_data["name"], self.cleaned_data["language"])


class AppointForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the account"),
        help_text=_("The exact address. People are not searched for here: ask the person for it."),
    )
    role = forms.ChoiceField(label=_("Post"), choices=lambda: [(info.name, info.label) for info in appointable()])
    area = forms.ChoiceField(label=_("Where"), widget=LongSelect)
    deputy = forms.BooleanField(
        label=_("As the deputy of whoever holds it"), help_text=_("For posts of the committee only."), required=False
    )
    term_until = DayField(label=_("Last day of the term"), required=False)

    def __init__(self, *args: Any, areas: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """How the post is held."""
        return Terms(self.cleaned_data["term_until"], self.cleaned_data["deputy"])


class TermForm(forms.Form):
    term_until = DayField(label=_("Last day of the term"), required=False)


class BadgeForm(forms.Form):
    badge = forms.CharField(label=_("Badge number"), max_length=20, required=False)


def appointable() -> list[roles.RoleInfo]:
    """The roles that somebody is appointed to: everybody is a resident without it."""
    return [info for info in roles.offered() if info.name != Role.RESIDENT]


class DemandForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of demand"), choices=Demand.Kind)
    authority = forms.CharField(label=_("Who demands it"), max_length=200)
    received_at = forms.DateTimeField(
        label=_("Received"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    asks = forms.CharField(
        label=_("What is demanded"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Name nobody: write which kinds of things are demanded, and give the number of the paper."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_at"].initial = lambda: timezone.localtime(now()).replace(second=0, microsecond=0)

    def clean_received_at(self) -> Any:
        """Nothing is received in the future."""
        if (at := self.cleaned_data["received_at"]) > now():
            raise ValidationError(_("This moment has not come yet."))
        return at

    def asked(self) -> Asked:
        """What was typed, as the service takes it."""
        return Asked(**self.cleaned_data, language=here())


class AnswerDemandForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in Demand.Outcome.choices if choice[0] != Demand.Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What was given or refused, and why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ForgetForm(forms.Form):
    sure = forms.BooleanField(label=beside(_("I want to be forgotten. I know that this cannot be undone.")))

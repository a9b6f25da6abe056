"""Forms about what is published: the profile, its signatures, bodies, definitions, rights, words in a report."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Outcome
from openbeat.apps.complaints.lifecycle.publication import (
    Author,
    BodyKind,
    From,
    Power,
    Side,
    Signature,
    Size,
    Switches,
    When,
)
from openbeat.core.department import tongues
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openbeat.apps.complaints.models import Profile

OFFICE = _("An office, not a name: the chief, the city council.")


def language() -> forms.ChoiceField:
    """In which language the words of a form are."""
    return forms.ChoiceField(label=_("Language of these words"), choices=tongues.of_pages)


class ProfileForm(forms.Form):
    """What is published. Each box that is not ticked protects somebody."""

    law = forms.CharField(
        label=_("Under which law is it published?"),
        help_text=_("Name the law or the ordinance, and the section. Everybody can read this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    language = language()
    summaries = forms.BooleanField(
        label=_("Each case has a public summary, made with the redaction tool"), required=False
    )
    from_stage = forms.ChoiceField(
        label=_("From which stage on"),
        help_text=_("Once it is decided: then everybody can read it before whoever complained was told."),
        choices=From.choices,
    )
    officers_named = forms.BooleanField(label=_("Officers are named in it"), required=False)
    officer_groups = forms.BooleanField(label=_("Officers are counted by group, small groups left out"), required=False)
    complainant_groups = forms.BooleanField(
        label=_("People who complained are counted by group, small groups left out"), required=False
    )
    units = forms.BooleanField(label=_("Units are compared"), required=False)
    areas = forms.BooleanField(label=_("Areas are compared"), required=False)
    discipline = forms.BooleanField(label=_("Discipline is counted"), required=False)

    @staticmethod
    def first(profile: Profile | None, language: str | None) -> dict[str, Any]:
        """What stands in the form at first: the newest version, else the defaults."""
        names = asdict(Switches())
        if profile is None:
            return {**names, "language": language}
        return {name: getattr(profile, name) for name in (*names, "law", "language")}

    def switches(self) -> Switches:
        """What was chosen."""
        return Switches(**{name: self.cleaned_data[name] for name in asdict(Switches())})


class SignatureForm(forms.Form):
    """Who has signed on paper, for which office, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput)  # which one they had before them
    side = forms.ChoiceField(label=_("Who has signed"), choices=Side.choices)
    name = forms.CharField(label=_("Name"), help_text=_("Everybody can read this."), max_length=120)
    on = DayField(label=_("On which day"))

    def signature(self) -> Signature:
        """What was typed."""
        return Signature(*(self.cleaned_data[name] for name in ("side", "name", "on")))


class BodyForm(forms.Form):
    """A body outside the police."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = language()
    kind = forms.ChoiceField(label=_("What it mainly does"), choices=BodyKind.choices)
    powers = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Power.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    about = forms.CharField(
        label=_("How it works, in plain words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    web = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """Refuse a body that nobody can reach."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(facts.get(way) for way in ("telephone", "email", "address", "web")):
            raise forms.ValidationError(_("Say how people can reach it."))
        return facts


class DefinitionsForm(forms.Form):
    """A version of what findings mean: all of them at once."""

    language = language()
    decided_by = forms.CharField(label=_("Which office decided it"), help_text=OFFICE, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in Outcome.choices:
            box = forms.Textarea({"rows": 2})
            self.fields[code] = forms.CharField(label=label, max_length=500, widget=box)

    def words(self) -> dict[str, str]:
        """What each finding means."""
        return {code: self.cleaned_data[code] for code in Outcome.values}


class UnitForm(forms.Form):
    """How many officers a unit has."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("Each unit that an allegation names."))
    officers = forms.IntegerField(label=_("How many officers it has"), min_value=1, max_value=100_000)
    since = DayField(label=_("As of which day"))

    def __init__(self, *args: Any, units: Mapping[str, int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit, _sized(unit, many)) for unit, many in units.items()]  # type: ignore[attr-defined]

    def size(self) -> Size:
        """What was typed."""
        return Size(**self.cleaned_data)


def _sized(unit: str, officers: int | None) -> str:
    return unit if officers is None else gettext("%(unit)s: %(n)s officers so far") % {"unit": unit, "n": officers}


class RightsForm(forms.Form):
    """A text about rights, and who wrote it."""

    when = forms.ChoiceField(label=_("Which part"), choices=When.choices)
    words = forms.CharField(label=_("The text, in plain words"), max_length=4000, widget=forms.Textarea({"rows": 8}))
    language = language()
    written_by = forms.CharField(label=_("Who wrote it"), help_text=OFFICE, max_length=120)


class CheckedForm(forms.Form):
    """That a lawyer has checked the texts as they stand."""

    checked_by = forms.CharField(label=_("Name of the lawyer"), help_text=_("Everybody can read this."), max_length=120)
    checked_on = DayField(label=_("On which day"))


class ReportForm(forms.Form):
    """The chief's own words, or the board's, in the report of a year."""

    author = forms.ChoiceField(label=_("Whose words"), choices=Author.choices)
    words = forms.CharField(label=_("The words"), max_length=6000, widget=forms.Textarea({"rows": 8}))
    language = language()


class WhyForm(forms.Form):
    """Why a published number is another one now."""

    why = forms.CharField(label=_("Why"), help_text=_("Everybody can read this."), max_length=300)
    language = language()


class EndForm(forms.Form):
    """A button and nothing else."""

"""The forms beside the current conditions: how it is, how many said so, what the police did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import LANGUAGE, spoken
from openbeat.apps.meetings.lifecycle import BY_HAND, LISTED, Felt, Verdicts, Words
from openbeat.core.translation import languages
from openbeat.core.web.forms import OpenForm

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Deed


class FeelForm(OpenForm):
    """Better, the same, or worse."""

    felt = forms.ChoiceField(
        label=_("How safe is it here, since the last meeting?"), choices=Felt.choices, widget=forms.RadioSelect
    )


class VerdictsForm(forms.Form):
    """How many in the meeting said what."""

    channel = forms.ChoiceField(label=_("How were they asked?"), choices=[(one.value, one.label) for one in BY_HAND])
    better = forms.IntegerField(label=_("It is better"), min_value=0, max_value=9999, initial=0)
    same = forms.IntegerField(label=_("It is the same"), min_value=0, max_value=9999, initial=0)
    worse = forms.IntegerField(label=_("It is worse"), min_value=0, max_value=9999, initial=0)

    def found(self) -> Verdicts:
        """The counts."""
        kept = self.cleaned_data
        return Verdicts(kept["channel"], {felt.value: kept[felt.value] for felt in Felt})


class TellForm(forms.Form):
    """What the police did about one kind, or about all."""

    crime = forms.ChoiceField(
        label=_("About what?"),
        required=False,
        choices=[("", _("All together")), *((crime.value, crime.label) for crime in LISTED)],
    )
    words = forms.CharField(
        label=_("What did the police do about it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who did what, and what came of it. Name nobody, and no place finer than a block."),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)

    def said(self) -> Words:
        """The words."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])

    @staticmethod
    def first(deed: Deed | None, crime: str) -> dict[str, Any]:
        """What stands now."""
        return {"crime": crime, **({"words": deed.words, "language": deed.language} if deed else {})}

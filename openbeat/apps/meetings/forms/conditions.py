"""The forms beside the current conditions: how it is, how many said so, what the police did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import LANGUAGE
from openbeat.apps.meetings.lifecycle import BY_HAND, LISTED, Crime, Feeling, Felt, Verdicts, Words
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.web.forms import OpenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.meetings.models import Deed, Verdict


class FeelForm(OpenForm):
    """Better, the same, or worse."""

    felt = forms.ChoiceField(
        label=_("How safe is it here, since the last meeting?"), choices=Felt.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, crimes: Sequence[Crime] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.crimes = list(crimes)
        for crime in self.crimes:
            self.fields[f"kind_{crime}"] = forms.ChoiceField(
                label=crime.label, choices=[("", _("I cannot say")), *Felt.choices], required=False
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        """The questions about single kinds of crime."""
        return [self[f"kind_{crime}"] for crime in self.crimes]

    @property
    def speaks_of_kinds(self) -> bool:
        """Whether something was said of a single kind."""
        return any(field.value() for field in self.kinds)

    @property
    def others(self) -> list[forms.BoundField]:
        """What keeps robots out."""
        return [self[name] for name in self.fields if name != "felt" and not name.startswith("kind_")]

    def feeling(self) -> Feeling:
        """What is said of the whole, and of single kinds."""
        kept = self.cleaned_data
        kinds = {crime.value: kept[f"kind_{crime}"] for crime in self.crimes}
        return Feeling(kept["felt"], {crime: felt for crime, felt in kinds.items() if felt})

    @staticmethod
    def first(own: Verdict | None) -> dict[str, str]:
        """What was said before."""
        if own is None:
            return {}
        return {"felt": own.felt, **{f"kind_{kind.crime}": kind.felt for kind in own.kinds.all()}}


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

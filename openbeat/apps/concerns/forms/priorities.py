"""The forms about problems: propose, look, answer the four questions, ask residents, put on the chart, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import (
    COUNTED_BY_HAND,
    MOST_SEATS,
    Answered,
    Aside,
    Criterion,
    Feeling,
    Finding,
    Job,
    Wording,
)
from openbeat.core.translation import languages
from openbeat.core.translation.forms import language_field, spoken
from openbeat.core.web.forms import DayField, OpenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.concerns.models import Answering, Candidate, Concern

EXAMPLE = _("For example: Cars race on Weir Street at night")
NOBODY = _("Everybody can read it. Name nobody, and no house number.")


def _title() -> forms.CharField:
    return forms.CharField(label=_("The problem, in one line"), max_length=120, help_text=EXAMPLE)


def _words(label: Any, *, required: bool = True, hint: Any = NOBODY, most: int = 2000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=most, required=required, widget=area, help_text=hint)


class ProposeForm(OpenForm):
    """A problem that anybody proposes."""

    title = _title()
    words = _words(_("Why should it come first?"), required=False)
    language = language_field()

    def said(self) -> Wording:
        """What was written."""
        return Wording(self.cleaned_data["title"], self.cleaned_data["language"], self.cleaned_data["words"])


class NominateForm(forms.Form):
    """A problem that whoever leads names: of own words, or out of a concern."""

    concern = forms.ChoiceField(
        label=_("From a concern that everybody can read"),
        widget=forms.Select(attrs={"dir": "auto"}),
        required=False,
        help_text=_("Then its own title stands, unless you write another one."),
    )
    title = forms.CharField(label=_("The problem, in one line"), max_length=120, required=False, help_text=EXAMPLE)
    words = _words(_("What is known about it?"), required=False)
    language = forms.ChoiceField(label=_("Language of these words"), choices=languages.choices, initial=spoken)

    def __init__(self, *args: Any, concerns: Sequence[Concern], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerns = {str(concern.pk): concern for concern in concerns}
        named = [(key, concern.title) for key, concern in self.concerns.items()]
        self.fields["concern"].choices = [("", _("Own words")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Own words, or a concern: one of them says what it is."""
        facts = super().clean() or self.cleaned_data
        if not facts.get("title") and not facts.get("concern"):
            self.add_error("title", _("Choose a concern, or say what the problem is."))
        return facts

    def of(self) -> Concern | None:
        """The concern that it comes from."""
        return self.concerns.get(self.cleaned_data["concern"])

    def said(self) -> Wording:
        """The words; where no title was written, those of the concern."""
        kept, concern = self.cleaned_data, self.of()
        if not kept["title"] and concern:
            return Wording(concern.title, concern.language, kept["words"])
        return Wording(kept["title"], kept["language"], kept["words"])


class AdmitForm(forms.Form):
    """The words of a proposal, as everybody will read them."""

    title = _title()
    words = _words(_("Why should it come first?"), required=False)
    language = forms.ChoiceField(label=_("Language of these words"), choices=languages.choices)

    @staticmethod
    def first(problem: Candidate) -> dict[str, Any]:
        """What was proposed."""
        return {"title": problem.title, "words": problem.words, "language": problem.language}

    def said(self) -> Wording:
        """The words."""
        return Wording(self.cleaned_data["title"], self.cleaned_data["language"], self.cleaned_data["words"])


class JudgeForm(forms.Form):
    """The four questions, each with an answer and a sentence why."""

    def __init__(self, *args: Any, standing: dict[str, Answering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in Criterion:
            said = standing.get(one)
            self.fields[f"{one}_finding"] = forms.ChoiceField(
                label=one.label,
                choices=Finding.choices,
                widget=forms.RadioSelect,
                initial=said.finding if said else None,
            )
            self.fields[f"{one}_why"] = forms.CharField(
                label=_("Why?"), max_length=400, initial=said.why if said else "", help_text=_("One sentence.")
            )
        first = next(iter(standing.values()), None)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of these sentences"),
            choices=languages.choices,
            initial=first.language if first else spoken,
        )

    def answers(self) -> list[Answered]:
        """The four answers."""
        kept = self.cleaned_data
        return [Answered(one, kept[f"{one}_finding"], kept[f"{one}_why"], kept["language"]) for one in Criterion]


class WhyForm(forms.Form):
    """A reason, or what was learnt, that everybody reads."""

    words = _words(_("Why?"), most=1000)
    language = forms.ChoiceField(label=_("Language of these words"), choices=languages.choices, initial=spoken)

    def said(self) -> Wording:
        """The words."""
        return Wording(self.cleaned_data["words"], self.cleaned_data["language"])


class LearntForm(WhyForm):
    """What was learnt from a problem that is resolved."""

    words = _words(_("What was done, what worked, and what not?"))


class AsideForm(WhyForm):
    """Why a problem is set aside, and what was learnt."""

    reason = forms.ChoiceField(label=_("Why is it set aside?"), choices=Aside.choices, widget=forms.RadioSelect)
    words = _words(_("What was learnt?"), required=False)
    field_order = ("reason", "words", "language")


class ProblemTaskForm(forms.Form):
    """A task for the Progress Chart."""

    title = forms.CharField(label=_("What will be done?"), max_length=200, help_text=NOBODY)
    language = forms.ChoiceField(label=_("Language of the task"), choices=languages.choices, initial=spoken)
    due_on = DayField(label=_("By which day?"))

    def job(self) -> Job:
        """The task."""
        return Job(**self.cleaned_data)


class FeelingForm(forms.Form):
    """How many residents said what about a priority."""

    channel = forms.ChoiceField(
        label=_("How were they asked?"), choices=[(one.value, one.label) for one in reversed(COUNTED_BY_HAND)]
    )
    day = DayField(label=_("On which day?"))
    better = forms.IntegerField(label=_("It is better"), min_value=0, max_value=9999, initial=0)
    same = forms.IntegerField(label=_("It is the same"), min_value=0, max_value=9999, initial=0)
    worse = forms.IntegerField(label=_("It is worse"), min_value=0, max_value=9999, initial=0)

    def felt(self) -> Feeling:
        """The counts."""
        return Feeling(**self.cleaned_data)


class SeatsForm(forms.Form):
    """How many priorities an area holds at a time."""

    number = forms.IntegerField(label=_("How many problems at a time?"), min_value=1, max_value=MOST_SEATS)
    words = forms.CharField(
        label=_("Why so many?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}), help_text=NOBODY
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=languages.choices, initial=spoken)

    def said(self) -> Wording:
        """The reason."""
        return Wording(self.cleaned_data["words"], self.cleaned_data["language"])


class NothingForm(forms.Form):
    """An act that needs no words."""

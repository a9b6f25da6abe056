"""The forms of a round: begin it, give dots, write down what was counted, decide."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.figures.merging import DOTS
from openbeat.apps.concerns.lifecycle import Counted, Decision, Term
from openbeat.core.department import queries as department
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.translation.shapes import show
from openbeat.core.web.forms import DayField, OpenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.concerns.models import Candidate
    from openbeat.apps.concerns.queries import Result

BY_RANK = _("If it is not the order of the ranking, say why. Everybody reads it.")


def _boxes(problems: Sequence[Candidate]) -> list[tuple[int, SafeString]]:
    return [(problem.pk, show(problem.title, problem.language)) for problem in problems]


class BeginForm(forms.Form):
    """On which problems, and until when."""

    candidates = forms.TypedMultipleChoiceField(
        label=_("Which problems can be chosen?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    closes_on = DayField(
        label=_("Until which day?"), help_text=_("The day of the meeting: until its evening dots are taken here.")
    )
    meeting = forms.CharField(widget=forms.HiddenInput, required=False, max_length=101)

    def __init__(self, *args: Any, problems: Sequence[Candidate], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["candidates"].choices = _boxes(problems)  # type: ignore[attr-defined]

    def clean_closes_on(self) -> date:
        """A day that is not over."""
        day: date = self.cleaned_data["closes_on"]
        if self._evening(day) <= self.at:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def _evening(self, day: date) -> datetime:
        return datetime.combine(day, time(23, 59), tzinfo=department.zone()).astimezone(UTC)

    def term(self) -> Term:
        """What was typed in."""
        kept = self.cleaned_data
        return Term(self.at, self._evening(kept["closes_on"]), tuple(kept["candidates"]), kept["meeting"])


class BallotForm(OpenForm):
    """One to three dots."""

    dots = forms.TypedMultipleChoiceField(
        label=_("What should police and residents work on first?"),
        help_text=_("Tick one, two or three."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, problems: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dots"].choices = _boxes(problems)  # type: ignore[attr-defined]

    def clean_dots(self) -> list[int]:
        """Three at the most."""
        chosen: list[int] = self.cleaned_data["dots"]
        if len(chosen) > DOTS:
            raise forms.ValidationError(_("You have three dots. Take some away."))
        return chosen


class CountForm(forms.Form):
    """What was counted of one channel."""

    people = forms.IntegerField(
        label=_("How many people gave dots this way?"),
        min_value=0,
        max_value=9999,
        help_text=_("Who gave dots on this site before does not give them again."),
    )

    def __init__(self, *args: Any, channel: str, problems: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel, self.keys = channel, [problem.pk for problem in problems]
        for problem in problems:
            label = mark_safe(_("Dots for: %(title)s") % {"title": show(problem.title, problem.language)})  # noqa: S308  escaped
            self.fields[f"dots_{problem.pk}"] = forms.IntegerField(label=label, min_value=0, max_value=9999, initial=0)

    def counted(self) -> Counted:
        """The counts."""
        kept = self.cleaned_data
        return Counted(self.channel, kept["people"], {key: kept[f"dots_{key}"] for key in self.keys})


class DecideForm(forms.Form):
    """What is chosen, and why."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("What becomes a priority?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    why = forms.CharField(
        label=_("Why?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=BY_RANK
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=languages.choices, initial=spoken)

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(row.problem.pk, f"{row.place.number}. {row.problem.title} ({row.place.dots})") for row in result.rows]
        self.fields["chosen"].choices = named  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [row.problem.pk for row in result.rows if row.first]

    def decision(self) -> Decision:
        """What was decided."""
        kept = self.cleaned_data
        return Decision(tuple(kept["chosen"]), kept["why"], kept["language"])

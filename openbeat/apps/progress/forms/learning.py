"""Forms about what the work found: completing a task, the steps of problem solving, and whether it worked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.forms.words import MOST, WordsForm
from openbeat.apps.progress.lifecycle import Field, Result, Sara, Words, Worked

OTHERS_LEARN = _("Where it did not work, or only in part, say why: others learn from it.")


class ResultForm(WordsForm):
    """Words, and whether what was tried worked."""

    field = forms.ChoiceField(
        label=_("Which kind of work was it?"), choices=Field.choices, initial=Field.OTHER, required=False
    )
    worked = forms.ChoiceField(
        label=_("Did it work?"),
        choices=Worked.choices,
        initial=Worked.EARLY,
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.CharField(
        label=_("Why, or why not?"),
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other beats look here for what works."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask why where it did not work."""
        facts = self.cleaned_data
        if facts.get("worked") in {Worked.IN_PART, Worked.NO} and not facts.get("why"):
            self.add_error("why", OTHERS_LEARN)
        return facts

    def result(self, words: str) -> Result:
        """What was tried, in these words, and whether it worked."""
        facts = self.cleaned_data
        said = Words(words, facts["language"])
        return Result(said, facts["field"] or Field.OTHER, facts["worked"] or Worked.EARLY, facts["why"])


class CompleteForm(ResultForm):
    """What was done, what was tried, and whether it worked."""

    tried = forms.CharField(
        label=_("What was tried on the way?"),
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave it empty where you said it above."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    wanted = _("What was done?")
    field_order = ("words", "tried", "field", "worked", "why", "language")

    @property
    def outcome(self) -> Result:
        """What was tried and whether it worked."""
        return self.result(self.cleaned_data["tried"] or self.cleaned_data["words"])


class AssessForm(ResultForm):
    """A later word on whether it worked."""

    wanted = _("What was tried?")
    field_order = ("words", "field", "worked", "why", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = next((one for one in self.task.tried.all() if one.newest), None) if self.task else None
        if last:
            self.fields["words"].initial, self.fields["field"].initial = last.words, last.field
            self.fields["language"].initial = last.language
        elif self.task:
            self.fields["words"].initial, self.fields["language"].initial = (
                self.task.outcome,
                self.task.outcome_language,
            )

    @property
    def outcome(self) -> Result:
        """What was tried and whether it worked."""
        return self.result(self.cleaned_data["words"])


class StepForm(WordsForm):
    """Another step of problem solving, and what was found."""

    to = forms.ChoiceField(label=_("Which step is it now?"), choices=Sara.choices, widget=forms.RadioSelect)
    words = forms.CharField(max_length=500)
    wanted = _("What was found, in a sentence?")
    field_order = ("to", "words", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.task:
            others = [(value, label) for value, label in Sara.choices if value != self.task.sara]
            self.fields["to"].choices = others  # type: ignore[attr-defined]

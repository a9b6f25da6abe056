"""Saying something before a meeting, and what whoever leads it makes of that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.coming import HeardForm
from openbeat.apps.meetings.forms.meetings import LANGUAGE, WordsForm
from openbeat.apps.meetings.lifecycle import DayPart, NotShown, Part, Sort, Words
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.web.forms import OpenForm

LONGEST_TITLE = 200  # of an item of the agenda


def _days() -> list[tuple[str, Any]]:
    return [(str(number), name) for number, name in WEEKDAYS.items()]


class SayForm(HeardForm):
    """A comment, a question, a proposal."""

    sort = forms.ChoiceField(
        label=_("What would you like to do?"), choices=Sort.choices, widget=forms.RadioSelect, initial=Sort.QUESTION
    )
    item = forms.ChoiceField(
        label=_("About which item?"),
        required=False,
        widget=forms.Select(attrs={"dir": "auto"}),
        help_text=_("Only for a comment."),
    )
    words = forms.CharField(
        label=_("Your words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Please name nobody. Somebody looks at it first; then everybody can read it."),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)
    field_order = ("sort", "item", "words", "language", "reach", "name")

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Choose")), *items]  # type: ignore[attr-defined]
        self.fields["reach"].help_text = _("Then we tell you what becomes of it. You need not leave one.")

    def clean(self) -> dict[str, Any]:
        """A comment is about an item; what is to stand on the agenda is short."""
        facts = super().clean()
        comment = facts.get("sort") == Sort.COMMENT
        if comment and not facts.get("item") and "item" not in self.errors:
            self.add_error("item", _("Choose the item that you speak of."))
        if not comment and len(facts.get("words", "")) > LONGEST_TITLE:
            self.add_error("words", _("For the agenda please be short: at most 200 letters."))
        return facts

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class SuitForm(OpenForm):
    """Which days and hours would do."""

    days = forms.MultipleChoiceField(
        label=_("Which days would do?"), choices=_days, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.MultipleChoiceField(
        label=_("Which part of the day?"), choices=DayPart.choices, widget=forms.CheckboxSelectMultiple
    )


class ShowForm(forms.Form):
    """Nothing to fill in."""


class WithholdForm(forms.Form):
    """Why it is not shown."""

    reason = forms.ChoiceField(label=_("Why is it not shown?"), choices=NotShown.choices)


class AcceptForm(forms.Form):
    """Where it stands on the agenda."""

    part = forms.ChoiceField(label=_("Under which part?"), choices=Part.choices, initial=Part.NEW)
    words = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST_TITLE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Leave it empty, and it stands there as it was sent. Those words go when whoever sent them asks to be "
            "forgotten; yours stay."
        ),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken, required=False)

    @property
    def wording(self) -> Words | None:
        """The words of whoever leads; None where it stands as it was sent."""
        facts = self.cleaned_data
        return Words(facts["words"], facts["language"] or spoken()) if facts["words"] else None


class DeclineForm(WordsForm):
    """Why it is not on the agenda."""

    words = forms.CharField(max_length=300)
    wanted = _("Why is it not on the agenda?")
    hint = _("Whoever sent it reads this.")

"""An appeal, its decision, and what the log is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import moderation as port
from openbeat.core.moderation.facts import Words
from openbeat.core.moderation.models import Outcome
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken


class AppealForm(forms.Form):
    """Why it should be shown."""

    text = forms.CharField(
        label=_("Why should it be shown?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Only whoever decides reads this."),
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.choices, initial=spoken)

    def words(self) -> Words:
        """What was written."""
        return Words(**self.cleaned_data)


class DecisionForm(forms.Form):
    """Whether it is shown now, and why."""

    outcome = forms.ChoiceField(label=_("What do you decide?"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever appealed reads this. Do not repeat what must not be shown."),
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.choices, initial=spoken)

    def outcome_chosen(self) -> Outcome:
        """What was decided."""
        return Outcome(self.cleaned_data["outcome"])

    def words(self) -> Words:
        """The reason."""
        return Words(self.cleaned_data["text"], self.cleaned_data["language"])


class LogForm(forms.Form):
    """A reason and a month; odd input in an address is as if it were not there."""

    reason = forms.ChoiceField(label=_("Reason"), required=False)
    month = forms.RegexField(
        r"^\d{4}-\d{2}$",
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("Every reason")), *port.reasons().items()]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, str]:
        """Reason code and month."""
        self.is_valid()
        return self.cleaned_data.get("reason", ""), self.cleaned_data.get("month", "")

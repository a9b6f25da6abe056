"""The form in which the summary of a closed case is written: it checks, and saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.filing import LONGEST
from openbeat.apps.complaints.lifecycle.summaries import Told
from openbeat.core.translation.forms import language_field


class SummaryForm(forms.Form):
    """What everybody will read of a closed case, before names are blacked out in it."""

    alleged = forms.CharField(
        label=_("What somebody said happened"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("It is shown as what somebody said. Name nobody, and nothing by which somebody is known."),
    )
    done = forms.CharField(
        label=_("What was done about it, and why it came out so"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("What was looked at, who was asked, what was decided, and the reasons."),
    )
    language = language_field()
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Everybody can read this beside the correction."),
    )

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]

    def told(self) -> Told:
        """What was written."""
        return Told(**self.cleaned_data)

"""The forms of an audit: they check, and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.board import ReplyForm
from openbeat.apps.complaints.forms.filing import WordsForm
from openbeat.apps.complaints.lifecycle.audits import AuditWhy, Window
from openbeat.core.web.forms import DayField

MOST = 100


class DrawForm(forms.Form):
    """Of which days, and how many."""

    since = DayField(label=_("Closed on this day or later"))
    until = DayField(label=_("Closed on this day or before"))
    size = forms.IntegerField(label=_("How many are drawn?"), min_value=1, max_value=MOST, initial=10)

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("since") and facts.get("until") and facts["since"] > facts["until"]:
            raise ValidationError(_("The first day is after the last."))
        return facts

    def window(self) -> Window:
        """What was chosen."""
        return Window(self.cleaned_data["since"], self.cleaned_data["until"], self.cleaned_data["size"])


class AskKeyForm(forms.Form):
    """Why somebody asks for a key."""

    why = forms.ChoiceField(label=_("What do you look at?"), choices=AuditWhy.choices)

    def __init__(self, data: Any = None, *, number: int = 0) -> None:
        super().__init__(data, auto_id=f"id_ask{number}_%s")

    def reason(self) -> AuditWhy:
        """What was chosen."""
        return AuditWhy(self.cleaned_data["why"])


class AuditFoundForm(WordsForm):
    """What an audit found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What you found")
        self.fields["text"].help_text = _(
            "Of all matters together: no name, and nothing that tells of one of them. It is not sealed, and the "
            "department reads it."
        )


class AuditReplyForm(ReplyForm):
    """What the department answers an audit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("The outside body reads this beside what it found.")

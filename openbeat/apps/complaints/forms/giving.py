"""The forms by which a task is given out and given back, and in which somebody names who is close to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.giving import RECUSED, TAKEN, Ended, Given
from openbeat.core.people.forms import AccountField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person


class AssignForm(forms.Form):
    """Who gets the task, and why; and how it stood when the page was made."""

    person = forms.ChoiceField(label=_("Who looks into it?"), widget=forms.RadioSelect)
    why = forms.ChoiceField(label=_("Why this person?"), choices=Given.choices, widget=forms.RadioSelect)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, complaint: Complaint, free: Sequence[Person], data: Any = None) -> None:
        super().__init__(data, initial={"seen": complaint.assigned_at.isoformat() if complaint.assigned_at else ""})
        self.free = {str(person.pk): person for person in free}
        self.fields["person"].choices = [(key, person.name) for key, person in self.free.items()]  # type: ignore[attr-defined]

    def clean_person(self) -> Person:
        """One of those who can get it."""
        return self.free[self.cleaned_data["person"]]

    def clean_seen(self) -> datetime | None:
        """Since when somebody had it when the page was made; None where nobody had."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None
        except ValueError:
            raise ValidationError(_("Open the page anew.")) from None


class RecuseForm(forms.Form):
    """Why somebody gives a task back."""

    why = forms.ChoiceField(
        label=_("Why do you give it back?"),
        choices=[(code.value, code.label) for code in RECUSED],
        widget=forms.RadioSelect,
        help_text=_("With whom, you need not say. You cannot open this matter afterwards."),
    )

    def reason(self) -> Ended:
        """The reason that was chosen."""
        return Ended(self.cleaned_data["why"])


class TakeAwayForm(forms.Form):
    """Why a task is taken from somebody."""

    why = forms.ChoiceField(
        label=_("Why do they have it no longer?"), choices=[(code.value, code.label) for code in TAKEN]
    )

    def reason(self) -> Ended:
        """The reason that was chosen."""
        return Ended(self.cleaned_data["why"])


class RelationForm(forms.Form):
    """Somebody who works here and to whom one is close, by the address of their account."""

    email = AccountField(label=_("E-mail address of their account here"))
    act = forms.CharField(required=False, widget=forms.HiddenInput)

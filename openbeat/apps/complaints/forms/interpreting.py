"""Who interprets, who signed a pledge, and a message in the language of whoever complained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Signed
from openbeat.apps.complaints.policies import INTERPRETER
from openbeat.apps.complaints.queries import holders
from openbeat.core.web.forms import DayField

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


class InterpreterForm(forms.Form):
    """One interpreter, of those whom nobody refused."""

    interpreter = forms.ChoiceField(label=_("Who interprets?"))

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choices = [("", _("Choose somebody")), *((key, person.name) for key, person in self.people.items())]
        self.fields["interpreter"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """Who was chosen."""
        return self.people[self.cleaned_data["interpreter"]]


class TranslatedForm(forms.Form):
    """The words of a message in the language of whoever complained, and which one it is."""

    waiting = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("The same in the language of whoever complained"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={"required": _("Write something first.")},
    )


class PledgeForm(forms.Form):
    """What somebody who holds the post signed."""

    person = forms.ChoiceField(label=_("Who signed it?"))
    signed_on = DayField(label=_("On which day?"))
    languages = forms.CharField(
        label=_("In which languages do they interpret?"),
        max_length=100,
        help_text=_("Their codes, with a gap between two: my es"),
    )
    from_elsewhere = forms.BooleanField(
        label=_("They are from outside the department and outside the area."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in holders(INTERPRETER)}
        choices = [("", _("Choose somebody")), *((key, person.name) for key, person in self.people.items())]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """Who signed."""
        return self.people[self.cleaned_data["person"]]

    def signed(self) -> Signed:
        """What they signed."""
        kept = self.cleaned_data
        return Signed(kept["signed_on"], tuple(kept["languages"].split()), kept["from_elsewhere"])

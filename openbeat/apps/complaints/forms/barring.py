"""From whom a matter is kept, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Barred
from openbeat.core.people import queries as people
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


class BarForm(forms.Form):
    """One member of staff."""

    bar_person = forms.ChoiceField(label=_("From whom is it kept?"), widget=LongSelect)
    bar_why = forms.ChoiceField(label=_("Why?"), choices=Barred.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(person.pk): person for person in people.staff()}
        choices = [("", _("Choose somebody")), *((key, person.name) for key, person in self.staff.items())]
        self.fields["bar_person"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """Who was chosen."""
        return self.staff[self.cleaned_data["bar_person"]]

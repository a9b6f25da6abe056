"""Open forms after which somebody without an account can be told something, if they say how."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import contact as ways
from openbeat.core.people.facts import Contact
from openbeat.core.web.forms import OpenForm


def reach_field(hint: Any = "") -> forms.CharField:
    """The way to tell somebody."""
    said = _("Then we tell you when there is an answer. What we send never says what it is about.")
    label = _("Your e-mail address or telephone number")
    return forms.CharField(label=label, max_length=200, required=False, help_text=hint or said)


def name_field() -> forms.CharField:
    """What to call them."""
    hint = _("It need not be your own.")
    return forms.CharField(label=_("A name to call you by"), max_length=100, required=False, help_text=hint)


class HeardForm(OpenForm):
    """A form with the fields `reach` and `name`; a form for whoever is signed in takes them out."""

    def clean_reach(self) -> str:
        """Bring the address or number into its one form."""
        value = str(self.cleaned_data["reach"])
        return ways.tidy(_kind_of(value), value) if value else ""

    def contact(self) -> Contact | None:
        """How to tell whoever filled it in; None where they left no way."""
        value = self.cleaned_data.get("reach", "")
        return Contact(_kind_of(value), value, self.cleaned_data.get("name", "")) if value else None

    def ask_of_somebody_else(self) -> None:
        """Ask for the same of whoever staff write it down for."""
        self.fields["reach"].label = _("Their e-mail address or telephone number")
        self.fields["name"].label, self.fields["name"].help_text = _("A name to call them by"), ""
        self.fields["language"].label = _("Language they spoke or wrote in")
        self.fields["reach"].help_text = _(
            "Then they are told when there is an answer. Whoever is known by it already is found."
        )


def _kind_of(value: str) -> str:
    return ways.EMAIL if "@" in value else ways.TELEPHONE

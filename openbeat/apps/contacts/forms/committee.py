"""The hand-over sheet, and the line of news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.committee import Sheet
from openbeat.apps.contacts.lifecycle.inquiries import Words
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import HandOver

PARTS = ("agreements", "places", "contacts", "advice", "language")


def _text(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, required=False, widget=widget)


class SheetForm(forms.Form):
    """What the holder of a post leaves to the next one. What is open is filled in by itself."""

    agreements = _text(_("What was agreed, and with whom"), _("By role, please: name nobody who is not in office."))
    places = _text(_("Where things are"), _("Keys, papers, lists, the projector, the tea."))
    contacts = _text(_("Whom to ask about what"), _("By role or office, with the office's number."))
    advice = _text(_("What you would want to know"), _("What works here, what does not, what comes every year."))
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    @staticmethod
    def first(sheet: HandOver | None) -> dict[str, Any]:
        """What stands now, to begin with."""
        return {name: getattr(sheet, name) for name in PARTS} | {"version": sheet.number} if sheet else {}

    def sheet(self) -> Sheet:
        """What was written."""
        return Sheet(**self.cleaned_data)


class NewsForm(forms.Form):
    """One line of news."""

    text = forms.CharField(
        label=_("How far is it?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line for the committee. Name nobody."),
    )
    language = language_field()

    def said(self) -> Words:
        """The words."""
        return Words(**self.cleaned_data)

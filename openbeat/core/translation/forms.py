"""The language of what somebody types: guessed from the page, and chosen in a field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.core.translation import languages
from openbeat.core.web import wished


def spoken() -> str:
    """The language in which somebody most likely writes: that of the page."""
    code = get_language() or "en"
    return code if code in languages.WRITTEN else "en"


def language_field(label: Any = "") -> forms.ChoiceField:
    """The field in which it is chosen."""
    return forms.ChoiceField(label=label or _("Language you write in"), choices=languages.choices, initial=spoken)


class LanguageForm(forms.Form):
    """The language of all pages, or none to forget it, and where somebody came from."""

    language = forms.ChoiceField(
        choices=lambda: [(code, languages.name(code)) for code in wished.offered()], required=False
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

"""How many paper forms with codes are printed, and in which second language."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.printing import services as printing

MOST = 50


def besides() -> list[tuple[str, str]]:
    """The second language of a form; at first, none."""
    return [("", str(_("none"))), *printing.languages_beside()]


class SheetsForm(forms.Form):
    """A batch of forms."""

    count = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=MOST, initial=10, help_text=_("Fifty at most at a time.")
    )
    beside = forms.ChoiceField(label=_("Another language beside the English"), choices=besides, required=False)

"""Forms of one's own key: they check what is typed, and keep nothing of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault.phrases import SHORTEST

LONGEST = 400


def _field(label: Any, complete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": complete, "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **more)


class UnlockForm(forms.Form):
    """The passphrase, and where to go then."""

    passphrase = _field(_("Passphrase"), "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPhraseForm(forms.Form):
    """A passphrase, typed twice: what is written down wrongly shows now, not in a month."""

    passphrase = _field(
        _("Passphrase"),
        "new-password",
        min_length=SHORTEST,
        help_text=_("At least 20 characters. Take the one above, or one of your own that stands nowhere else."),
    )
    again = _field(_("The same once more, from your note"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        found = super().clean() or {}
        if found.get("passphrase") and found.get("again") and found["passphrase"] != found["again"]:
            self.add_error("again", _("These two are not the same. Look at your note, and type both again."))
        return found


class ChangePhraseForm(NewPhraseForm):
    """The passphrase of today, and the next one twice."""

    old = _field(_("The passphrase of today"), "current-password")
    field_order = ("old", "passphrase", "again")

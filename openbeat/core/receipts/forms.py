"""A code is typed in; an address to take over a record."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import contact
from openbeat.core.receipts import codes


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=60,
        help_text=_(
            "Seventeen letters and digits. Gaps, dashes and small letters do not matter; O counts as 0, I and L as 1."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code"}
        ),
        error_messages={"required": _("Type the code that stands on your receipt.")},
    )

    def clean_code(self) -> str:
        """A slip of the pen is told at once; whether a code exists is not."""
        try:
            return codes.read(self.cleaned_data["code"])
        except codes.NotACode:
            sentence = _(
                "This is not a code as we print them: a sign is missing, wrong or in the wrong place. Look again."
            )
            raise ValidationError(sentence) from None


class AddressForm(forms.Form):
    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send a code of six digits to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """The address in its one form."""
        return contact.tidy(contact.EMAIL, self.cleaned_data["email"])


class AddressCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"),
        max_length=20,
        help_text=_("Six digits. They are good for 15 minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "digits"}),
    )

"""The forms of allauth with our labels. Not in forms.py, which allauth imports while its own forms are being made."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import codes

DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "digits"}


def _email(field: forms.Field, hint: Any = "") -> None:
    field.label, field.help_text = _("E-mail address"), hint
    field.widget = forms.EmailInput(attrs={"autocomplete": "email"})


def _code(field: forms.Field, label: Any, hint: Any) -> None:
    field.label, field.help_text = label, hint
    field.widget = forms.TextInput(attrs=DIGITS)


class SignInForm(account.LoginForm):
    """Asks for the address; says the same whether it has an account or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _email(self.fields["login"], _("We send a code of six digits to it."))


class SignUpForm(account.SignupForm):
    """Asks for a name or pseudonym and an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"], _("Only we see it. We send a code of six digits to it."))


class _SealedCode(forms.Form):
    """Compares HMACs: the session does not hold the code."""

    expected_code: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code from the message"), _("Six digits. They are good for 15 minutes."))

    def _check_sealed(self) -> str:
        code: str = self.cleaned_data["code"]
        if not codes.matches(code, self.expected_code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SignInCodeForm(_SealedCode, account.ConfirmLoginCodeForm):
    def clean_code(self) -> str:
        return self._check_sealed()


class AddressCodeForm(_SealedCode, account.ConfirmEmailVerificationCodeForm):
    def clean_code(self) -> str:
        code = self._check_sealed()
        account.email_already_exists(user=self.user, email=self.email, always_raise=True)
        return code


class NewAddressForm(account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"], _("We send a code of six digits to the new address."))


class SecondFactorForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), _("The six digits in your app now, or one of your recovery codes."))


class AgainForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), _("The six digits in your app now, or one of your recovery codes."))


class ActivateAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code from the app"), _("The six digits that the app shows now."))


class _NamedKey(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for this passkey")
        self.fields["name"].help_text = _("So that you know it again, for instance “My telephone”.")
        self.fields["name"].widget.attrs["maxlength"] = "60"


class AddPasskeyForm(_NamedKey, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class FirstPasskeyForm(_NamedKey, webauthn.SignupWebAuthnForm):
    pass


class RenamePasskeyForm(_NamedKey, webauthn.EditWebAuthnForm):
    pass

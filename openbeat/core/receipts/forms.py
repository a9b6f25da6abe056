"""A code is typed in; an address to take over a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import contact
from openbeat.core.receipts import codes

EXAMPLE = "K7QM 2XRD 9H4T 0WBN 6"  # nobody has it: it was made up for this page


def _hint() -> SafeString:
    example = format_html('<bdi dir="ltr" translate="no">{}</bdi>', EXAMPLE)
    words = gettext(
        "Seventeen letters and digits, for example {example}. Gaps, dashes and small letters do not matter. "
        "O counts as 0, and I and L count as 1."
    )
    return format_html(words, example=example)


class PrintedCodeField(forms.CharField):
    """A code as it stands on a receipt or on a paper form, typed in; gives it in its one form, or "".

    A slip of the pen is told at once, with the group in which it stands as far as that can be known; whether a code
    exists is not told here.
    """

    hint = lazy(_hint, SafeString)()

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Receipt code"))
        kwargs.setdefault("help_text", self.hint)
        super().__init__(max_length=60, **kwargs)
        self.error_messages["required"] = _("Type the code that stands on your receipt.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No keyboard corrects it, no browser keeps it, and it is read from left to right in every language."""
        alone = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        return {**super().widget_attrs(widget), **alone, "inputmode": "text", "dir": "ltr", "class": "code"}

    def clean(self, value: Any) -> str:
        """The code as it is kept; raises ValidationError with what is wrong with it, and where."""
        typed = str(super().clean(value))
        try:
            return codes.read(typed) if typed else ""
        except codes.NotACode as slip:
            raise ValidationError(_slip(slip), code="slip") from None


def _slip(slip: codes.NotACode) -> str:
    """What is wrong with a code, in a sentence that says what to do."""
    if slip.sign:
        words = gettext("Group %(group)s has the sign “%(sign)s”, which no code of ours has. Look at that group again.")
        return words % {"group": slip.group, "sign": slip.sign}
    if slip.count != codes.SIGNS + 1:
        return ngettext(
            "You typed %(count)s sign, and a code has %(all)s. Look at each group again.",
            "You typed %(count)s signs, and a code has %(all)s. Look at each group again.",
            slip.count,
        ) % {"count": slip.count, "all": codes.SIGNS + 1}
    return gettext(
        "One sign is wrong, or two have changed places: we cannot tell which. "
        "Look at each group again. 8 and B, 5 and S, 2 and Z look alike."
    )


class CodeForm(forms.Form):
    code = PrintedCodeField()


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

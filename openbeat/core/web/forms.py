"""Forms that anybody may fill in, without an account: a trap for robots, a minimum time, and one thing made once."""

from __future__ import annotations

import time
from datetime import date
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from openbeat.core.web import proof

OLDEST = 24 * 3600  # seconds
SALT = "openbeat.open-form"


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day. The first and the last that Python knows have no evening in every zone, so they are refused in words."""

    widget = DayInput
    default_validators = [
        MinValueValidator(date(1900, 1, 1), _("Choose a day from 1900 to 2999.")),
        MaxValueValidator(date(2999, 12, 31), _("Choose a day from 1900 to 2999.")),
    ]


def _start() -> str:
    return signing.dumps([token_urlsafe(16), time.time()], salt=SALT)


class OpenForm(forms.Form):
    """Base of open forms. `once` is the same however often the button is pressed; a robot is told so in a sentence."""

    hurried = False  # True: something else shows that a person sends it, so nobody waits before the button works

    started = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "class": "trap"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started"].initial = _start
        if proof.wanted():
            self.fields["proof"] = forms.CharField(widget=proof.Proof, required=False)

    @property
    def once(self) -> str:
        """A random word made with the form; a double click sends the same one."""
        token, _at = signing.loads(self.cleaned_data["started"], salt=SALT)
        return str(token)

    def clean(self) -> dict[str, Any]:
        """On days of attack, refuse a form whose work was not done."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if proof.wanted() and facts.get("started") and not proof.holds(facts.get("proof", ""), facts["started"]):
            raise forms.ValidationError(
                _("The check against robots was not finished. Wait a moment, then send it again.")
            )
        return facts

    def clean_website(self) -> str:
        """Refuse a form in which the hidden field was filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the hidden field empty, please: it is there to catch robots."))
        return ""

    def clean_started(self) -> str:
        """Refuse a form that was not made here, is a day old, or was filled in faster than a person can."""
        value: str = self.cleaned_data["started"]
        try:
            _token, at = signing.loads(value, salt=SALT, max_age=OLDEST)
        except signing.BadSignature as problem:
            fresh: Any = self.data.copy()  # type: ignore[attr-defined]
            fresh[self.add_prefix("started")] = _start()
            self.data = fresh
            sentence = _("This page was open too long. Your words are still here: please send them again.")
            raise forms.ValidationError(sentence) from problem
        if not self.hurried and time.time() - at < settings.OPENBEAT_FORM_SECONDS:
            raise forms.ValidationError(
                _("That was very fast. Wait a moment and send it again: your words are still here.")
            )
        return value

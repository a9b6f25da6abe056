"""A circular in one language, and why it is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.circulars import Text, WhyNot
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import CircularText


class TextForm(forms.Form):
    """A circular in one language."""

    language = language_field(_("Language of this text"))
    title = forms.CharField(label=_("In one line"), max_length=120)
    words = forms.CharField(
        label=_("What do you want to say?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Everybody can read it once it was sent. Name nobody without asking them."),
    )

    @staticmethod
    def first(text: CircularText | None) -> dict[str, Any]:
        """What stands now, to begin with."""
        return {name: getattr(text, name) for name in ("language", "title", "words")} if text else {}

    def text(self) -> Text:
        """What was written."""
        return Text(**self.cleaned_data)


class ReturnForm(forms.Form):
    """Why it is not sent."""

    why = forms.ChoiceField(label=_("Why is it not sent?"), choices=WhyNot.choices, widget=forms.RadioSelect)

    def reason(self) -> WhyNot:
        """The reason."""
        return WhyNot(self.cleaned_data["why"])

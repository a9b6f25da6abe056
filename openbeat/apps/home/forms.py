"""The search form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import search as kinds


class SearchForm(forms.Form):
    words = forms.CharField(label=_("What are you looking for?"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *kinds.kinds().items()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, str, int]:
        """Words, kind and page number, whatever was typed into the address."""
        valid = self.is_valid()
        number = str(self.data.get("page", "1"))
        words = str(self.cleaned_data.get("words", "")) if valid else str(self.data.get("words", ""))[:200]
        kind = str(self.cleaned_data.get("kind", ""))
        return words, kind, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1  # noqa: PLR2004

"""The form of an officer's own card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.cards import CardWords
from openbeat.core.department import tongues
from openbeat.core.translation.forms import language_field
from openbeat.core.web.rights import beside

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import PatrolCard

REACHABLE = re.compile(r"@|(?:\d[\s().-]*){6,}")


class CardForm(forms.Form):
    """What everybody may read of an officer: what stays empty is not shown."""

    name = forms.CharField(
        label=_("Name or call name"), max_length=60, required=False, help_text=_("As you want to be spoken to.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=tongues.spoken, widget=forms.CheckboxSelectMultiple, required=False
    )
    sentence = forms.CharField(
        label=_("A sentence of your own"),
        max_length=200,
        required=False,
        help_text=_("For example: I walk Weir Street most evenings; stop me and ask. No number, no address."),
    )
    language = language_field(_("Language of the sentence"))
    agreed = forms.BooleanField(
        label=beside(_("I agree that everybody can read this. I can take it back at any time."))
    )

    @staticmethod
    def first(card: PatrolCard | None) -> dict[str, Any]:
        """What stands now, to begin with; the agreement is asked for anew."""
        return {name: getattr(card, name) for name in ("name", "languages", "sentence", "language")} if card else {}

    def clean_sentence(self) -> str:
        """Keep out numbers and addresses: the post has its own."""
        sentence: str = self.cleaned_data["sentence"]
        if REACHABLE.search(sentence):
            raise ValidationError(_("Leave out telephone numbers and addresses: people use those of the post."))
        return sentence

    def clean(self) -> dict[str, Any]:
        """Say at least one thing."""
        kept = super().clean() or self.cleaned_data
        if not (kept.get("name") or kept.get("sentence") or self.errors):
            raise ValidationError(_("Write a name or a sentence."))
        return kept

    def words(self) -> CardWords:
        """What was agreed to."""
        return CardWords(**{name: self.cleaned_data[name] for name in CardWords.__dataclass_fields__})

"""Forms about problems encountered and questions asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.forms.words import WordsForm
from openbeat.apps.progress.lifecycle import Appeal, Obstacle


class NoteForm(WordsForm):
    """A problem encountered."""

    remover = forms.CharField(
        label=_("Who can remove it?"),
        max_length=200,
        required=False,
        help_text=_("An office: “Public Works”, “the owner of the lot”."),
    )
    obstacle = forms.ChoiceField(label=_("Of which kind is it?"), choices=Obstacle.choices, initial=Obstacle.OTHER)
    wanted = _("What is the problem?")
    field_order = ("words", "obstacle", "remover", "language")


class AskForm(WordsForm):
    """A question of the community."""

    wanted = _("What do you want to know?")


class ResolveForm(WordsForm):
    """How a problem was removed, or the answer to a question."""


class EscalateForm(WordsForm):
    """Before whom a problem is laid, and what is asked."""

    to = forms.ChoiceField(
        label=_("Who is asked to remove it?"),
        choices=[("commander", _("The commander of this area")), ("outside", _("Somebody outside the department"))],
        widget=forms.RadioSelect,
        initial="commander",
    )
    outside = forms.CharField(
        label=_("Which office outside?"),
        max_length=200,
        required=False,
        help_text=_("Whoever is responsible for the task then owes to ask there, and to say what came of it."),
    )
    wanted = _("What do you ask for?")
    field_order = ("to", "outside", "words", "language")

    def clean(self) -> dict[str, Any]:
        """Refuse an office outside without its name."""
        facts = self.cleaned_data
        if facts.get("to") == "outside" and not facts.get("outside"):
            self.add_error("outside", _("Say which office is asked."))
        return facts

    @property
    def appeal(self) -> Appeal:
        """Before whom it is laid, and what is asked."""
        outside = self.cleaned_data["outside"] if self.cleaned_data["to"] == "outside" else ""
        return Appeal(self.said, outside)

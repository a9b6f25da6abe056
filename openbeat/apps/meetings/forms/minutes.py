"""What is typed in about minutes. Plain forms: they check, and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import LANGUAGE, MOST, WordsForm
from openbeat.apps.meetings.lifecycle import Decision, Proposal, Words
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.web.forms import OpenForm

OFFICE = _("All can read this. Please name nobody but by their office.")


def _language(label: Any = LANGUAGE) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=languages.choices, initial=spoken)


def _area(label: Any, rows: int = 4, *, most: int = MOST, hint: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, help_text=hint, required=required)


class PassageForm(forms.Form):
    """One passage, while it is written: saved by itself after a pause. `over` is pressed to replace another's words."""

    words = _area(_("What was said"), rows=3, required=False)
    language = _language(_("Language"))
    version = forms.IntegerField(widget=forms.HiddenInput)
    over = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])

    @property
    def stands_on(self) -> int:
        """The version that these words replace: the one that was read, or another's that may be replaced."""
        return int(self.cleaned_data.get("over") or self.cleaned_data["version"])


class AmendmentForm(OpenForm):
    """Other words for a passage, from somebody who was there."""

    words = _area(_("How should it say?"), rows=6, hint=OFFICE)
    language = _language()
    was_there = forms.BooleanField(
        label=_("I was at this meeting, in the room or online."),
        error_messages={
            "required": _(
                "Amendments are for those who were there. If you could not come, raise a concern: it gets an answer."
            )
        },
    )

    def proposal(self) -> Proposal:
        """What is proposed."""
        facts = self.cleaned_data
        return Proposal(facts["words"], facts["language"], self.once)


class AnswerForm(forms.Form):
    """What becomes of a proposed amendment, and why."""

    decision = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[
            ("accept", _("Accept it: the minutes say from now on what stands below.")),
            ("decline", _("Decline it: the minutes stay as they are.")),
        ],
        widget=forms.RadioSelect,
    )
    words = _area(_("What the minutes say from now on"), rows=6, required=False, hint=OFFICE)
    language = _language()
    reason = _area(_("Why?"), rows=3, most=500, hint=_("Everybody can read the reason."))
    reason_language = _language(_("In which language is the reason written?"))
    words_shown = forms.BooleanField(
        label=_("Show the proposed words to everybody"),
        required=False,
        initial=True,
        help_text=_("Leave this out where they name or hurt somebody."),
    )

    def clean(self) -> dict[str, Any]:
        """An accepted amendment has words."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("decision") == "accept" and not facts.get("words"):
            self.add_error("words", _("Write what the minutes say from now on."))
        return facts

    def decided(self) -> Decision:
        """The decision."""
        facts = self.cleaned_data
        return Decision(
            accepted=facts["decision"] == "accept",
            text=facts["words"],
            language=facts["language"],
            reason=facts["reason"],
            reason_language=facts["reason_language"],
            words_shown=facts["words_shown"],
        )


class OwnForm(WordsForm):
    """What one side says about a passage otherwise; empty takes it back."""

    words = _area("", rows=6, required=False)
    wanted = _("How does your side remember it?")
    hint = _("It stands beside the other side's version. Empty takes yours back. Name nobody but by their office.")


class CorrectForm(WordsForm):
    """A passage of published minutes, put right, and why."""

    wanted = _("What the minutes say from now on")
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300, help_text=_("It stands in the minutes."))
    reason_language = _language(_("In which language is the reason written?"))

    @property
    def why(self) -> Words:
        """The reason."""
        return Words(self.cleaned_data["reason"], self.cleaned_data["reason_language"])


class ApproveForm(forms.Form):
    """The version that somebody read and approves."""

    version = forms.IntegerField(widget=forms.HiddenInput)

"""The form in which the office writes down how a mediation goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.mediating import Agreed, Arranged, Done
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = {
    Done.OFFER: _("Ask both sides whether they want to talk"),
    Done.OFFICER_YES: _("The officer wants to talk"),
    Done.OFFICER_NO: _("The officer does not want to: it goes on as before"),
    Done.ARRANGE: _("A talk is arranged: who sits between them, and on which day"),
    Done.AGREED: _("They talked, and agreed on what stands below"),
    Done.FAILED: _("They talked, and did not agree: it goes on as before"),
    Done.HOLDS: _("Somebody asked: what they agreed on holds"),
    Done.BROKEN: _("Somebody asked: what they agreed on does not hold"),
    Done.CALLED_OFF: _("It will not come to a talk: it goes on as before"),
}


class MediationForm(forms.Form):
    """What happened, of that which can happen now."""

    act = forms.ChoiceField(label=_("What is there to write down?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Who sits between them and where; or what they agreed on"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"autocomplete": "off", "rows": 4}),
        help_text=_("Nothing else that was said in the talk belongs here, or anywhere."),
    )
    held_on = forms.DateField(label=_("Day of the talk"), required=False, widget=forms.DateInput({"type": "date"}))
    follow_up_on = forms.DateField(
        label=_("When somebody asks whether it holds"), required=False, widget=forms.DateInput({"type": "date"})
    )
    language = language_field()

    def __init__(self, possible: Sequence[Done], data: Any = None) -> None:
        super().__init__(data)
        self.fields["act"].choices = [(done.value, LABELS[done]) for done in possible]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A talk that is arranged has words and a day; an agreement has words."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        act = found.get("act")
        if act in {Done.ARRANGE, Done.AGREED} and not found.get("words"):
            self.add_error("words", _("Write it down in a sentence."))
        if act == Done.ARRANGE and not found.get("held_on"):
            self.add_error("held_on", _("Say on which day."))
        return found

    def done(self) -> Done:
        """What was chosen."""
        return Done(self.cleaned_data["act"])

    def arranged(self) -> Arranged:
        """Who sits between them, and the day."""
        return Arranged(self.cleaned_data["words"], self.cleaned_data["held_on"])

    def agreed(self) -> Agreed:
        """What they agreed on."""
        kept = self.cleaned_data
        return Agreed(kept["words"], kept["language"], kept["follow_up_on"])

"""The forms in which a matter is split, joined to another, or goes on by itself again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Words
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.apps.complaints.models import Allegation

OFF = {"autocomplete": "off"}
SPLIT, JOIN, PART = "split", "join", "part"


class SplitForm(forms.Form):
    """What to do with a matter, and why. No sealed word stands in it: points are called by their number."""

    act = forms.ChoiceField(label=_("What is to be done?"), widget=forms.RadioSelect)
    points = forms.MultipleChoiceField(
        label=_("Points that go into the second matter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.IntegerField(
        label=_("Number of the matter to which it is joined"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(OFF),
        help_text=_("You must be able to read both."),
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea({**OFF, "rows": 3}),
        help_text=_("It stays in the file of both."),
    )
    language = language_field()

    def __init__(self, rows: Sequence[Allegation], *, joined: bool, data: Any = None) -> None:
        super().__init__(data)
        acts = [(PART, _("Let it go on by itself again"))] if joined else [(JOIN, _("Join it to another matter"))]
        if len(rows) > 1 and not joined:
            acts.insert(0, (SPLIT, _("Split it: some points become a second matter")))
        self.fields["act"].choices = acts  # type: ignore[attr-defined]
        self.fields["points"].choices = [  # type: ignore[attr-defined]
            (row.pk, _("Point %(number)s") % {"number": row.number}) for row in rows
        ]

    def chosen(self) -> set[int]:
        """The keys of the points that were chosen."""
        return {int(key) for key in self.cleaned_data["points"]}

    def words(self) -> Words:
        """Why, and in which language that is written."""
        return Words(self.cleaned_data["why"], self.cleaned_data["language"])

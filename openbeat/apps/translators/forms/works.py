"""The words of a draft, passage by passage; how long it took; why it comes back; and who signs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators.figures.drafts import Place, Written
from openbeat.apps.translators.lifecycle import Credit, Reason
from openbeat.core.translation import languages
from openbeat.core.translation.exchange import MOST_BYTES
from openbeat.core.translation.forms import language_field
from openbeat.core.translation.passages import can_be_kept, split
from openbeat.core.web.addresses import tag_of

if TYPE_CHECKING:
    from django.forms import BoundField

MOST_SIGNS = 20_000  # of one passage
A_ROW = 45  # signs


class WordsField(forms.CharField):
    """The words of a passage: wanted in the end, and kept without them meanwhile."""

    def validate(self, value: Any) -> None:
        """Take an empty one: the draft goes on."""


class DraftForm(forms.Form):
    """Words for each passage; the form carries the passages that its writer saw, and the draft it began from."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, places: Sequence[Place], part: range, into: tuple[str, int], data: Any = None) -> None:
        """Passages; those of them that stand on this page; the language, and the version of the draft."""
        language, version = into
        self.passages = tuple(place.source for place in places)
        super().__init__(data, initial={"version": version, "shown": json.dumps(self.passages)}, auto_id="draft_%s")
        for number in part:
            self._add(number, places[number], language)

    def _add(self, number: int, place: Place, language: str) -> None:
        name = languages.name(language)
        label = _g("Passage %(number)s in %(language)s") % {"number": number + 1, "language": name}
        rows = min(max(2, len(place.source) // A_ROW + place.source.count("\n") + 1), 16)
        attrs = {"rows": rows, "lang": tag_of(language), "dir": languages.direction(language)}
        self.fields[f"words-{number}"] = WordsField(
            label=label, max_length=MOST_SIGNS, widget=forms.Textarea(attrs), initial=place.words
        )
        if place.stale:
            self.fields[f"fits-{number}"] = forms.BooleanField(
                label=_("These words still fit the changed passage"), required=False
            )

    def fields_of(self, number: int) -> list[BoundField]:
        """The fields that a person fills in for one passage."""
        return [self[f"{name}-{number}"] for name in ("words", "fits") if f"{name}-{number}" in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse a form whose passages cannot be told: words would go nowhere."""
        if not self.passages:
            raise forms.ValidationError(_("This form is not whole. Open the page anew."))
        return self.cleaned_data

    def written(self) -> Written:
        """What was sent."""
        facts, numbers = self.cleaned_data, range(len(self.passages))
        return Written(
            facts["version"],
            self.passages,
            tuple(facts.get(f"words-{number}") for number in numbers),
            frozenset(number for number in numbers if facts.get(f"fits-{number}")),
        )


def shown_in(data: Any) -> list[str]:
    """The passages that a form showed which was sent; nothing where it is none of ours."""
    try:
        found = json.loads(data.get("shown", ""))
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) and all(_is_passage(each) for each in found) else []


def _is_passage(found: Any) -> bool:
    return isinstance(found, str) and split(found) == [found] and can_be_kept(found)


class CreditForm(forms.Form):
    """How long it took, and whom to thank."""

    minutes = forms.IntegerField(
        label=_("How many minutes did you work on it?"),
        min_value=0,
        max_value=1440,
        help_text=_("Only you and staff see it. It counts as the time that you gave."),
    )
    name = forms.CharField(
        label=_("Thank me under this name"),
        max_length=120,
        required=False,
        help_text=_("Everybody can read it under the text. Leave it empty to stay unnamed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "credit_%s", **kwargs})

    def credit(self) -> Credit:
        """What was said."""
        return Credit(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why it comes back."""

    words = forms.CharField(
        label=_("What should be changed?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "reason_%s", **kwargs})

    def reason(self) -> Reason:
        """What was said."""
        return Reason(**self.cleaned_data)


class FileForm(forms.Form):
    """A file that comes back from a translator's own tools."""

    file = forms.FileField(label=_("A file that came back (XLIFF or PO)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "file_%s", **kwargs})

    def clean_file(self) -> Any:
        """Refuse one that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _g("The file is too large: at most %(most)s MB.") % {"most": MOST_BYTES // 1024**2}
            )
        return file


class SignForm(forms.Form):
    """The draft that was read; and the name of whoever signs, where a machine wrote any of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(
        label=_("Your name, as it stands under the text"),
        max_length=120,
        help_text=_("A machine wrote some of these words. Everybody reads who signed for them."),
    )

    def __init__(self, *args: Any, machine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "sign_%s", **kwargs})
        if not machine:
            del self.fields["name"]

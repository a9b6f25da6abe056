"""The language of what somebody types or reads, which languages areas speak, and who read a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.core.translation import languages, lexicon, tables
from openbeat.core.translation.facts import Read, Spoken
from openbeat.core.web import wished

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 1024 * 1024


def spoken() -> str:
    """The language in which somebody most likely writes: that of the page."""
    code = get_language() or "en"
    return code if code in languages.WRITTEN else "en"


def language_field(label: Any = "") -> forms.ChoiceField:
    """The field in which it is chosen."""
    return forms.ChoiceField(label=label or _("Language you write in"), choices=languages.choices, initial=spoken)


class LanguageForm(forms.Form):
    """The language of all pages, or none to forget it, and where somebody came from."""

    language = forms.ChoiceField(
        choices=lambda: [(code, languages.name(code)) for code in wished.offered()], required=False
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class ShareForm(forms.Form):
    """How many people of an area speak a language."""

    language = forms.CharField(
        label=_("Language"), max_length=60, help_text=_("Its code, its English name or its own name: my, Burmese.")
    )
    percent = forms.CharField(label=_("Percent of the people here"), max_length=12, required=False)
    people = forms.CharField(label=_("Or a number of people"), max_length=12, required=False)
    source = forms.CharField(
        label=_("Who says so"), max_length=200, help_text=_("For instance: American Community Survey, table C16001.")
    )
    year = forms.IntegerField(label=_("Of which year"), min_value=1900, max_value=2200)

    def clean_language(self) -> str:
        """The code of a language that we know by this name."""
        code = lexicon.find(self.cleaned_data["language"])
        if not code:
            raise ValidationError(_("We know no language of this name."))
        return code

    def clean(self) -> dict[str, Any]:
        """One figure, as it is written."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            figures = tables.figures(found.get("percent", ""), found.get("people", ""))
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
        found["percent"], found["people"] = figures
        return found

    def said(self, source_language: str) -> Spoken:
        """What was typed."""
        return Spoken(**self.cleaned_data, source_language=source_language)


class ImportForm(forms.Form):
    """A table of languages: a file, or its lines."""

    file = forms.FileField(label=_("CSV file"), required=False, help_text=_("At most 1 MB."))
    words = forms.CharField(
        label=_("Or its lines"), required=False, strip=False, widget=forms.Textarea({"rows": 8, "dir": "auto"})
    )
    act = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """The words of a file that is small enough."""
        upload: UploadedFile[Any] | None = self.cleaned_data["file"]
        if upload is None:
            return ""
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Take it in parts."))
        try:
            return tables.decoded(upload.read())
        except tables.Broken as problem:
            raise ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        """The lines of the file, else those that were typed."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["words"] = found.get("file") or found.get("words", "")
        if not found["words"].strip() and not self.errors:
            raise ValidationError(_("Choose a file, or write its lines."))
        if len(found["words"]) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Take it in parts."))
        return found


class ReviewForm(forms.Form):
    """A native speaker read the words of this site."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [(code, languages.name(code)) for code in wished.offered() if code != languages.SOURCE],
    )
    name = forms.CharField(
        label=_("Name or office"), max_length=120, help_text=_("As whoever read it wants to be named in public.")
    )
    role = forms.CharField(label=_("Role"), max_length=120, help_text=_("For instance: court interpreter."))
    what = forms.CharField(label=_("What was read"), max_length=300)
    rights = forms.BooleanField(
        label=_("The texts of rights and consent were read, and are right"),
        required=False,
        help_text=_("Until then the English stands beside each of these texts."),
    )
    read_on = forms.DateField(label=_("Read on"), widget=forms.DateInput({"type": "date"}))

    def read(self, words_language: str) -> Read:
        """What was typed."""
        return Read(**self.cleaned_data, words_language=words_language)

"""What is typed in about a webcast, its recording, and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.figures import captions
from openbeat.apps.meetings.forms.meetings import LANGUAGE, WordsForm
from openbeat.apps.meetings.lifecycle import Broadcast, Unshown, Words
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken
from openbeat.core.web.forms import OpenForm

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import AgendaItem

MOST_CAPTIONS, MOST_TRANSCRIPT = 1_000_000, 500_000
FAULTS = {
    captions.Fault.HEAD: _("Line %(line)s: a file of captions begins with the word WEBVTT."),
    captions.Fault.TIME: _("Line %(line)s: two times are missing, as in 00:01:02.500 --> 00:01:05.000."),
    captions.Fault.END: _("Line %(line)s: the words end before they begin."),
    captions.Fault.ORDER: _("Line %(line)s: it begins earlier than what stands before it."),
    captions.Fault.WORDS: _("Line %(line)s: there are no words below the times."),
    captions.Fault.EMPTY: _("There is nothing in it: the file ends in line %(line)s."),
}


class WebcastForm(forms.Form):
    """Where it is watched, and what a recording needs."""

    stream = forms.URLField(
        label=_("Address of the live stream"), max_length=300, required=False, assume_scheme="https"
    )
    recording = forms.URLField(
        label=_("Address of the recording"), max_length=300, required=False, assume_scheme="https"
    )
    captions_file = forms.FileField(
        label=_("Captions (a WebVTT file)"),
        required=False,
        help_text=_("Most video programs write one. What was sent before stays where you send none."),
    )
    captions_language = forms.ChoiceField(
        label=_("Language of the captions"), choices=languages.choices, initial=spoken
    )
    transcript = forms.CharField(
        label=_("Transcript"),
        max_length=MOST_TRANSCRIPT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("All that is said, and what is to be seen. Name people by their office only."),
    )
    transcript_language = forms.ChoiceField(
        label=_("Language of the transcript"), choices=languages.choices, initial=spoken
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_captions_file(self) -> str:
        """The captions as text, or nothing where none were sent; says in which line a fault is."""
        file = self.cleaned_data["captions_file"]
        if not file:
            return ""
        if file.size > MOST_CAPTIONS:
            raise forms.ValidationError(_("This file is too large for captions."))
        try:
            text = str(file.read().decode("utf-8"))
            captions.read(text)
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(_("This file is no text in UTF-8.")) from fault
        except captions.BadCaptions as fault:
            raise forms.ValidationError(FAULTS[fault.fault] % {"line": fault.line}) from fault
        return text

    def facts(self, before: Any) -> Broadcast:
        """What was typed in; captions that were sent earlier stay."""
        said = self.cleaned_data
        text = said["captions_file"] or (before.captions if before else "")
        return Broadcast(
            stream=said["stream"],
            recording=said["recording"],
            captions=text,
            captions_language=said["captions_language"] if text else "",
            transcript=said["transcript"],
            transcript_language=said["transcript_language"] if said["transcript"] else "",
        )

    @staticmethod
    def first(found: Any) -> dict[str, Any]:
        """What stands now."""
        if found is None:
            return {"version": 0}
        names = ("stream", "recording", "captions_language", "transcript", "transcript_language")
        return {name: getattr(found, name) for name in names if getattr(found, name)} | {"version": found.version}


class QuestionForm(OpenForm):
    """A question to the meeting that runs."""

    words = forms.CharField(
        label=_("Your question"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please name nobody. Somebody looks at it, then everybody can read it."),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)

    @property
    def said(self) -> Words:
        """The words and their language."""
        return Words(self.cleaned_data["words"], self.cleaned_data["language"])


class QuestionAnswerForm(WordsForm):
    """The answer to a question."""

    about = forms.ChoiceField(
        label=_("About which item?"),
        required=False,
        widget=forms.Select(attrs={"dir": "auto"}),
        help_text=_("The minutes show the question and your answer there."),
    )
    wanted = _("Your answer")

    def __init__(self, *args: Any, items: list[tuple[AgendaItem, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item, _title in items}
        named = [(str(item.pk), title) for item, title in items]
        self.fields["about"].choices = [("", _("The meeting as a whole")), *named]  # type: ignore[attr-defined]

    @property
    def item(self) -> AgendaItem | None:
        """What it is about, if it was chosen."""
        return self.items.get(self.cleaned_data["about"])


class UnshownForm(forms.Form):
    """Why a question is not shown."""

    why = forms.ChoiceField(
        label=_("Why is it not shown?"), choices=[choice for choice in Unshown.choices if choice[0] != Unshown.NONE]
    )

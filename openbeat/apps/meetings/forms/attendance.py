"""Signing in on a phone, and entering the sheet of paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.figures import sheet
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.core.translation import languages
from openbeat.core.web.forms import OpenForm
from openbeat.core.web.rights import beside

FIRST = [("yes", _("Yes")), ("no", _("No")), ("", _("I do not say"))]


def _tongues() -> list[tuple[str, Any]]:
    return [("", _("I do not say")), *languages.choices()]


class SignInForm(OpenForm):
    """I am here."""

    hurried = True  # the code in the room is the check: nobody has to wait before the button works

    t = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    first = forms.ChoiceField(
        label=_("Are you here for the first time?"),
        choices=FIRST,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    language = forms.ChoiceField(label=_("Which language do you speak best?"), choices=_tongues, required=False)
    name = forms.CharField(
        label=_("A name of your choosing"),
        max_length=sheet.LONGEST,
        required=False,
        help_text=beside(_("Only who leads the meeting sees it. It is deleted after 90 days.")),
    )

    def entry(self) -> Entry:
        """What was said; whoever only wants to be counted has no name."""
        said = self.cleaned_data
        name = "" if "count" in self.data else said["name"]
        first = said["first"]
        return Entry(name, 1, int(first == "yes"), int(first == "no"), said["language"])


class SheetForm(OpenForm):
    """What stands on the sheet of paper."""

    hurried = True

    lines = forms.CharField(
        label=_("What stands on the sheet?"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One line for each person, a star for the first time, a language after a comma: “Maria *, es”. "
            "Or only a count: “12, 3” are twelve people, three of them for the first time."
        ),
    )

    def clean_lines(self) -> tuple[Entry, ...]:
        """Read the lines; say which one cannot be read."""
        try:
            found = sheet.read(self.cleaned_data["lines"], languages.WRITTEN)
        except sheet.Unreadable as problem:
            words = _("Line %(line)s says neither who nor how many. Look at the example.")
            raise forms.ValidationError(words % {"line": problem.line}) from problem
        return found

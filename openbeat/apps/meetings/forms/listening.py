"""What residents release after a listening session."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import LANGUAGE
from openbeat.core.translation import languages
from openbeat.core.translation.forms import spoken

LONGEST, MOST_LINES = 500, 200


class ReleaseForm(forms.Form):
    """Only the lines that are released; a line each."""

    lines = forms.CharField(
        label=_("Lines to release, one below the other"),
        max_length=LONGEST * MOST_LINES,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        help_text=_("Everybody can read these lines afterwards. Nobody can take them back. Name nobody."),
    )
    language = forms.ChoiceField(label=LANGUAGE, choices=languages.choices, initial=spoken)

    def clean_lines(self) -> list[str]:
        """The lines, each short enough; says which one is not."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST:
                words = _("Line %(number)s is too long: at the most %(most)s letters.")
                raise forms.ValidationError(words % {"number": number, "most": LONGEST})
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("At the most %(most)s lines at a time.") % {"most": MOST_LINES})
        return lines

"""What the page of all components shows: invented words, long ones, late ones, errors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from openbeat.core.web.moments import Moment
from openbeat.kit import clock

NOON = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
MAP = mark_safe(
    '<svg viewBox="0 0 240 100" role="img" aria-label="Map"><path class="fill-tint line-brand" d="M5 5h110v90H5z"/>'
    '<text x="30" y="50" font-size="12">Millrace</text></svg>'
)


class Everything(forms.Form):
    """One field of each kind, some of them wrong."""

    title = forms.CharField(label="In a few words", help_text="For instance: street light out", max_length=120)
    story = forms.CharField(label="What happens, and since when?", widget=forms.Textarea, required=False)
    area = forms.ChoiceField(label="Where", choices=[("1", "Foundry"), ("2", "Millrace")])
    private = forms.ChoiceField(
        label="Who may read it?", widget=forms.RadioSelect, choices=[("no", "Everybody"), ("yes", "Only the liaison")]
    )
    ways = forms.MultipleChoiceField(
        label="Tell me by",
        widget=forms.CheckboxSelectMultiple,
        choices=[("e", "E-mail"), ("p", "Post")],
        required=False,
    )
    photo = forms.FileField(label="A photo", required=False, help_text="At most 12 MB.")
    day = forms.DateField(label="Since", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    agree = forms.BooleanField(label="I have read what becomes public", required=False)
    website = forms.CharField(label="Leave this empty", required=False, widget=forms.TextInput(attrs={"class": "trap"}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def context() -> dict[str, Any]:
    """Everything that look.html asks for."""
    soon, past = clock.now() + timedelta(days=9), clock.now() - timedelta(days=3)
    story = [
        Moment(
            NOON - timedelta(days=30), "Raised at the October meeting", by="a resident", text="Since May.\n\nAt night."
        ),
        Moment(NOON - timedelta(days=9), "The promise of 15 November was not kept", kind="late"),
        {"at": NOON, "words": "Answered", "url": "#", "kind": "ok", "text": "عاد الضوء.", "language": "ar"},
    ]
    return {
        "moment": NOON,
        "soon": soon,
        "past": past,
        "story": story,
        "numbers": [("June", 3), ("July", 8), ("August", 5), ("September", 11), ("October", 9)],
        "mine": "The lamp is repaired since Monday. Thank you for telling us.",
        "theirs": "The lamp was repaired on Tuesday. Thank you for telling us.",
        "page_obj": Paginator(range(60), 25).page(2),
        "form": Everything({"title": "", "area": "9", "private": ""}),
        "svg": MAP,
    }

"""Ask for a translation, and say into which language one translates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.core.translation import languages

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = "all"
MOST = 200  # signs of the address to which one comes back


class Texts(forms.Select):
    """A list of what people wrote: each line runs as its own words do."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Let the browser decide the direction of the line."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        return option | {"attrs": {**option["attrs"], "dir": "auto"}}


class AskForm(forms.Form):
    """Which text, into which language, and whether it is urgent."""

    text = forms.ChoiceField(label=_("Which text?"), widget=Texts)
    language = forms.ChoiceField(label=_("Into which language?"), choices=languages.choices)
    urgent = forms.BooleanField(
        label=_("It is urgent"),
        required=False,
        help_text=_("Only where it cannot wait: others wait longer then."),
    )
    about = forms.CharField(widget=forms.HiddenInput, max_length=MOST)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "ask_%s", **kwargs})
        choice: Any = self.fields["text"]
        choice.choices = [(ALL, _("All texts of this page")), *options] if len(options) > 1 else list(options)
        if get_language() in languages.WRITTEN:
            self.fields["language"].initial = get_language()


class TongueForm(forms.Form):
    """Into which language somebody translates."""

    language = forms.ChoiceField(label=_("I translate into"), choices=languages.choices)

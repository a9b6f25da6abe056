"""How many paper forms with codes are printed, and for which area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.forms.raising import beats
from openbeat.core.places import queries as places
from openbeat.core.printing import services as printing
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

MOST = 50


def besides() -> list[tuple[str, str]]:
    """The second language of a form; at first, none."""
    return [("", str(_("none"))), *printing.languages_beside()]


class SheetsForm(forms.Form):
    """A batch of forms."""

    area = forms.ChoiceField(label=_("For which area?"), required=False, widget=LongSelect)
    count = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=MOST, initial=10, help_text=_("Fifty at most at a time.")
    )

    beside = forms.ChoiceField(label=_("Another language beside the English"), choices=besides, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Any area")), *beats()]  # type: ignore[attr-defined]

    def found_area(self) -> Area | None:
        """The area, where one was chosen."""
        return places.area(self.cleaned_data["area"])

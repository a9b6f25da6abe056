"""Where it was: in words, an area, and a point that a map or two figures give; all of it is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Place
from openbeat.core.places import choosing
from openbeat.core.places import queries as places
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

SHORT = 300
QUIET = {"autocomplete": "off"}


class PlaceFields(forms.Form):
    """Where it was."""

    happened_where = forms.CharField(
        label=_("Where was it?"),
        max_length=SHORT,
        required=False,
        help_text=_("A street, a corner, a building. You can leave it empty."),
        widget=forms.TextInput(attrs=QUIET),
    )
    area = forms.ChoiceField(label=_("In which area?"), widget=LongSelect, required=False)
    lat = forms.FloatField(
        label=_("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a number from -90 to 90.")),
        widget=forms.NumberInput({"dir": "ltr"}),
    )
    lon = forms.FloatField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a number from -180 to 180.")),
        widget=forms.NumberInput({"dir": "ltr"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("I do not know")), *choosing.by_key(places.areas("beat"))]  # type: ignore[attr-defined]

    def areas(self) -> list[Area]:
        """All areas, for the map on the page."""
        return places.areas()

    def chosen(self) -> Area | None:
        """The area that is chosen here: the map shows it closer, with its streets."""
        return places.area(self["area"].value())

    def clean(self) -> dict[str, Any]:
        """A point is two figures or none."""
        kept = super().clean() or self.cleaned_data
        if (kept.get("lon") is None) != (kept.get("lat") is None) and not {"lon", "lat"} & self.errors.keys():
            self.add_error("lat", _("An exact point needs both figures, or none."))
        return kept

    def place(self) -> Place:
        """The place as it is kept; a point says in which area it lies."""
        kept = self.cleaned_data
        lat, lon = kept["lat"], kept["lon"]
        there = places.area_at(lon, lat) if lat is not None and lon is not None and not kept["area"] else None
        area = there.pk if there else int(kept["area"]) if kept["area"] else None
        return Place(area, lat, lon)

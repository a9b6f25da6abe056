"""For which area the trends are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.places import choosing
from openbeat.core.places import queries as places
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class TrendsForm(forms.Form):
    """An area; odd input in an address is as if it were not there."""

    area = forms.ChoiceField(label=_("Area"), required=False, widget=LongSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = choosing.by_slug(places.areas("district", "beat", "neighbourhood"))
        self.fields["area"].choices = [("", _("All areas")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> Area | None:
        """The area, or none for all."""
        self.is_valid()
        slug = self.cleaned_data.get("area", "")
        return places.area_by_slug(slug) if slug else None

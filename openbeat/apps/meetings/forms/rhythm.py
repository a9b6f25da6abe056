"""How often an area meets, as typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Often
from openbeat.core.places import choosing
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class RhythmForm(forms.Form):
    """How often an area and those in it meet."""

    area = forms.ChoiceField(label=_("For which area?"), widget=LongSelect)
    often = forms.ChoiceField(
        label=_("How often does it meet at least?"),
        choices=[("", _("as the area around it")), *Often.choices],
        required=False,
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.fields["area"].choices = choosing.by_slug(areas)  # type: ignore[attr-defined]

    def clean_area(self) -> Area:
        """The area behind the choice."""
        return self.areas[self.cleaned_data["area"]]

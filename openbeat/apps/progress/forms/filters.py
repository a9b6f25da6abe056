"""What somebody looks for on the chart, and among what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.forms.words import OFFICERS, roles_of
from openbeat.apps.progress.lifecycle import Field, Worked
from openbeat.apps.progress.queries import SORTS, Sought
from openbeat.core.places import choosing
from openbeat.core.web.choices import LongSelect

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


class FilterForm(forms.Form):
    """What somebody looks for; whatever is odd in the address is left out."""

    area = forms.ChoiceField(label=_("Area"), required=False, widget=LongSelect)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Open")),
            ("late", _("Late")),
            ("done", _("Done")),
            ("unconfirmed", _("Completed, not confirmed")),
        ],
    )
    who = forms.ChoiceField(label=_("Who is responsible"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("due", _("Open first, by date")),
            ("newest", _("Newest first")),
            ("done", _("Done lately")),
            ("area", _("By area")),
        ],
    )

    def __init__(self, *args: Any, areas: list[Area], signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        every = ("", _("All areas"))
        self.fields["area"].choices = [every, *choosing.by_slug(areas)]  # type: ignore[attr-defined]
        mine = [("mine", _("Me"))] if signed_in else []
        self.fields["who"].choices = [("", _("Anybody")), *mine, *roles_of(OFFICERS)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What is understood of the wish."""
        self.is_valid()
        facts = self.cleaned_data
        sort = facts.get("sort")
        return {
            "area": self.areas.get(facts.get("area") or ""),
            "state": facts.get("state") or "",
            "who": facts.get("who") or "",
            "sort": sort if sort in SORTS else "due",
        }


class TriedForm(forms.Form):
    """What somebody looks for among what was tried; whatever is odd in the address is left out."""

    words = forms.CharField(label=_("Words"), max_length=200, required=False)
    field = forms.ChoiceField(label=_("Kind of work"), required=False, choices=[("", _("All")), *Field.choices])
    worked = forms.ChoiceField(label=_("Did it work?"), required=False, choices=[("", _("All")), *Worked.choices])
    area = forms.ChoiceField(label=_("Area"), required=False, widget=LongSelect)

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        every = ("", _("All areas"))
        self.fields["area"].choices = [every, *choosing.by_slug(areas)]  # type: ignore[attr-defined]

    def wish(self) -> Sought:
        """What is understood of the wish."""
        self.is_valid()
        facts = self.cleaned_data
        return Sought(
            words=facts.get("words") or "",
            field=facts.get("field") or "",
            worked=facts.get("worked") or "",
            area=self.areas.get(facts.get("area") or ""),
        )

"""The forms in which somebody says something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Arrival, Category, Channel, Said
from openbeat.core.files.forms import PhotoField
from openbeat.core.people.heard_forms import HeardForm, name_field, reach_field
from openbeat.core.places import choosing
from openbeat.core.places import queries as places
from openbeat.core.receipts import services as receipts
from openbeat.core.receipts.forms import PrintedCodeField
from openbeat.core.translation.forms import language_field
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.rights import beside
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

CHOOSE = [("", _("Choose"))]


def beats(but: Area | None = None) -> list[tuple[str, Any]]:
    """The areas in which a concern can be raised, all or all but one; in a large city by district."""
    return choosing.by_key(area for area in places.areas("beat") if area != but)


class ConcernForm(HeardForm):
    """What a resident says, or staff write down for one."""

    use_required_attribute = False  # a point stands in for the area; what is missing is said above the form

    area = forms.ChoiceField(
        label=_("Which area is it in?"),
        widget=LongSelect,
        error_messages={"required": _("Choose the area that it is in.")},
    )
    category = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[*CHOOSE, *Category.choices],
        help_text=beside(
            _(
                "To complain about what an officer did, tell the department that it is a complaint: "
                "a complaint has its own rules and rights. "
                "A question, or a wish how the police should be here, is right here."
            )
        ),
    )
    title = forms.CharField(
        label=_("In one line"), max_length=120, help_text=_("For example: Street light out in front of the school")
    )
    story = forms.CharField(
        label=_("What happens, how often, since when?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please name nobody, and give no number plate."),
    )
    language = language_field()
    place = forms.CharField(
        label=_("Where exactly?"), max_length=200, required=False, help_text=_("A corner, a building, a stop.")
    )
    lat = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    photo = PhotoField()
    photo_words = forms.CharField(
        label=_("What does the photo show?"),
        max_length=300,
        required=False,
        help_text=_("For people who do not see it."),
    )
    private = forms.TypedChoiceField(
        label=_("Who may read it?"),
        choices=[
            ("no", beside(_("Everybody. First somebody looks, within one working day, that it harms nobody."))),
            ("yes", beside(_("Only the liaison officer of the area and the officer's commander."))),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    reach = reach_field()
    name = name_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [*CHOOSE, *beats()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the area from the list or from the point; both must agree."""
        cleaned = super().clean() or self.cleaned_data
        lon, lat = cleaned.get("lon"), cleaned.get("lat")
        if (lon is None) != (lat is None) and not {"lon", "lat"} & self.errors.keys():
            self.add_error("lat", _("An exact point needs both figures, or none."))
        chosen = places.area(cleaned.get("area"))
        there = places.area_at(lon, lat) if lon is not None and lat is not None else None
        if there and not self.data.get("area"):
            self.errors.pop("area", None)
        if chosen and there and chosen.pk != there.pk:
            words = _("The point lies in %(area)s. Choose that area, or leave the point out.")
            self.add_error("area", words % {"area": there.name})
        cleaned["area"] = chosen or there
        return cleaned

    def found_area(self) -> Area:
        """The area that the concern is in."""
        area: Area = self.cleaned_data["area"]
        return area

    def said(self) -> Said:
        """What was written."""
        names = ("title", "story", "language", "category", "private", "place", "lon", "lat")
        return Said(**{name: self.cleaned_data[name] for name in names})

    def arrival(self) -> Arrival:
        """How it came."""
        kept = self.cleaned_data
        return Arrival(self.channel(), self.once, kept["photo"], kept["photo_words"], self.contact())

    def channel(self) -> Channel:
        """By which channel: on this site."""
        return Channel.WEB


class SignedInForm(ConcernForm):
    """For whoever is signed in: we know how to tell them."""

    reach = None  # type: ignore[assignment]  # Django's way to take a field out
    name = None  # type: ignore[assignment]
    receipt = forms.BooleanField(label=_("Give me a receipt code too, to follow it without signing in"), required=False)


class EntryForm(ConcernForm):
    """For staff who write down what somebody says."""

    channel_taken = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[choice for choice in Channel.choices if choice[0] not in {Channel.WEB, Channel.EMAIL}],
    )
    code = PrintedCodeField(
        label=_("Code on the form"),
        required=False,
        help_text=_("Where the paper form has a printed code, it is their receipt: type it in."),
    )
    field_order = ("channel_taken", "code")

    def __init__(self, *args: Any, at_meetings: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at_meetings:  # whoever leads meetings writes down what was said there, and nothing else
            self.fields["channel_taken"].choices = [(Channel.MEETING.value, Channel.MEETING.label)]  # type: ignore[attr-defined]
        self.ask_of_somebody_else()

    def clean_code(self) -> str:
        """A slip of the pen is told at once, and a code that we never printed; one that was used, by the service.

        Only there it is known whether it was used for this same form, whose button was pressed twice.
        """
        code = str(self.cleaned_data["code"])
        why = receipts.blank_refusal(code, at=now()) if code else ""
        if why and why != receipts.USED:
            raise ValidationError(why)
        return code

    def channel(self) -> Channel:
        return Channel(self.cleaned_data["channel_taken"])

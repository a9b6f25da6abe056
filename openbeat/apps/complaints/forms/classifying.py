"""The forms in which a complaint is taken apart point by point, and in which the list of kinds is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Change, Decided, KindOf, Point, Who
from openbeat.core.people.forms import AccountField
from openbeat.core.places import queries as places
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from openbeat.apps.complaints.models import Accused, Allegation
    from openbeat.core.places.models import Area

POINTS, KINDS_MORE = 5, 5  # empty rows on the page
LONGEST_POINT = 1000
OFF = {"autocomplete": "off"}
GONE = "gone"


class AccusedForm(forms.Form):
    """An officer whom a matter is about, as far as anybody knows."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False, widget=forms.TextInput(OFF))
    badge = forms.CharField(
        label=_("Badge number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(OFF),
        help_text=_("Whoever of the department wears it is known by it."),
    )
    description = forms.CharField(
        label=_("What they looked like, their car, or their post"),
        max_length=500,
        required=False,
        widget=forms.Textarea({**OFF, "rows": 2}),
    )
    email = AccountField(
        label=_("E-mail address of their account here, if you know who it is"),
        required=False,
        help_text=_("Then this officer can never be added as a reader, and never gets the task. It is kept sealed."),
    )
    unit = forms.TypedChoiceField(label=_("Where they work"), coerce=places.area, required=False, empty_value=None)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["unit"].choices = areas_to_choose()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something must be known."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(found.get(name) for name in ("name", "badge", "description")) and not self.errors:
            raise ValidationError(
                _("Say something about the officer: a name, a badge number, or what they looked like.")
            )
        return found

    def who(self) -> Who:
        """What is known."""
        return Who(*(self.cleaned_data[name] for name in ("name", "badge", "description")))


def areas_to_choose() -> list[tuple[Any, Any]]:
    """All areas, for a select."""
    return [("", _("Not known")), *((area.pk, f"{area.label} {area.name}") for area in places.areas())]


class PointsForm(forms.Form):
    """Point by point what a complaint is about: some empty rows, and where there are points already, each of these.

    No sealed word stands in it: officers are called by their number.
    """

    area = forms.TypedChoiceField(label=_("Where it happened"), coerce=places.area, required=False, empty_value=None)
    language = language_field(_("Language of these sentences"))

    def __init__(
        self, kinds: Sequence[KindOf], accused: Sequence[Accused], there: Sequence[Allegation], data: Any = None
    ) -> None:
        super().__init__(data)
        self.accused = {str(row.pk): row for row in accused}
        self.there = list(there)
        self.choices = [(kind.code, kind.name) for kind in kinds]
        officers = [("", _("Not known")), *((pk, _officer(row)) for pk, row in self.accused.items())]
        self.fields["area"].choices = areas_to_choose()  # type: ignore[attr-defined]
        for row in there:
            self.fields[f"there-{row.pk}"] = self._kind_of(row)
        for number in range(1, POINTS + 1):
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=_("Kind"), choices=[("", _("No more")), *self.choices], required=False
            )
            self.fields[f"officer-{number}"] = forms.ChoiceField(label=_("By whom"), choices=officers, required=False)
            self.fields[f"words-{number}"] = forms.CharField(
                label=_("What, in a sentence"),
                max_length=LONGEST_POINT,
                required=False,
                widget=forms.Textarea({**OFF, "rows": 2}),
            )
        if there:
            self.fields["why"] = forms.CharField(
                label=_("Why it changes"),
                max_length=2000,
                widget=forms.Textarea({**OFF, "rows": 3}),
                help_text=_("It stays in the file, with what stood there before."),
            )
        self.order_fields(["area", *self._names(), "why", "language"])

    def _kind_of(self, row: Allegation) -> forms.ChoiceField:
        known = dict(self.choices)
        old = [] if row.kind in known else [(row.kind, row.kind)]
        choices = [*old, *self.choices, (GONE, _("Take this point out"))]
        label = _("Point %(number)s") % {"number": row.number}
        return forms.ChoiceField(label=label, choices=choices, initial=row.kind)

    def _names(self) -> list[str]:
        rows = [f"{name}-{number}" for number in range(1, POINTS + 1) for name in ("kind", "officer", "words")]
        return [f"there-{row.pk}" for row in self.there] + rows

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The empty rows, for the page."""
        for number in range(1, POINTS + 1):
            yield number, [self[f"{name}-{number}"] for name in ("kind", "officer", "words")]

    def standing(self) -> Iterator[BoundField]:
        """The points that are there, for the page."""
        for row in self.there:
            yield self[f"there-{row.pk}"]

    def clean(self) -> dict[str, Any]:
        """A row with words has a kind, and one with a kind has words."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, POINTS + 1):
            kind, words = found.get(f"kind-{number}"), found.get(f"words-{number}")
            if kind and not words:
                self.add_error(f"words-{number}", _("Say in a sentence what was done."))
            if words and not kind:
                self.add_error(f"kind-{number}", _("Choose which kind it is."))
        return found

    def points(self) -> list[Point]:
        """The rows that were filled in."""
        kept = self.cleaned_data
        return [
            Point(
                kept[f"kind-{number}"],
                self.accused.get(kept[f"officer-{number}"]),
                kept[f"words-{number}"],
                kept["language"],
            )
            for number in range(1, POINTS + 1)
            if kept[f"kind-{number}"]
        ]

    def change(self) -> Change:
        """What is to become different, and why."""
        kept = self.cleaned_data
        chosen = {row.pk: kept[f"there-{row.pk}"] for row in self.there}
        gone = {pk for pk, kind in chosen.items() if kind == GONE}
        kinds = {pk: kind for pk, kind in chosen.items() if pk not in gone}
        area: Area | None = kept["area"]
        return Change(kept["why"], kept["language"], kinds, gone, self.points(), area)


def _officer(row: Accused) -> Any:
    return _("Officer %(number)s") % {"number": row.number}


class KindsForm(forms.Form):
    """The list of kinds, made anew from the one in force; a row without a name goes."""

    decided_by = forms.CharField(
        label=_("Which office decided it"), max_length=120, help_text=_("An office, never a person: the chief.")
    )
    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    language = language_field(_("Language of the names"))

    def __init__(self, kinds: Sequence[KindOf], data: Any = None) -> None:
        super().__init__(data)
        self.old = [*kinds, *(KindOf("", "") for _row in range(KINDS_MORE))]
        for number, kind in enumerate(self.old, 1):
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Name"), max_length=80, required=False, initial=kind.name
            )
            self.fields[f"definition-{number}"] = forms.CharField(
                label=_("What it means"),
                max_length=400,
                required=False,
                initial=kind.definition,
                widget=forms.Textarea({"rows": 2}),
            )
            for name, label in FLAGS.items():
                self.fields[f"{name}-{number}"] = forms.BooleanField(
                    label=label, required=False, initial=getattr(kind, name)
                )

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Each kind, for the page."""
        for number in range(1, len(self.old) + 1):
            yield number, [self[f"{name}-{number}"] for name in ("name", "definition", *FLAGS)]

    def kinds(self) -> list[KindOf]:
        """The rows that have a name; a row that was there keeps its code."""
        kept = self.cleaned_data
        return [
            KindOf(
                old.code,
                kept[f"name-{number}"],
                kept[f"definition-{number}"],
                **{name: kept[f"{name}-{number}"] for name in FLAGS},
                language=kept["language"],
            )
            for number, old in enumerate(self.old, 1)
            if kept[f"name-{number}"]
        ]

    def decided(self) -> Decided:
        """Who decided it, and why."""
        return Decided(self.cleaned_data["decided_by"], self.cleaned_data["why"], self.cleaned_data["language"])


FLAGS = {
    "serious": _("Serious: known at once to those who lead, who decide and who watch from outside"),
    "mediable": _("Both sides may talk instead, with somebody between them"),
    "retaliation": _("Revenge for speaking up"),
}

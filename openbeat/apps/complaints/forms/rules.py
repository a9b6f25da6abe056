"""The forms in which the rules for cases and the matrix of discipline are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Measure, Offence, Span, Standard, Version
from openbeat.core.translation.forms import language_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from openbeat.apps.complaints.lifecycle import KindOf
    from openbeat.apps.complaints.queries.rules import Class

CLASSES_MORE, SPANS = 1, 3
MEASURES = [("", _("No more")), *Measure.choices]


class VersionForm(forms.Form):
    """From now on something holds: who decided it, and why."""

    decided_by = forms.CharField(
        label=_("Which office decided it"), max_length=120, help_text=_("An office, never a person: the chief.")
    )
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))
    language = language_field()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def version(self) -> Version:
        """Who decided it, why, and which version they had looked at."""
        kept = self.cleaned_data
        return Version(kept["why"], kept["decided_by"], kept["language"], kept["seen"])


class RulesForm(VersionForm):
    """The standard of evidence, and the days of the outside body."""

    standard = forms.ChoiceField(label=_("How strong the evidence must be"), choices=Standard)
    days = forms.IntegerField(label=_("Days that the outside body has"), min_value=1, max_value=365)
    field_order = ("standard", "days")


class MatrixForm(VersionForm):
    """The matrix, made anew from the one that holds; a class without a letter goes."""

    def __init__(self, classes: Sequence[Class], kinds: Sequence[KindOf], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.old: list[Class | None] = [*classes, *([None] * CLASSES_MORE)]
        choices = [(kind.code, kind.name) for kind in kinds]
        for number, old in enumerate(self.old, 1):
            self._add_class(number, old, choices)
            for row in range(1, SPANS + 1):
                self._add_span(f"{number}-{row}", old.spans[row - 1] if old and len(old.spans) >= row else None)

    def _add_class(self, number: int, old: Class | None, choices: list[tuple[str, Any]]) -> None:
        row = old.row if old else None
        self.fields[f"letter-{number}"] = forms.CharField(
            label=_("Class"), max_length=4, required=False, initial=row.letter if row else ""
        )
        self.fields[f"words-{number}"] = forms.CharField(
            label=_("What belongs to it"), max_length=300, required=False, initial=row.words if row else ""
        )
        self.fields[f"kinds-{number}"] = forms.MultipleChoiceField(
            label=_("Which kinds of allegation"),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=row.kinds if row else [],
        )

    def _add_span(self, name: str, old: Any) -> None:
        for field, label, first in (
            ("prior", _("With so many violations before, or more"), old.prior if old else None),
            ("least_days", _("Days, at least"), old.least_days if old else None),
            ("most_days", _("Days, at most"), old.most_days if old else None),
        ):
            self.fields[f"{field}-{name}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=730, initial=first
            )
        for field, label in (("least", _("At least")), ("most", _("At most"))):
            self.fields[f"{field}-{name}"] = forms.ChoiceField(
                label=label, choices=MEASURES, required=False, initial=getattr(old, field, "")
            )

    def rows(self) -> Iterator[tuple[int, list[BoundField], list[list[BoundField]]]]:
        """Each class with its rows, for the page."""
        names = ("prior", "least", "least_days", "most", "most_days")
        for number in range(1, len(self.old) + 1):
            head = [self[f"{name}-{number}"] for name in ("letter", "words", "kinds")]
            yield number, head, [[self[f"{name}-{number}-{row}"] for name in names] for row in range(1, SPANS + 1)]

    def clean(self) -> dict[str, Any]:
        """A class with a letter says what belongs to it, and days stand beside a suspension alone."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, len(self.old) + 1):
            if found.get(f"letter-{number}") and not found.get(f"words-{number}"):
                self.add_error(f"words-{number}", _("Say what belongs to this class."))
            for row in range(1, SPANS + 1):
                for end in ("least", "most"):
                    name = f"{end}-{number}-{row}"
                    suspends = found.get(name) == Measure.SUSPENSION
                    if suspends != bool(found.get(f"{end}_days-{number}-{row}")):
                        self.add_error(name, _("A suspension says for how many days; nothing else does."))
        return found

    def offences(self) -> list[Offence]:
        """The classes that have a letter."""
        kept = self.cleaned_data
        return [
            Offence(kept[f"letter-{number}"], kept[f"words-{number}"], kept[f"kinds-{number}"], self._spans(number))
            for number in range(1, len(self.old) + 1)
            if kept[f"letter-{number}"]
        ]

    def _spans(self, number: int) -> list[Span]:
        kept = self.cleaned_data
        names = [f"{number}-{row}" for row in range(1, SPANS + 1)]
        return [
            Span(
                kept[f"prior-{name}"] or 0,
                Measure(kept[f"least-{name}"]),
                Measure(kept[f"most-{name}"]),
                kept[f"least_days-{name}"],
                kept[f"most_days-{name}"],
            )
            for name in names
            if kept[f"least-{name}"] and kept[f"most-{name}"]
        ]

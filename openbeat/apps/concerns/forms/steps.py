"""The list's filter, and the forms of each step: answer, open again, look, put on the chart, hand over, sort."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.forms.raising import CHOOSE, beats
from openbeat.apps.concerns.lifecycle import REOPENED, Category, Job, Look, Reply, Stage, Withheld
from openbeat.apps.concerns.queries import AGAIN, Filter, Sort
from openbeat.core.places import choosing
from openbeat.core.places import queries as places
from openbeat.core.translation import languages
from openbeat.core.translation.forms import language_field, spoken
from openbeat.core.web import choices
from openbeat.core.web.choices import LongSelect
from openbeat.core.web.forms import DayField
from openbeat.kit import memory

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that is the same as another one with the same values."""

    values: tuple[Hashable, ...]
    form: FilterForm = field(compare=False)


class FilterForm(forms.Form):
    """What a list is narrowed to; odd input in an address is as if it were not there."""

    area = forms.ChoiceField(label=_("Area"), required=False, widget=LongSelect)
    category = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("Everything")), *Category.choices])
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("Every stage")), ("open", _("open")), *Stage.choices, (AGAIN, REOPENED)],
    )
    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Sort.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = choosing.by_slug(places.areas("district", "beat", "neighbourhood"))
        self.fields["area"].choices = [("", _("All areas")), *named]  # type: ignore[attr-defined]

    def filled(self) -> Filled:
        """Its fields with what was chosen, to be drawn once for each choice."""
        areas = choices.frozen(self.fields["area"].choices)  # type: ignore[attr-defined]
        return Filled((*(str(each.value() or "") for each in self), *areas), self)

    def chosen(self) -> Filter:
        """The filter, whatever was typed into the address."""
        self.is_valid()
        kept = self.cleaned_data
        return Filter(
            area=places.area_by_slug(kept["area"]) if kept.get("area") else None,
            category=kept.get("category", ""),
            stage=kept.get("stage", ""),
            words=kept.get("q", "").replace("\0", ""),
            sort=kept.get("sort") or Sort.NEWEST,
        )


@memory.for_seconds(5, most=256)
def asked(query: str, _language: str) -> tuple[Filter, Filled]:
    """What the list is narrowed to by this address, and the form that shows it; the same for everybody."""
    form = FilterForm(QueryDict(query))
    return form.chosen(), form.filled()


class AnswerForm(forms.Form):
    """An answer, and the answer it stands beside."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Say what you found, what was done, and what was not. Everybody can read it where the concern is public."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=languages.choices, initial=spoken)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def reply(self) -> Reply:
        """The words."""
        return Reply(**self.cleaned_data)

    def again(self, version: int) -> AnswerForm:
        """The same words in the field, to be sent again beside the answer that stands now."""
        return AnswerForm({**self.cleaned_data, "version": version})


class ReopenForm(forms.Form):
    """Why it is not solved."""

    text = forms.CharField(label=_("What is still wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    language = language_field()

    def reply(self) -> Reply:
        """The words."""
        return Reply(**self.cleaned_data)


SHOW = "show"
SAID = (Withheld.NAME, Withheld.HOME, Withheld.PLATE, Withheld.CHILD, Withheld.ACCUSATION, Withheld.CASE)
SEEN = (Withheld.FACE, Withheld.HOME, Withheld.PLATE, Withheld.CHILD, Withheld.CASE)
PLACE = (Withheld.HOME, Withheld.CHILD, Withheld.CASE)


def _reasons(what: Any, reasons: tuple[Withheld, ...]) -> forms.ChoiceField:
    choices = [(SHOW, _("Show it")), *((reason.value, reason.label) for reason in reasons)]
    return forms.ChoiceField(label=what, choices=choices, initial=SHOW, widget=forms.RadioSelect)


class LookForm(forms.Form):
    """For each part: show it, or why not. That it criticises the police is not among the reasons."""

    words = _reasons(_("The words"), SAID)
    photo = _reasons(_("The photo"), SEEN)
    point = _reasons(_("The exact place"), PLACE)
    reply = _reasons(_("What was written when it was opened again"), SAID)

    def __init__(self, *args: Any, parts: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - parts:
            del self.fields[name]

    def found(self) -> Look:
        """What was decided."""
        return Look(**{name: "" if value == SHOW else value for name, value in self.cleaned_data.items()})


class ChartForm(forms.Form):
    """A task for the Progress Chart."""

    title = forms.CharField(
        label=_("What will be done?"),
        max_length=200,
        help_text=_("Everybody can read it on the chart. Name nobody, and nothing that is private."),
    )
    language = forms.ChoiceField(label=_("Language of the task"), choices=languages.choices, initial=spoken)
    due_on = DayField(label=_("By which day?"))

    def job(self) -> Job:
        """The task."""
        return Job(**self.cleaned_data)


class MoveForm(forms.Form):
    """The area where it belongs."""

    area = forms.ChoiceField(label=_("Which area does it belong to?"), widget=LongSelect)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = beats(but=area)
        self.fields["area"].choices = [*CHOOSE, *others]  # type: ignore[attr-defined]

    def to(self) -> Area:
        """The area that was chosen."""
        area = places.area(self.cleaned_data["area"])
        if area is None:
            raise ValidationError(_("There is no such area."))
        return area


class LanguageForm(forms.Form):
    """In which language it is written."""

    language = forms.ChoiceField(choices=languages.choices)


class SortForm(forms.Form):
    """What it is about, and in which language it is written, put right."""

    category = forms.ChoiceField(label=_("What is it about?"), choices=Category.choices)
    language = forms.ChoiceField(
        label=_("Language it is written in"), choices=lambda: [*CHOOSE, *languages.choices()], required=False
    )

    def category_chosen(self) -> Category:
        """The category."""
        return Category(self.cleaned_data["category"])

    def language_other_than(self, language: str) -> str:
        """The language that was chosen, where it is another one; else ""."""
        chosen = str(self.cleaned_data["language"])
        return "" if chosen == language else chosen

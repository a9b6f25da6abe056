"""The forms of a case: entries, the plan, findings, what goes on to whom, and discipline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import (
    DISCIPLINE,
    Act,
    Again,
    Casework,
    Judgement,
    Measure,
    Outcome,
    Penalty,
    Standard,
    Step,
    Without,
    Words,
    Written,
)
from openbeat.core.translation.forms import language_field
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

LONGEST, SHORT = 20_000, 300
OFF = {"autocomplete": "off"}
YES, NO = "yes", "no"


def _words(label: Any, *, rows: int = 5, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=required,
        help_text=hint,
        widget=forms.Textarea({**OFF, "rows": rows}),
        error_messages={"required": _("Write something first.")},
    )


def _line(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=SHORT, required=False, widget=forms.TextInput(OFF))


class CaseForm(forms.Form):
    """A form of a case that may stand on a page several times: each has a number, which keeps their fields apart."""

    def __init__(self, data: Any = None, *, number: int = 0, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"id_{type(self).__name__.lower()}{number}_%s")

    def typed(self) -> dict[str, str]:
        """What somebody typed, as it stands, to be kept as a draft."""
        return {name: str(self.data[name]) for name in self.fields if self.data.get(name)}


class CaseEntryForm(CaseForm):
    """One more entry in the file of a case."""

    sort = forms.ChoiceField(label=_("What is it?"), choices=Casework)
    words = _words(_("What you write into the file"), rows=8)
    language = language_field()
    who = _line(_("Interview: with whom"))
    when = _line(_("Interview: when"))
    where = _line(_("Interview: where"))
    present = _line(_("Interview: who else was there"))
    recording = _line(_("Interview: number of the file with the recording"))
    voluntary = forms.ChoiceField(
        label=_("Interview: did they have to answer?"),
        choices=[(YES, _("No, they answered of their own will")), (NO, _("Yes, somebody ordered it"))],
        required=False,
        widget=forms.RadioSelect,
        initial=YES,
    )
    corrects = forms.IntegerField(label=_("It corrects entry number"), required=False, min_value=1, max_value=99_999)

    def written(self) -> Written:
        """The entry."""
        kept = self.cleaned_data
        names = ("who", "when", "where", "present", "recording", "voluntary")
        facts = {name: kept[name] for name in names if kept[name]} if kept["sort"] == Casework.INTERVIEW else {}
        return Written(Casework(kept["sort"]), kept["words"], kept["language"], facts, kept["corrects"])


class PlanForm(CaseForm):
    """One more step of the plan."""

    words = _words(_("What is to be done"), rows=2)
    due = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput({"type": "date"}))
    language = language_field()

    def step(self) -> Step:
        """The step."""
        return Step(self.cleaned_data["words"], self.cleaned_data["language"], self.cleaned_data["due"])


class SourcesField(forms.MultipleChoiceField):
    """Texts of a matter; that they are of this one is for the service to say."""

    widget: Any = forms.MultipleHiddenInput

    def valid_value(self, value: str) -> bool:
        """Whether it points at something at all."""
        kind, _sep, key = value.partition(":")
        return bool(kind and key)


class RestingForm(CaseForm):
    """Words that may rest on what was compelled: whoever writes them says on what, where there is something."""

    sources = SourcesField(label=_("Does it rest on one of these?"), required=False)

    def __init__(self, data: Any = None, *, number: int = 0, initial: Any = None) -> None:
        kept = initial or {}
        super().__init__(data, number=number, initial={**kept, "sources": kept.get("sources", "").split()})

    def offer(self, known: Sequence[tuple[Ref, Any]]) -> Self:
        """Ask which of these texts it rests on; without any there is nothing to ask."""
        if known:
            field = cast("SourcesField", self.fields["sources"])
            field.widget = forms.CheckboxSelectMultiple()
            field.choices = [(str(ref), label) for ref, label in known]
        return self

    def typed(self) -> dict[str, str]:
        """What somebody typed and chose, to be kept as a draft."""
        chosen = " ".join(cast("QueryDict", self.data).getlist("sources"))
        return {**super().typed(), **({"sources": chosen} if chosen else {})}

    def rests_on(self) -> tuple[Ref, ...]:
        """The texts on which it rests."""
        return tuple(Ref.parse(each) for each in self.cleaned_data["sources"])


class FindingForm(RestingForm):
    """What somebody says the finding is."""

    finding = forms.ChoiceField(label=_("What you find"), choices=[("", _("Choose one")), *Outcome.choices])
    standard = forms.ChoiceField(label=_("How strong the evidence must be"), choices=Standard)
    reasons = _words(
        _("Why"), required=False, hint=_("A finding needs its reasons; so does one that differs from one before it.")
    )
    language = language_field()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("finding", "standard", "reasons", "sources")

    def judgement(self) -> Judgement:
        """What is said."""
        kept = self.cleaned_data
        return Judgement(
            Outcome(kept["finding"]),
            Standard(kept["standard"]),
            kept["reasons"],
            kept["language"],
            kept["seen"],
            self.rests_on(),
        )


class CaseWordsForm(CaseForm):
    """Words with a reason in them: why it is sent back, or the reasons for whoever complained."""

    text = _words(_("Your words"))
    language = language_field()

    def said(self) -> Words:
        """The words."""
        return Words(self.cleaned_data["text"], self.cleaned_data["language"])


class EndForm(CaseWordsForm):
    """An end without a finding."""

    code = forms.ChoiceField(
        label=_("It ends without a finding because"), choices=[("", _("Choose one")), *Without.choices]
    )
    field_order = ("code",)

    def without(self) -> Without:
        """Why there is none."""
        return Without(self.cleaned_data["code"])


class AgainForm(CaseWordsForm):
    """Why a case that was over is opened again."""

    code = forms.ChoiceField(label=_("It is opened again because"), choices=Again)
    field_order = ("code",)

    def again(self) -> Again:
        """Why."""
        return Again(self.cleaned_data["code"])


class DisciplineForm(RestingForm):
    """One more step of what follows for an officer."""

    step = forms.ChoiceField(label=_("What you write down"))
    measure = forms.ChoiceField(label=_("What follows"), choices=Measure)
    days = forms.IntegerField(label=_("For a suspension: how many days"), required=False, min_value=1, max_value=730)
    reasons = _words(
        _("Why"), required=False, hint=_("Below or above the matrix, or where nothing follows, a reason is needed.")
    )
    language = language_field()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("step", "measure", "days", "reasons", "sources")

    def __init__(self, data: Any = None, *, number: int = 0, initial: Any = None) -> None:
        super().__init__(data, number=number, initial=initial)
        self.fields["step"].choices = [(act.value, step.label) for act, step in DISCIPLINE.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Act:
        """Which step."""
        return Act(self.cleaned_data["step"])

    def penalty(self) -> Penalty:
        """The measure."""
        kept = self.cleaned_data
        return Penalty(
            Measure(kept["measure"]), kept["days"], kept["reasons"], kept["language"], kept["seen"], self.rests_on()
        )

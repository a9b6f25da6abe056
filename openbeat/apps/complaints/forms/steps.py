"""The forms of the steps in which somebody speaks up: each asks one thing, and none must be answered but the first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.where import QUIET, SHORT, PlaceFields
from openbeat.apps.complaints.lifecycle import Arrival, As, Channel, Reach, Said, Sort, Way
from openbeat.core.translation.forms import language_field
from openbeat.core.web.forms import OpenForm

LONGEST, LONG = 20_000, 2_000
NO, YES = "no", "yes"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def words_field(**more: Any) -> forms.CharField:
    """What happened."""
    return forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, **QUIET}),
        help_text=_("In your own words, in your own language. What was said, and what was done?"),
        error_messages={"required": _("Write what happened, in a sentence or in many.")},
        **more,
    )


class WhatFields(forms.Form):
    """What somebody came to say, in which place they stand, and their words."""

    sort = forms.ChoiceField(
        label=_("What is it?"), choices=Sort.choices, widget=forms.RadioSelect, initial=Sort.COMPLAINT, required=False
    )
    speaks_as = forms.ChoiceField(
        label=_("Who are you in it?"), choices=As.choices, widget=forms.RadioSelect, initial=As.SELF, required=False
    )
    words = words_field()
    language = language_field()

    def what(self) -> dict[str, Any]:
        """What was answered here."""
        kept = self.cleaned_data
        return {
            "sort": Sort(kept["sort"] or Sort.COMPLAINT),
            "speaks_as": As(kept["speaks_as"] or As.SELF),
            "words": kept["words"],
            "language": kept["language"],
        }


class FirstForm(WhatFields, OpenForm):
    """The first page of the steps: nothing is kept before it was sent."""

    def said(self) -> Said:
        """What was written."""
        return Said(**self.what())

    def arrival(self) -> Arrival:
        """How it came."""
        return Arrival(Channel.WEB, self.once)


class StepForm(forms.Form):
    """One step: what was said before stands in it, and what is sent is kept."""

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        """What was answered here before, for the fields of this step."""
        raise NotImplementedError

    def answers(self) -> dict[str, Any]:
        """What was answered here now, part by part."""
        raise NotImplementedError


class WhatForm(WhatFields, StepForm):
    """What happened, once more."""

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        return {"sort": said.sort, "speaks_as": said.speaks_as, "words": said.words, "language": said.language}

    def answers(self) -> dict[str, Any]:
        return self.what()


class WhereForm(PlaceFields, StepForm):
    """Where and when."""

    happened_when = forms.CharField(
        label=_("When was it?"),
        max_length=SHORT,
        required=False,
        help_text=_("A day, a time, or about when. You can leave it empty."),
        widget=forms.TextInput(attrs=QUIET),
    )

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        place = {"area": said.place.area or "", "lat": said.place.lat, "lon": said.place.lon}
        return {"happened_where": said.happened_where, "happened_when": said.happened_when, **place}

    def answers(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return {
            "happened_where": kept["happened_where"],
            "happened_when": kept["happened_when"],
            "place": self.place(),
        }


class WitnessFields(forms.Form):
    """Who else was there."""

    witnesses = forms.CharField(
        label=_("Did anybody else see or hear it?"),
        max_length=LONG,
        required=False,
        help_text=_("Who, and how they can be found, if they agree. You can leave it empty."),
        widget=forms.Textarea(attrs={"rows": 5, **QUIET}),
    )


class WitnessForm(WitnessFields, StepForm):
    """The same as a step."""

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        return {"witnesses": said.witnesses}

    def answers(self) -> dict[str, Any]:
        return {"witnesses": self.cleaned_data["witnesses"]}


class HopesFields(forms.Form):
    """What somebody hopes for, and who must not see it."""

    hopes = forms.CharField(
        label=_("What do you hope for?"),
        max_length=LONG,
        required=False,
        help_text=_("An explanation, an apology, your things back, that it does not happen again: whatever it is."),
        widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
    )
    unseen = forms.CharField(
        label=_("Who in the police must not see this?"),
        max_length=LONG,
        required=False,
        help_text=_("Names or badge numbers, one on each line. For them there will be nothing here."),
        widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
    )

    def unseen_names(self) -> tuple[str, ...]:
        """The lines of who must not see it."""
        return _lines(self.cleaned_data["unseen"])


class HopesForm(HopesFields, StepForm):
    """The same as a step, with the question that decides who gets a key at all."""

    outside = forms.ChoiceField(
        label=_("Is it about the chief, or about the office that receives complaints?"),
        choices=[
            (NO, _("No, or I do not know. The office that receives complaints can read it.")),
            (YES, _("Yes. Then it is sealed to the outside body. Nobody in the department gets a key to it.")),
        ],
        widget=forms.RadioSelect,
        initial=NO,
    )

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        return {
            "hopes": said.hopes,
            "unseen": "\n".join(said.unseen),
            "outside": YES if said.outside_only else NO,
        }

    def answers(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return {"hopes": kept["hopes"], "unseen": self.unseen_names(), "outside_only": kept["outside"] == YES}


class ReachFields(forms.Form):
    """How somebody may be reached safely, and an interpreter."""

    safely = forms.CharField(
        label=_("Which way is safe for you, and when?"),
        max_length=SHORT,
        required=False,
        help_text=_("Only if you want it: a number, an address, a time. It is sealed like your words."),
        widget=forms.TextInput(attrs=QUIET),
    )
    interpreter = forms.BooleanField(label=_("I want an interpreter when somebody talks with me."), required=False)
    interpreter_language = forms.CharField(
        label=_("Which language?"), max_length=60, required=False, widget=forms.TextInput(attrs=QUIET)
    )
    refused = forms.CharField(
        label=_("Whom do you not want as an interpreter?"),
        max_length=SHORT,
        required=False,
        help_text=_("Names, one on each line. Nobody whom you name here is asked."),
        widget=forms.Textarea(attrs={"rows": 2, **QUIET}),
    )
    pass_on = forms.BooleanField(
        label=_("If it is praise: you may pass my words on to the officer."),
        required=False,
        help_text=_("Not who I am. Without this they stay with those who read it."),
    )

    def reach_by(self, way: Way) -> Reach:
        """What was answered, for this way."""
        kept = self.cleaned_data
        asked = (kept["safely"], kept["interpreter"], kept["interpreter_language"], _lines(kept["refused"]))
        return Reach(way, *asked, kept["pass_on"])


class ReachForm(ReachFields, StepForm):
    """The same as a step."""

    way = forms.ChoiceField(
        label=_("May they ask you something?"), choices=Way.choices, widget=forms.RadioSelect, initial=Way.RECEIPT
    )
    field_order = ("way",)

    @staticmethod
    def before(said: Said) -> dict[str, Any]:
        reach = said.reach
        return {
            "way": reach.way,
            "safely": reach.safely,
            "interpreter": reach.interpreter,
            "interpreter_language": reach.language,
            "refused": "\n".join(reach.refused),
            "pass_on": reach.pass_on,
        }

    def answers(self) -> dict[str, Any]:
        way = Way(self.cleaned_data["way"])
        return {"reach": self.reach_by(way), "contact": way != Way.NONE}


FORMS: dict[str, type[StepForm]] = {
    "what": WhatForm,
    "where": WhereForm,
    "witnesses": WitnessForm,
    "hopes": HopesForm,
    "reach": ReachForm,
}

"""What people call the codes that stand in figures, in the active language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.apps.complaints.lifecycle import KINDS, Beside, Measure, Outcome, Stage, Without
from openbeat.apps.complaints.lifecycle.history import PastEnd, PastMeasure
from openbeat.apps.complaints.models import AllegationKind
from openbeat.core.department import promises
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from django.db.models import Choices
    from django_stubs_ext import StrPromise

SECONDS = 5.0

type Words = dict[str, StrPromise | str]


def _words(*choices: type[Choices]) -> Words:
    return {str(code): words for each in choices for code, words in zip(each.values, each.labels, strict=True)}


FINDINGS = _words(Outcome, Without, PastEnd)
MEASURES = _words(Measure, PastMeasure)
BESIDE = _words(Beside)
STAGES = _words(Stage)
GROUPS: Words = {"race": _("race, as written down"), "sex": _("sex, as written down"), "age": _("age in years")}
OTHER = pgettext_lazy("a group of people", "other")
PEOPLE: dict[str, Words] = {  # the words of ours that an import gives people; what it did not know stays as written
    "race": {
        "asian": pgettext_lazy("a group of people", "Asian or Pacific Islander"),
        "black": pgettext_lazy("a group of people", "Black"),
        "hispanic": pgettext_lazy("a group of people", "Hispanic or Latino"),
        "native": pgettext_lazy("a group of people", "Native American"),
        "several": pgettext_lazy("a group of people", "more than one race"),
        "white": pgettext_lazy("a group of people", "White"),
        "other": OTHER,
    },
    "sex": {
        "female": pgettext_lazy("a group of people", "female"),
        "male": pgettext_lazy("a group of people", "male"),
        "other": OTHER,
    },
    "age": {"under 18": pgettext_lazy("a group of people", "under 18")},
}


def _label(words: Words, code: str) -> str:
    return str(words.get(code, code.replace("_", " ")))


@for_seconds(SECONDS)
def _kinds() -> Words:
    """What each kind is called in the newest list that has it, by its code."""
    own = AllegationKind.objects.order_by("kinds__version", "pk").values_list("code", "name")
    return {kind.code: kind.name for kind in KINDS} | dict(own)


def kind_label(kind: str) -> str:
    """What people call a kind of allegation."""
    return _label(_kinds(), kind)


def finding_label(finding: str) -> str:
    """What people call a finding, or how an allegation ended without one."""
    return _label(FINDINGS, finding)


def measure_label(measure: str) -> str:
    """What people call what follows for an officer."""
    return _label(MEASURES, measure)


def beside_label(beside: str) -> str:
    """Where a measure stands beside the matrix."""
    return _label(BESIDE, beside)


def stage_label(stage: str) -> str:
    """What people call a stage."""
    return _label(STAGES, stage)


def group_label(about: str) -> str:
    """What a table of groups of people is about."""
    return _label(GROUPS, about)


def people_label(about: str, group: str) -> str:
    """What people call a group of people; a word that is none of ours stays as it was written down."""
    return str(PEOPLE.get(about, {}).get(group.casefold(), group))


def promise_label(name: str) -> str:
    """What people call a promise."""
    try:
        return str(promises.info(name).label)
    except promises.NotOffered:
        return name

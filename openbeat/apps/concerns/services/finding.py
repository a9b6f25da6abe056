"""What can be found of concerns and priorities, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.concerns.models import Answer, Candidate, Concern
from openbeat.apps.concerns.services import priorities, steps
from openbeat.core.hooks.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_anew(keys: Sequence[str]) -> None:
    """Let these concerns be found by what everybody may read of them now, in each language that it stands in."""
    for concern in Concern.objects.filter(pk__in=numbers(keys)).order_by("pk"):
        steps.publish(concern)


def find_answered(keys: Sequence[str]) -> None:
    """The same for the concerns to which these are the answers: they are found by these too."""
    answers = Answer.objects.filter(pk__in=numbers(keys)).order_by("pk")
    find_anew([str(key) for key in answers.values_list("concern", flat=True)])


def find_problems_anew(keys: Sequence[str]) -> None:
    """The same for these problems."""
    for problem in Candidate.objects.filter(pk__in=numbers(keys)).order_by("pk"):
        priorities.findable(problem)

"""What can be found of meetings, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.queries.meetings import visible_to
from openbeat.apps.meetings.services.meetings import findable
from openbeat.core.hooks.texts import numbers
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_anew(keys: Sequence[str]) -> None:
    """Let these meetings be found by what is published of them now, in each language that it stands in."""
    for meeting in visible_to(VISITOR).filter(pk__in=numbers(keys)):
        findable(meeting)

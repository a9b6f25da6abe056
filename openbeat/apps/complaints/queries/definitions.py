"""What findings mean here: each with the versions of its words, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.figures.facts import ELSEWHERE
from openbeat.apps.complaints.lifecycle import DEFINITIONS, MEANS, Outcome
from openbeat.apps.complaints.models import Definition
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrPromise

SECONDS = 5.0
OF_ANOTHER_SYSTEM = _(
    "Another system used its own word, which was counted under the one that stands nearest to it here."
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a finding means under one version: the department's own words in their language, or ours."""

    finding: str
    label: StrPromise | str
    version: int
    words: StrPromise | str
    since: datetime | None = None
    own: Definition | None = None


@for_seconds(SECONDS)
def newest_version() -> int:
    """The version of the definitions under which a finding is made now."""
    newest = Definition.objects.order_by("-version").values_list("version", flat=True).first()
    return newest or DEFINITIONS


def meanings() -> list[Meaning]:
    """Each finding under each version; one query."""
    found = [Meaning(code, Outcome(code).label, DEFINITIONS, words) for code, words in MEANS.items()]
    found.extend(
        Meaning(row.finding, Outcome(row.finding).label, row.version, row.words, row.since, row)
        for row in Definition.objects.order_by("version", "pk")
    )
    return sorted(found, key=lambda one: (Outcome.values.index(one.finding), -one.version))


def in_force(at: datetime) -> list[Meaning]:
    """What each finding means now; one query."""
    newest: dict[str, Meaning] = {}
    for one in meanings():
        if one.since is None or one.since <= at:
            newest.setdefault(one.finding, one)
    return list(newest.values())


def as_data() -> list[dict[str, object]]:
    """The definitions for programs: in English, and a department's own in the language that stands beside them."""
    rows: list[dict[str, object]] = [
        {
            "code": one.finding,
            "label": str(one.label),
            "version": one.version,
            "text": str(one.words),
            "language": one.own.language if one.own else settings.LANGUAGE_CODE,
            "since": one.since.date().isoformat() if one.since else None,
        }
        for one in meanings()
    ]
    elsewhere = {"code": "*", "label": "", "version": ELSEWHERE, "text": str(OF_ANOTHER_SYSTEM)}
    return [*rows, {**elsewhere, "language": settings.LANGUAGE_CODE, "since": None}]

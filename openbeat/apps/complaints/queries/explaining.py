"""What the pages about how it works, about rights and of the annual report say, from what the work runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import COMPLAINTS, NEXT, STANDS, Stage, Without
from openbeat.apps.complaints.lifecycle.clocks import TO_THEM
from openbeat.apps.complaints.lifecycle.publication import Author, Power, When
from openbeat.apps.complaints.lifecycle.rights import GENERAL, PARTS
from openbeat.apps.complaints.models import Body, ReportWords, RightsText
from openbeat.core.department import queries as department
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise

    from openbeat.core.department.queries import Standing

SECONDS = 5.0
OURS = "complaints."


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a complaint: what it is called, what stands then, and what comes next."""

    label: StrPromise | str
    stands: StrPromise | str
    next: StrPromise | str


@dataclass(frozen=True, slots=True)
class Part:
    """One text about rights: the department's own, or what is generally so."""

    when: str
    label: StrPromise | str
    own: RightsText | None
    general: Sequence[StrPromise | str]


def steps(*, reviewed: bool = True) -> list[Step]:
    """Every stage that an act leads to, in the order of the table: so the page cannot say another than the program.

    The outside body's stage stands among them where that body reads each case before it is decided.
    """
    reached = {move.target for move in COMPLAINTS.moves.values()} - (set() if reviewed else {Stage.OVERSIGHT})
    return [Step(stage.label, STANDS[stage], NEXT[stage]) for stage in Stage if stage in reached]


def endings() -> list[StrPromise | str]:
    """In which ways an allegation ends without a finding."""
    return list(Without.labels)


def promised(at: datetime) -> list[Standing]:
    """What the department promises about complaints, as it stands now."""
    return [stands for stands in department.promises_made(at) if stands.info.name.startswith(OURS)]


def parted(found: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """These promises in two parts: what is promised to whoever complains, and all that is promised on the way."""
    to_them = [stands for name in TO_THEM for stands in found if stands.info.name == name]
    return to_them, [stands for stands in found if stands not in to_them]


def bodies() -> QuerySet[Body]:
    """The bodies outside the police, in the order in which they were named."""
    return Body.objects.filter(ended_at=None).order_by("since", "pk")


@for_seconds(SECONDS)
def named_bodies() -> tuple[Body, ...]:
    """The same, kept for some seconds: the work asks for them often."""
    return tuple(bodies())


def body(pk: int) -> Body | None:
    """The body with this key, while it stands on the page."""
    return bodies().filter(pk=pk).first()


def power_labels(found: Body) -> list[str]:
    """What a body may do, in words."""
    return [str(Power(power).label) for power in found.powers if power in Power.values]


def rights() -> list[Part]:
    """The texts of the page about rights; one query."""
    newest = _newest()
    return [_part(when, newest) for when in PARTS]


def elsewhere() -> Part:
    """What the FBI and the District Attorney do; one query."""
    return _part(When.ELSEWHERE, _newest())


def _newest() -> dict[str, RightsText]:
    return {row.when: row for row in RightsText.objects.order_by("version")}


def _part(when: When, newest: dict[str, RightsText]) -> Part:
    return Part(when.value, when.label, newest.get(when.value), GENERAL[when])


def report_words(year: int) -> list[ReportWords]:
    """The chief's and the board's own words in the report of a year, the newest of each."""
    newest = {row.author: row for row in ReportWords.objects.filter(year=year).order_by("pk")}
    return [newest[author] for author in Author.values if author in newest]

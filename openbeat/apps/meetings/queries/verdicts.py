"""What residents say to a meeting of the time since the last one: on this site, by raised hands, on paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from openbeat.apps.meetings.figures import cells
from openbeat.apps.meetings.lifecycle import LISTED, Asked, Crime, Felt, Stage
from openbeat.apps.meetings.models import KindVerdict, Meeting, Verdict, VerdictCount
from openbeat.core.web import devices
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor

MEETINGS = 6


def whose_verdict(meeting: Meeting, actor: Actor, device: str) -> str:
    """What a verdict is known by: of an account or of a browser, for this meeting alone; "" where there is neither."""
    if actor.person:
        return devices.mark(f"person {actor.person.pk}", str(Ref.of(meeting)))
    return device


def own_verdict(meeting: Meeting, actor: Actor, device: str) -> Verdict | None:
    """What this account or browser said before."""
    who = whose_verdict(meeting, actor, device)
    rows = Verdict.objects.filter(meeting=meeting, who=who).prefetch_related("kinds")
    return rows.first() if who else None


@dataclass(frozen=True, slots=True)
class Said:
    """What residents said to one meeting, by channel in order: better, the same, worse."""

    meeting: Meeting
    channels: tuple[tuple[Asked, tuple[int, int, int]], ...]

    @property
    def people(self) -> int:
        """How many said something."""
        return sum(sum(counts) for _channel, counts in self.channels)

    @property
    def whole(self) -> tuple[int, int, int]:
        """All channels together."""
        better, same, worse = (sum(counts[index] for _channel, counts in self.channels) for index in range(3))
        return better, same, worse


def verdicts_to(meetings: Collection[Meeting]) -> list[Said]:
    """What residents said to each of these meetings; two queries however many."""
    web: dict[tuple[int, str], int] = {
        (meeting, felt): number
        for meeting, felt, number in Verdict.objects.filter(meeting__in=meetings)
        .order_by("meeting", "felt")
        .values_list("meeting", "felt")
        .annotate(Count("pk"))
    }
    counted = {
        (row.meeting_id, row.channel): row for row in VerdictCount.objects.filter(meeting__in=meetings).order_by("pk")
    }
    return [Said(one, tuple((channel, _counts(one, channel, web, counted)) for channel in Asked)) for one in meetings]


def _counts(
    meeting: Meeting,
    channel: Asked,
    web: dict[tuple[int, str], int],
    counted: dict[tuple[int, str], VerdictCount],
) -> tuple[int, int, int]:
    if channel == Asked.WEB:
        better, same, worse = (web.get((meeting.pk, felt), 0) for felt in Felt)
        return better, same, worse
    row = counted.get((meeting.pk, channel))
    return (row.better, row.same, row.worse) if row else (0, 0, 0)


def verdicts_before(meeting: Meeting) -> list[Said]:
    """What residents said to the meetings before this one, the newest first, without those to which nobody did."""
    rows = Meeting.objects.filter(area=meeting.area_id, kind=meeting.kind, starts_at__lt=meeting.starts_at)
    found = list(rows.exclude(stage=Stage.CANCELLED).defer("summary").order_by("-starts_at", "-pk")[:MEETINGS])
    return [said for said in verdicts_to(found) if said.people]


@dataclass(frozen=True, slots=True)
class KindSaid:
    """What residents said on this site of one kind of crime; None where a count is too small to show."""

    crime: Crime
    people: int | None
    counts: tuple[int | None, int | None, int | None]  # better, the same, worse


def kinds_said(meeting: Meeting) -> list[KindSaid]:
    """What residents said of single kinds, in the order of the kinds: one query, and no cell under five."""
    found: dict[str, dict[str, int]] = {}
    rows = KindVerdict.objects.filter(verdict__meeting=meeting).order_by("crime", "felt")
    for crime, felt, number in rows.values_list("crime", "felt").annotate(Count("pk")):
        found.setdefault(crime, {})[felt] = number
    return [_kind_said(crime, found[crime]) for crime in LISTED if crime in found]


def _kind_said(crime: Crime, counts: dict[str, int]) -> KindSaid:
    people = sum(counts.values())
    told = dict(cells.cells(counts, people)) if people >= cells.FEWEST else {}
    complete = sum(told.values()) == people
    better, same, worse = (told.get(felt, 0 if complete else None) for felt in Felt)
    return KindSaid(crime, people if people >= cells.FEWEST else None, (better, same, worse))

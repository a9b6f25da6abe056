"""Release lines of a listening session: only these reach the server, and nobody keeps who said or typed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import ListeningAct
from openbeat.apps.meetings.models import Meeting, ReleasedLine
from openbeat.apps.meetings.policies import LISTENING_POLICY, may_release
from openbeat.core.hooks import raising
from openbeat.core.hooks.raising import Matter
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.kit.actors import Actor


@transaction.atomic
def release(meeting: Meeting, lines: Iterable[str], *, language: str, by: Actor, at: datetime) -> list[ReleasedLine]:
    """Let everybody read these lines; one that was released before is not released twice. Gives the new ones."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("area").get(pk=meeting.pk)
    if not (found := may_release(by, meeting, at)):
        raise Refused(found.reason)
    before = queries.released(meeting)
    known = {line.text for line in before}
    fresh = [text for text in dict.fromkeys(" ".join(line.split()) for line in lines) if text and text not in known]
    first = before[-1].number + 1 if before else 1
    made = [
        ReleasedLine(meeting=meeting, number=first + place, text=text, language=language, released_at=at)
        for place, text in enumerate(fresh)
    ]
    ReleasedLine.objects.bulk_create(made)
    if made:
        ledger.record(ListeningAct.RELEASE, meeting, by=by, at=at, lines=len(made))
    return made


@transaction.atomic
def raise_line(line: ReleasedLine, *, by: Actor, at: datetime) -> Ref:
    """Raise a released line as a concern, in its own words; done again, it gives the same concern. Raises Refused."""
    rows = ReleasedLine.objects.select_for_update(of=("self",)).select_related("meeting__area")
    line = rows.get(pk=line.pk)
    LISTENING_POLICY.require(by, ListeningAct.RAISE, line.meeting)
    if line.raised:
        return Ref.parse(line.raised)
    made = raising.put(Matter(line.text, line.language, line.meeting.area), by=by, at=at)
    line.raised = str(made)
    line.save(update_fields=["raised"])
    ledger.record(ListeningAct.RAISE, line.meeting, by=by, at=at, line=line.number)
    return made

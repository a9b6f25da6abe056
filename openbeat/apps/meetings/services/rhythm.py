"""Say how often an area meets, and look which beats fall behind: then their commander owes a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Often, Promise, RhythmAct, Standing
from openbeat.apps.meetings.models import Rhythm
from openbeat.apps.meetings.policies import RHYTHM_POLICY
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import queries as waiting
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.queries import Pace
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

RULE = program("each beat meets in its promised rhythm")
ANNOUNCED, PROMISED_ANEW = "announced", "promised_anew"  # why nobody waits any longer


@transaction.atomic
def promise(area: Area, often: str, *, by: Actor, at: datetime) -> Rhythm:
    """Say how often an area and those in it meet ("": as the area around it); what is owed follows at once."""
    RHYTHM_POLICY.require(by, RhythmAct.PROMISE, area)
    said = Often(often).value if often else ""
    rhythm, _new = Rhythm.objects.update_or_create(area=area, defaults={"often": said, "changed_at": at})
    ledger.record(RhythmAct.PROMISE, rhythm, by=by, at=at, often=said)
    look_at_all(at=at)
    return rhythm


def look_at_all(*, at: datetime) -> int:
    """Look how every beat stands with its promise; gives how many are behind. Twice changes nothing."""
    paces = queries.paces(at)
    for pace in paces:
        look(pace, at=at)
    return sum(pace.is_behind for pace in paces)


@transaction.atomic
def look(pace: Pace, *, at: datetime) -> None:
    """Owe the next meeting of a beat where none is announced in time; keep what was owed when it has met."""
    RHYTHM_POLICY.require(RULE, RhythmAct.LOOK, pace.area)
    if pace.last is None or pace.due is None:
        return
    rhythm, _new = Rhythm.objects.get_or_create(area=pace.area, defaults={"changed_at": at})
    ref = Ref.of(rhythm)
    owed = [row for row in waiting.of_things([ref])[ref] if row.kept_at is None and row.released_at is None]
    if owed and pace.last > owed[0].made_at:
        loop.keep(Promise.RHYTHM, rhythm, at=pace.last)
        owed = []
    if owed and owed[0].due_at != pace.due:  # another rhythm was promised meanwhile
        loop.release(Promise.RHYTHM, rhythm, why=PROMISED_ANEW, at=at)
        owed = []
    if pace.standing == Standing.KEPT:
        loop.release(Promise.RHYTHM, rhythm, why=ANNOUNCED, at=at)
    elif not owed:
        debtor = Debtor(pace.area, places.post(_commanded(pace.area), Role.COMMANDER))
        loop.owe(Promise.RHYTHM, rhythm, debtor=debtor, at=pace.last, due=pace.due)


def _commanded(area: Area) -> Area:
    """The area whose commander answers for a beat: its district, or the department where there is none."""
    lineage = areas.lineage(area)
    return lineage[1] if len(lineage) > 1 else area

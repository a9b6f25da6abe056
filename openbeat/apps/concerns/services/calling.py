"""Tell whoever follows an area that a round of dots has opened, and that it is decided: each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import RoundAct, RoundStage
from openbeat.apps.concerns.models import Round
from openbeat.apps.concerns.policies import ROUNDS_POLICY
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.notices import services as outbox
from openbeat.core.places import queries as places
from openbeat.kit.actors import VISITOR, program

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.notices.notice import Notice
    from openbeat.kit.actors import Actor

CLOCK = program("a round of dots opens")


@transaction.atomic
def opened(round_: Round, *, at: datetime) -> bool:
    """Tell that dots can be given now, if they can and nobody was told yet; gives whether it was told."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if round_.called_at or round_.stage != RoundStage.OPEN or not round_.opens_at <= at < round_.closes_at:
        return False
    ROUNDS_POLICY.require(CLOCK, RoundAct.CALL, round_)
    round_.called_at = at
    round_.save(update_fields=["called_at"])
    ledger.record(RoundAct.CALL, round_, by=CLOCK, at=at)
    _tell(notices.ROUND_OPEN, round_, at=at, until=round_.closes_at.astimezone(department.zone()).date())
    return True


def all_opened(*, at: datetime) -> int:
    """Look for rounds that have opened meanwhile; gives how many were told of."""
    return sum(opened(round_, at=at) for round_ in queries.rounds_to_call(at))


def decided(round_: Round, *, by: Actor, at: datetime) -> None:
    """Tell that it is decided; in the transaction of the decision."""
    _tell(notices.ROUND_DECIDED, round_, at=at, by=by)


def _tell(notice: Notice, round_: Round, *, at: datetime, by: Actor = VISITOR, **words: Any) -> None:
    areas = places.lineage(round_.area)
    outbox.tell_followers(notice, areas, about=round_, at=at, by=by, area=round_.area.name, **words)

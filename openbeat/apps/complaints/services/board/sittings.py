"""When the board sits, announced in public; and by which name a member is known there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import BoardAct
from openbeat.apps.complaints.models import BoardName, Sitting
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.people.models import Person

PAST = _("A sitting is announced before it begins, and ends after that.")
CALLED_OFF = _("This sitting was called off already.")


@dataclass(frozen=True, slots=True)
class When:
    """When and where the board sits, and in which language that is said."""

    starts_at: datetime
    ends_at: datetime
    place: str
    language: str


@transaction.atomic
def notice_sitting(when: When, *, by: Person, at: datetime) -> Sitting:
    """Announce a sitting to everybody, from this moment on. Raises Refused."""
    POLICY.require(by, BoardAct.NOTICE, None)
    if when.starts_at <= at or when.ends_at <= when.starts_at:
        raise Refused(PAST)
    row = Sitting.objects.create(
        starts_at=when.starts_at, ends_at=when.ends_at, place=when.place, language=when.language,
        noticed_at=at, noticed_by=by,
    )  # fmt: skip
    ledger.record(BoardAct.NOTICE, row, by=by, at=at, starts=when.starts_at.isoformat())
    return row


@transaction.atomic
def call_off(sitting: Sitting, *, by: Person, at: datetime) -> Sitting:
    """Say that a sitting does not take place; the announcement stays. Raises Refused."""
    POLICY.require(by, BoardAct.CANCEL, None)
    row = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if row.cancelled_at:
        raise Refused(CALLED_OFF)
    row.cancelled_at = at
    row.save(update_fields=["cancelled_at"])
    ledger.record(BoardAct.CANCEL, row, by=by, at=at)
    return row


@transaction.atomic
def choose_name(name: str, *, by: Person, at: datetime) -> None:
    """Be known in public by this name as a member; without one, the role stands there. Raises Refused."""
    POLICY.require(by, BoardAct.CHOOSE_NAME, None)
    if name.strip():
        row, _new = BoardName.objects.update_or_create(person=by, defaults={"name": name.strip()})
        ledger.record(BoardAct.CHOOSE_NAME, row, by=by, at=at)
    else:
        BoardName.objects.filter(person=by).delete()
